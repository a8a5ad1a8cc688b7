#include "adapters/image_finisher/pooled_image_finisher.hpp"
#include "app/commands/command_tools.hpp"
#include "app/commands/local_lora.hpp"
#include "app/embedded_model.hpp"
#include "app/studio.hpp"
#include "base/json_text.hpp"
#include "core/prompt.hpp"
#include "imaging/codec.hpp"
#include "paperflux/engine.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <utility>

namespace likeness::app {

namespace {

namespace fs = std::filesystem;

/// The command's options, checked.
struct Order {
    std::string prompt;
    Seed seed;
    GenerationSettings settings;
    int count = 1;
    fs::path folder;
};

struct Written {
    fs::path file;
    Seed seed;
};

Result<ImageSize> parse_size(const std::string& text) {
    for (const SizePreset& preset : kSizePresets) {
        if (preset.name == text) {
            return preset.size;
        }
    }
    ImageSize size;
    const std::size_t cross = text.find('x');
    const auto parse = [](std::string_view digits, int& side) {
        const auto [stopped, failure] =
            std::from_chars(digits.data(), digits.data() + digits.size(), side);
        return failure == std::errc{} && stopped == digits.data() + digits.size();
    };
    const bool is_read = cross != std::string::npos &&
                         parse(std::string_view(text).substr(0, cross), size.width) &&
                         parse(std::string_view(text).substr(cross + 1), size.height);
    if (!is_read) {
        return Error::invalid_field(
            "--size", "must read like 1024x1024 or be a preset like portrait_4_3"
        );
    }
    return size;
}

Result<OutputFormat> parse_format(const std::string& text) {
    if (text == "jpeg" || text == "jpg") {
        return OutputFormat::jpeg;
    }
    if (text == "png") {
        return OutputFormat::png;
    }
    if (text == "webp") {
        return OutputFormat::webp;
    }
    return Error::invalid_field("--format", "must be jpeg, png or webp");
}

imaging::Format imaging_format(OutputFormat format) {
    switch (format) {
        case OutputFormat::jpeg:
            return imaging::Format::jpeg;
        case OutputFormat::png:
            return imaging::Format::png;
        case OutputFormat::webp:
            return imaging::Format::webp;
    }
    return imaging::Format::jpeg;
}

/// A LoRA with the scale that was written behind it.
struct Choice {
    LocalLora lora;
    double scale = 1;
};

/// "mira:0.8" is mira at 0.8; a colon that no number follows belongs to the name.
std::pair<std::string, std::optional<double>> split_scale(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    if (colon == std::string::npos || colon + 1 == text.size()) {
        return {text, std::nullopt};
    }
    double scale = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, failure] = std::from_chars(text.data() + colon + 1, end, scale);
    const bool is_number = failure == std::errc{} && stopped == end;
    return is_number ? std::pair{text.substr(0, colon), std::optional(scale)}
                     : std::pair{text, std::optional<double>()};
}

Result<std::vector<Choice>>
find_choices(const CommonOptions& common, const GenerateOptions& options) {
    std::vector<Choice> choices;
    for (const std::string& wanted : options.loras) {
        const auto [name, written] = split_scale(wanted);
        LIKENESS_TRY(LocalLora lora, find_local_lora(common, name));
        const std::optional<double> asked = choices.empty() && !written ? options.scale : written;
        const double scale = asked.value_or(lora.default_scale);
        if (!(scale >= 0 && scale <= SettingsLimits::kMaxLoraScale)) {
            return Error::invalid_field("--lora", "must have a scale between 0 and 4");
        }
        for (const Choice& other : choices) {
            if (other.lora.sha256 == lora.sha256) {
                return Error::invalid_field("--lora", "must name each LoRA once");
            }
        }
        choices.push_back({std::move(lora), scale});
    }
    return choices;
}

Result<Order> checked(const GenerateOptions& options, double lora_scale) {
    Order order;
    LIKENESS_TRY(order.prompt, clean_prompt(options.prompt));
    LIKENESS_TRY(order.settings.size, parse_size(options.size));
    LIKENESS_TRY(order.settings.output_format, parse_format(options.format));
    if (options.count < 1 || options.count > 1'000) {
        return Error::invalid_field("-n", "must be between 1 and 1000");
    }
    std::optional<Seed> seed = options.seed ? Seed::parse(*options.seed) : std::optional<Seed>();
    if (options.seed && !seed) {
        return Error::invalid_field(
            "--seed", "must be a whole number from 0 to 18446744073709551615"
        );
    }
    order.seed = seed.value_or(Seed{
        static_cast<std::uint64_t>(SystemClock().now().time_since_epoch().count()) % 4'294'967'296U}
    );
    order.settings.lora_scale = lora_scale;
    order.settings.num_inference_steps = options.steps;
    order.settings.guidance_scale = options.guidance;
    order.count = options.count;
    order.folder = options.folder;
    return order;
}

/// A bar on a terminal, nothing elsewhere.
class ProgressBar {
public:
    ProgressBar(int images, bool is_quiet)
        : images_(images),
          is_shown_(!is_quiet && isatty(STDERR_FILENO) == 1) {}

    void show(int image, int step, int steps) const {
        if (!is_shown_) {
            return;
        }
        constexpr int kWidth = 30;
        const int filled = kWidth * step / steps;
        fmt::print(
            stderr,
            "\rimage {} of {}  [{:#<{}}{: <{}}] {:>3}/{}",
            image + 1,
            images_,
            "",
            filled,
            "",
            kWidth - filled,
            step,
            steps
        );
    }

    void finish() const {
        if (is_shown_) {
            fmt::print(stderr, "\r{: <70}\r", "");
        }
    }

private:
    int images_;
    bool is_shown_;
};

std::string file_name(const LocalLora& lora, Seed seed, OutputFormat format) {
    std::string name;
    for (const char c : lora.name) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        name += plain || lower != c ? lower : '-';
    }
    return name + "-" + seed.text() + "." + std::string(extension_of(format));
}

ImageRecipe recipe_for(const Order& order, const std::vector<Choice>& choices, Seed seed) {
    std::vector<LoraUse> uses;
    std::vector<std::string> trigger_words;
    for (const auto& [lora, scale] : choices) {
        uses.push_back({lora.name, lora.trigger_word, lora.sha256, scale});
        trigger_words.push_back(lora.trigger_word);
    }
    return {
        "",
        order.prompt,
        final_prompt(order.prompt, trigger_words),
        seed,
        order.settings,
        std::move(uses),
        "paperflux-1",
        "paperflux",
        SystemClock().now()};
}

Result<Written> draw_one(
    paperflux::Engine& engine,
    const Order& order,
    const std::vector<Choice>& choices,
    int index,
    const ProgressBar& bar
) {
    const Seed seed = order.seed.of_image(index);
    const ImageRecipe recipe = recipe_for(order, choices, seed);
    std::vector<paperflux::AdapterUse> adapters;
    for (const auto& [lora, scale] : choices) {
        adapters.push_back({lora.adapter, static_cast<float>(scale)});
    }
    const paperflux::Request request{
        recipe.final_prompt,
        seed.value,
        order.settings.num_inference_steps,
        order.settings.guidance_scale,
        order.settings.size.width,
        order.settings.size.height,
        std::move(adapters)};
    const auto on_progress = [&](int step, int steps) {
        bar.show(index, step, steps);
        return true;
    };
    LIKENESS_TRY(std::optional<paperflux::Picture> picture, engine.draw(request, on_progress));
    if (!picture) {
        return Error::internal("the engine stopped although nobody asked it to");
    }
    const imaging::Picture pixels{picture->width, picture->height, 3, std::move(picture->rgb)};
    LIKENESS_TRY(
        const Bytes bytes, imaging::encode(pixels, imaging_format(order.settings.output_format))
    );
    LIKENESS_TRY(
        const FinishedImage finished, image_finisher::finish_image(bytes, recipe, software_name())
    );
    const fs::path file =
        order.folder / file_name(choices.front().lora, seed, order.settings.output_format);
    std::ofstream stream(file, std::ios::binary);
    stream.write(finished.file.data(), static_cast<std::streamsize>(finished.file.size()));
    if (!stream.flush()) {
        return Error{ErrorCode::unavailable, "The image " + file.string() + " cannot be written."};
    }
    return Written{file, seed};
}

Result<std::vector<Written>> draw_all(const CommonOptions& common, const GenerateOptions& options) {
    LIKENESS_TRY(const std::vector<Choice> choices, find_choices(common, options));
    LIKENESS_TRY(const Order order, checked(options, choices.front().scale));
    LIKENESS_TRY(
        std::shared_ptr<const paperflux::Model> model, paperflux::Model::load(embedded_model())
    );
    paperflux::Engine engine(std::move(model), std::size_t{64} << 20U);
    std::error_code ignored;  // a folder that cannot be made shows when the file is written
    fs::create_directories(order.folder, ignored);
    const ProgressBar bar(order.count, common.json);
    std::vector<Written> written;
    for (int index = 0; index < order.count; ++index) {
        LIKENESS_TRY(Written image, draw_one(engine, order, choices, index, bar));
        bar.finish();
        if (!common.json) {
            fmt::print("{}\n", image.file.string());
        }
        written.push_back(std::move(image));
    }
    return written;
}

}  // namespace

int run_generate(const CommonOptions& common, const GenerateOptions& options) {
    const Result<std::vector<Written>> written = draw_all(common, options);
    if (!written) {
        return report(written.error(), common);
    }
    if (common.json) {
        std::string list;
        for (const Written& image : *written) {
            list += list.empty() ? "" : ",";
            list += R"({"file":)" + json_string(image.file.string()) + R"(,"seed":)" +
                    json_string(image.seed.text()) + "}";
        }
        fmt::print("{{\"images\":[{}]}}\n", list);
    }
    return kDone;
}

}  // namespace likeness::app
