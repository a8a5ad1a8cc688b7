#include "core/generate_request.hpp"

#include "base/digest.hpp"
#include "core/idempotency_key.hpp"
#include "core/prompt.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace likeness {

namespace {

bool is_within(double value, double least, double most) {
    return std::isfinite(value) && value >= least && value <= most;
}

class Problems {
public:
    void require(bool holds, std::string path, std::string message) {
        if (!holds) {
            fields_.push_back({std::move(path), std::move(message)});
        }
    }

    void add(const Error& error) {
        fields_.insert(fields_.end(), error.fields.begin(), error.fields.end());
    }

    Result<void> result() && {
        if (fields_.empty()) {
            return {};
        }
        return Error::invalid_fields(std::move(fields_));
    }

private:
    std::vector<FieldError> fields_;
};

void require_size(Problems& problems, ImageSize size, int least, int most) {
    const std::string rule =
        "must be between " + std::to_string(least) + " and " + std::to_string(most) + " pixels";
    problems.require(size.width >= least && size.width <= most, "imageSize.width", rule);
    problems.require(size.height >= least && size.height <= most, "imageSize.height", rule);
}

void require_further_loras(Problems& problems, const std::vector<WantedLora>& loras) {
    constexpr std::size_t kMost = SettingsLimits::kMaxLoras - 1;
    problems.require(
        loras.size() <= kMost, "loras", "must have at most " + std::to_string(kMost) + " items"
    );
    for (std::size_t i = 0; i < loras.size(); ++i) {
        const std::optional<double> scale = loras[i].scale;
        problems.require(
            !scale || is_within(*scale, 0, SettingsLimits::kMaxLoraScale),
            "loras[" + std::to_string(i) + "].scale",
            "must be between 0 and 4"
        );
    }
}

/// No two numbers have the same.
std::string exact_text(double number) {
    std::array<char, 32> text{};
    const auto [end, failure] = std::to_chars(text.data(), text.data() + text.size(), number);
    return {text.data(), failure == std::errc{} ? end : text.data()};
}

}  // namespace

Result<std::string> check_input(const GenerateRequest& request) {
    using Limits = SettingsLimits;
    Problems problems;
    Result<std::string> prompt = clean_prompt(request.prompt);
    if (!prompt) {
        problems.add(prompt.error());
    }
    problems.require(
        request.num_images >= 1 && request.num_images <= Limits::kMaxImages,
        "numImages",
        "must be between 1 and 4"
    );
    require_size(problems, request.size, Limits::kMinSide, Limits::kMaxSide);
    problems.require(
        request.num_inference_steps >= 1 && request.num_inference_steps <= Limits::kMaxSteps,
        "numInferenceSteps",
        "must be between 1 and 50"
    );
    problems.require(
        is_within(request.guidance_scale, Limits::kMinGuidance, Limits::kMaxGuidance),
        "guidanceScale",
        "must be between 1 and 20"
    );
    problems.require(
        !request.lora_scale || is_within(*request.lora_scale, 0, Limits::kMaxLoraScale),
        "loraScale",
        "must be between 0 and 4"
    );
    require_further_loras(problems, request.further_loras);
    problems.require(
        !request.idempotency_key || is_idempotency_key(*request.idempotency_key),
        "Idempotency-Key",
        "must have 1 to 255 letters, digits or marks"
    );
    LIKENESS_CHECK(std::move(problems).result());
    return prompt;
}

Result<void> check_with_engine(const GenerateRequest& request, const EngineProfile& engine) {
    Problems problems;
    require_size(problems, request.size, engine.min_side, engine.max_side);
    const std::size_t loras = 1 + request.further_loras.size();
    problems.require(
        loras <= static_cast<std::size_t>(engine.max_loras),
        "loras",
        engine.max_loras == 1 ? "must be left out: " + engine.title + " uses one LoRA at a time"
                              : "must have at most " + std::to_string(engine.max_loras - 1) +
                                    " items for " + engine.title
    );
    return std::move(problems).result();
}

std::string request_hash(
    const GenerateRequest& request,
    const std::string& prompt,
    const std::vector<Lora>& loras
) {
    std::string text =
        loras.front().id.text() + '\n' + prompt + '\n' + std::to_string(request.num_images) + '\n';
    text += std::to_string(request.size.width) + 'x' + std::to_string(request.size.height) + '\n';
    text += (request.seed ? request.seed->text() : "random") + '\n' +
            std::to_string(request.num_inference_steps) + '\n';
    text += exact_text(request.guidance_scale) + '\n' +
            exact_text(request.lora_scale.value_or(-1)) + '\n';
    text += std::to_string(static_cast<int>(request.output_format)) +
            (request.enable_safety_checker ? "s" : "-") + '\n';
    text += request.engine.value_or("") + '\n' + std::to_string(request.person.value_or(0));
    for (std::size_t i = 0; i < request.further_loras.size(); ++i) {
        text += "\nlora " + loras.at(i + 1).id.text() + ' ' +
                exact_text(request.further_loras[i].scale.value_or(-1));
    }
    for (const double scale : request.ladder) {
        text += "\nrung " + exact_text(scale);
    }
    return to_hex(sha256(text));
}

}  // namespace likeness
