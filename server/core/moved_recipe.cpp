#include "core/moved_recipe.hpp"

#include "base/bytes.hpp"
#include "core/prompt.hpp"
#include "core/text_rules.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>

namespace likeness {

namespace {

using Recipe = std::optional<recipes::ForeignRecipe>;

constexpr std::size_t kMaxLabelLength = 200;     // characters, of a sampler or a model
constexpr std::size_t kMaxLoraNameLength = 120;  // characters
constexpr std::size_t kMaxLoras = 50;
constexpr int kMaxSteps = 10'000;
constexpr double kMaxGuidance = 1'000;
constexpr double kMaxScale = 100;
constexpr Timestamp kEarliest = std::chrono::sys_days{std::chrono::year{2020} / 1 / 1};

bool continues_character(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::string_view first_bytes(std::string_view text, std::size_t count) {
    if (text.size() <= count) {
        return text;
    }
    while (count > 0 && continues_character(text[count])) {
        --count;
    }
    return text.substr(0, count);
}

std::string_view first_characters(std::string_view text, std::size_t count) {
    std::size_t at = 0;
    while (at < text.size() && count > 0) {
        ++at;
        while (at < text.size() && continues_character(text[at])) {
            ++at;
        }
        --count;
    }
    return text.substr(0, at);
}

std::string label(std::string_view raw, std::size_t max_length) {
    const Result<std::string> whole = clean_label("", raw, 0, raw.size());
    return whole ? std::string(first_characters(*whole, max_length)) : std::string();
}

double number(double value, double least, double most, double otherwise) {
    return std::isfinite(value) ? std::clamp(value, least, most) : otherwise;
}

bool has_ending(std::string_view name, std::string_view ending) {
    return name.size() > ending.size() &&
           std::equal(ending.rbegin(), ending.rend(), name.rbegin(), [](char a, char b) {
               return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b - 'A' + 'a') : b);
           });
}

}  // namespace

std::string kept_text(std::string_view raw, std::size_t max_bytes) {
    std::string text;
    if (!is_utf8(raw)) {
        return text;
    }
    for (const char c : raw) {
        const bool is_control = static_cast<unsigned char>(c) < 0x20U || c == '\x7f';
        if (!is_control || c == '\n' || c == '\t') {
            text += c;
        }
    }
    return std::string(first_bytes(text, max_bytes));
}

std::string moved_prompt(std::string_view raw) {
    const Result<std::string> prompt = clean_prompt(first_characters(raw, kMaxPromptLength));
    return prompt ? *prompt : std::string();
}

std::string moved_lora_name(std::string_view raw) {
    constexpr std::array<std::string_view, 5> kEndings{
        ".safetensors", ".ckpt", ".pth", ".bin", ".pt"};
    const std::size_t slash = raw.find_last_of("/\\");
    std::string_view name = slash == std::string_view::npos ? raw : raw.substr(slash + 1);
    for (const std::string_view ending : kEndings) {
        if (has_ending(name, ending)) {
            name.remove_suffix(ending.size());
            break;
        }
    }
    return label(name, kMaxLoraNameLength);
}

ImageOrigin origin_of(const Recipe& recipe, std::string_view raw_path) {
    ImageOrigin origin;
    origin.path = label(raw_path, MoveInLimits::kMaxPathLength);
    if (!recipe) {
        return origin;
    }
    origin.program = recipe->program;
    origin.negative_prompt = kept_text(recipe->negative_prompt, MoveInLimits::kMaxTextBytes);
    origin.sampler = label(recipe->sampler, kMaxLabelLength);
    origin.model = label(recipe->model, kMaxLabelLength);
    for (const imaging::RecipeLora& lora : recipe->loras) {
        if (origin.loras.size() < kMaxLoras) {
            origin.loras.push_back(
                {label(lora.name, kMaxLabelLength), number(lora.scale, -kMaxScale, kMaxScale, 1)}
            );
        }
    }
    origin.text = kept_text(recipe->text, MoveInLimits::kMaxTextBytes);
    return origin;
}

GenerationSettings settings_of(const Recipe& recipe, ImageSize size, OutputFormat format) {
    GenerationSettings settings{size, 0, 0, 1, format, false};
    if (recipe) {
        settings.num_inference_steps = std::clamp(recipe->steps.value_or(0), 0, kMaxSteps);
        settings.guidance_scale = number(recipe->guidance_scale.value_or(0), 0, kMaxGuidance, 0);
    }
    if (recipe && !recipe->loras.empty()) {
        settings.lora_scale = number(recipe->loras.front().scale, -kMaxScale, kMaxScale, 1);
    }
    return settings;
}

Timestamp time_of(const Recipe& recipe, std::optional<Timestamp> modified_at, Timestamp now) {
    const std::optional<Timestamp> told = recipe ? recipe->created_at : std::nullopt;
    for (const std::optional<Timestamp>& time : {told, modified_at}) {
        if (time && *time >= kEarliest && *time <= now) {
            return *time;
        }
    }
    return now;
}

}  // namespace likeness
