#include "recipes/json_values.hpp"
#include "recipes/lora_tags.hpp"
#include "recipes/readers.hpp"
#include "recipes/values.hpp"

#include <algorithm>
#include <utility>

namespace likeness::recipes {

namespace {

using boost::json::object;

/// A list, or what older versions wrote: texts parted by commas.
std::vector<std::string> texts_in(const object& params, std::string_view key) {
    std::vector<std::string> texts;
    if (const auto* const list = find_array(params, key)) {
        for (const boost::json::value& item : *list) {
            texts.push_back(scalar_text(item));
        }
        return texts;
    }
    const std::string joined = scalar_text(params, {key});
    std::string_view rest = joined;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(','), rest.size());
        texts.emplace_back(trimmed(rest.substr(0, end)));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return texts;
}

std::vector<imaging::RecipeLora> loras_in(const object& params) {
    const std::vector<std::string> names = texts_in(params, "loras");
    const std::vector<std::string> weights = texts_in(params, "loraweights");
    std::vector<imaging::RecipeLora> loras;
    for (std::size_t i = 0; i < std::min(names.size(), kMaxLoras); ++i) {
        const auto scale = i < weights.size() ? scale_in(weights[i]) : std::nullopt;
        loras.push_back(lora_of(names[i], scale.value_or(1)));
    }
    return loras;
}

std::optional<Timestamp> date_in(const object& root, const object& params) {
    const object* const extra = find_object(root, "sui_extra_data");
    const auto date = extra == nullptr ? std::nullopt : time_in(scalar_text(*extra, {"date"}));
    return date ? date : time_in(scalar_text(params, {"date"}));  // until 0.9.3
}

std::optional<ForeignRecipe> recipe_in(std::string_view text) {
    const std::optional<object> root = parse_json_object(text);
    const object* const params = root ? find_object(*root, "sui_image_params") : nullptr;
    if (params == nullptr) {
        return std::nullopt;
    }
    TaggedPrompt tagged = take_lora_tags(scalar_text(*params, {"prompt"}));
    ForeignRecipe recipe;
    recipe.program = Program::swarmui;
    recipe.prompt = std::move(tagged.prompt);
    recipe.negative_prompt = scalar_text(*params, {"negativeprompt"});
    recipe.seed = seed_in(scalar_text(*params, {"seed"}));
    recipe.steps = steps_in(scalar_text(*params, {"steps"}));
    recipe.guidance_scale = guidance_in(scalar_text(*params, {"fluxguidancescale", "cfgscale"}));
    recipe.sampler = sampler_with_schedule(
        scalar_text(*params, {"sampler", "comfyuisampler"}),
        scalar_text(*params, {"scheduler", "comfyuischeduler"})
    );
    recipe.model = scalar_text(*params, {"model"});
    recipe.loras = loras_in(*params);
    if (recipe.loras.empty()) {
        recipe.loras = std::move(tagged.loras);
    }
    recipe.created_at = date_in(*root, *params);
    recipe.text = text;
    return recipe;
}

}  // namespace

std::optional<ForeignRecipe> read_swarmui(const Source& source) {
    return source.first_of(kParametersNames, recipe_in);
}

}  // namespace likeness::recipes
