#include "recipes/json_values.hpp"
#include "recipes/lora_tags.hpp"
#include "recipes/readers.hpp"
#include "recipes/values.hpp"

#include <array>
#include <utility>

namespace likeness::recipes {

namespace {

using boost::json::object;

constexpr std::array<std::string_view, 1> kMetadataNames{"invokeai_metadata"};
constexpr std::array<std::string_view, 1> kOldMetadataNames{"sd-metadata"};
constexpr std::array<std::string_view, 1> kCommandNames{"Dream"};
constexpr std::string_view kSha256Prefix = "sha256:";

/// The name of a model: `name` since 4.0, `model_name` before.
std::string model_name(const object& parent, std::string_view key) {
    const object* const model = find_object(parent, key);
    return model == nullptr ? std::string() : scalar_text(*model, {"name", "model_name"});
}

std::vector<imaging::RecipeLora> loras_in(const object& root) {
    std::vector<imaging::RecipeLora> loras;
    const auto* const list = find_array(root, "loras");
    if (list == nullptr) {
        return loras;
    }
    for (const boost::json::value& item : *list) {
        const object* const entry = item.if_object();
        if (entry == nullptr || loras.size() == kMaxLoras) {
            continue;
        }
        const std::string_view key = entry->contains("model") ? "model" : "lora";
        const double scale = scale_in(scalar_text(*entry, {"weight"})).value_or(1);
        imaging::RecipeLora lora = lora_of(model_name(*entry, key), scale);
        const object* const model = find_object(*entry, key);
        const std::string hash = model == nullptr ? "" : scalar_text(*model, {"hash"});
        if (hash.starts_with(kSha256Prefix)) {
            lora.sha256 = hash.substr(kSha256Prefix.size());
        }
        loras.push_back(std::move(lora));
    }
    return loras;
}

/// With Flux `guidance` counts, and CFG is 1.
std::optional<double> guidance_of(const object& root) {
    const auto cfg = guidance_in(scalar_text(root, {"cfg_scale"}));
    const auto distilled = guidance_in(scalar_text(root, {"guidance"}));
    return distilled && (!cfg || *cfg == 1) ? distilled : cfg;
}

std::optional<ForeignRecipe> recipe_in_metadata(std::string_view text) {
    const std::optional<object> root = parse_json_object(text);
    if (!root || !root->contains("positive_prompt")) {
        return std::nullopt;
    }
    ForeignRecipe recipe;
    recipe.program = Program::invokeai;
    recipe.prompt = scalar_text(*root, {"positive_prompt"});
    recipe.negative_prompt = scalar_text(*root, {"negative_prompt"});
    recipe.seed = seed_in(scalar_text(*root, {"seed"}));
    recipe.steps = steps_in(scalar_text(*root, {"steps", "num_steps"}));
    recipe.guidance_scale = guidance_of(*root);
    recipe.sampler = scalar_text(*root, {"scheduler"});
    recipe.model = model_name(*root, "model");
    recipe.loras = loras_in(*root);
    recipe.text = text;
    return recipe;
}

/// Until 2.3 what is not wanted stood in square brackets inside of the prompt.
void split_prompt(ForeignRecipe& recipe, std::string_view text) {
    while (!text.empty()) {
        const std::size_t open = text.find('[');
        const std::size_t close = open == std::string_view::npos ? open : text.find(']', open);
        if (close == std::string_view::npos) {
            break;
        }
        recipe.prompt += text.substr(0, open);
        recipe.negative_prompt += recipe.negative_prompt.empty() ? "" : ", ";
        recipe.negative_prompt += text.substr(open + 1, close - open - 1);
        text.remove_prefix(close + 1);
        if (recipe.prompt.ends_with(' ') && text.starts_with(' ')) {
            text.remove_prefix(1);
        }
    }
    recipe.prompt += text;
}

/// One text, or a list of texts with weights.
std::string old_prompt(const object& image) {
    const auto* const list = find_array(image, "prompt");
    if (list == nullptr) {
        return scalar_text(image, {"prompt"});
    }
    std::string joined;
    for (const boost::json::value& item : *list) {
        const object* const part = item.if_object();
        const std::string text = part == nullptr ? "" : scalar_text(*part, {"prompt"});
        joined.append(joined.empty() || text.empty() ? "" : ", ").append(trimmed(text));
    }
    return joined;
}

std::optional<ForeignRecipe> recipe_in_old_metadata(std::string_view text) {
    const std::optional<object> root = parse_json_object(text);
    const object* const image = root ? find_object(*root, "image") : nullptr;
    if (image == nullptr || !image->contains("prompt")) {
        return std::nullopt;
    }
    ForeignRecipe recipe;
    recipe.program = Program::invokeai;
    split_prompt(recipe, old_prompt(*image));
    recipe.seed = seed_in(scalar_text(*image, {"seed"}));
    recipe.steps = steps_in(scalar_text(*image, {"steps"}));
    recipe.guidance_scale = guidance_in(scalar_text(*image, {"cfg_scale"}));
    recipe.sampler = scalar_text(*image, {"sampler"});
    recipe.model = scalar_text(*root, {"model_weights"});
    recipe.text = text;
    return recipe;
}

/// The prompt of a command line, in which quotes have a backslash.
std::string without_backslashes(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool is_escape = text[at] == '\\' && at + 1 < text.size();
        out += text[is_escape ? ++at : at];
    }
    return out;
}

/// Takes the next word off the front.
std::string_view take_word(std::string_view& rest) {
    rest = trimmed(rest);
    const std::string_view word = rest.substr(0, rest.find_first_of(" \t\n"));
    rest.remove_prefix(word.size());
    return word;
}

void read_option(ForeignRecipe& recipe, char option, std::string_view value) {
    switch (option) {
        case 's':
            recipe.steps = steps_in(value);
            break;
        case 'S':
            recipe.seed = seed_in(value);
            break;
        case 'C':
            recipe.guidance_scale = guidance_in(value);
            break;
        case 'A':
            recipe.sampler = value;
            break;
        default:
            break;
    }
}

/// The command line of 1.x: "a prompt" -s 50 -S 42 -W512 -H512 -C 7.5 -A k_lms
std::optional<ForeignRecipe> recipe_in_command(std::string_view text) {
    const std::size_t end = text.rfind("\" -");
    if (!text.starts_with('"') || end == 0 || end == std::string_view::npos) {
        return std::nullopt;
    }
    ForeignRecipe recipe;
    recipe.program = Program::invokeai;
    split_prompt(recipe, without_backslashes(text.substr(1, end - 1)));
    std::string_view options = text.substr(end + 1);
    while (!trimmed(options).empty()) {
        const std::string_view option = take_word(options);
        if (option.size() >= 2 && option[0] == '-') {
            read_option(
                recipe, option[1], option.size() > 2 ? option.substr(2) : take_word(options)
            );
        }
    }
    recipe.text = text;
    return recipe.steps || recipe.seed ? std::optional(std::move(recipe)) : std::nullopt;
}

}  // namespace

std::optional<ForeignRecipe> read_invokeai(const Source& source) {
    if (auto recipe = source.first_of(kMetadataNames, recipe_in_metadata)) {
        return recipe;
    }
    if (auto recipe = source.first_of(kOldMetadataNames, recipe_in_old_metadata)) {
        return recipe;
    }
    return source.first_of(kCommandNames, recipe_in_command);
}

}  // namespace likeness::recipes
