#include "recipes/parameters_recipe.hpp"

#include "recipes/json_values.hpp"
#include "recipes/lora_tags.hpp"
#include "recipes/parameters_text.hpp"
#include "recipes/values.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace likeness::recipes {

namespace {

struct VersionMark {
    std::string_view mark;
    Program program;
};

constexpr std::array kVersionMarks{
    VersionMark{"stable-diffusion.cpp", Program::sdcpp},
    VersionMark{"ComfyUI", Program::comfyui},
    VersionMark{"Fooocus", Program::fooocus},
    VersionMark{"Likeness", Program::likeness}};

Program program_of(const ParametersText& text) {
    const std::string_view version = text.find("Version");
    for (const auto& [mark, program] : kVersionMarks) {
        if (version.find(mark) != std::string_view::npos) {
            return program;
        }
    }
    return Program::a1111;
}

/// With Flux the guidance is an input of the model and CFG is off. Forge tells it only then;
/// stable-diffusion.cpp tells it always.
std::optional<double> guidance_of(const ParametersText& text, Program program) {
    const std::optional<double> cfg = guidance_in(text.find("CFG scale"));
    if (const auto distilled = guidance_in(text.find("Distilled CFG Scale"))) {
        return distilled;
    }
    const std::optional<double> told = guidance_in(text.find("Guidance"));
    const bool is_off = !cfg || *cfg == 1;
    return program == Program::sdcpp && told && is_off ? told : cfg;
}

/// "DPM++ 2M" and "Karras" are one name, as they were before A1111 1.9.
std::string sampler_of(const ParametersText& text) {
    std::string sampler(text.find("Sampler"));
    const std::string_view schedule = text.find("Schedule type");
    if (!sampler.empty() && !schedule.empty() && schedule != "Automatic") {
        sampler.append(" ").append(schedule);
    }
    return sampler;
}

/// Of `name: hash, name: hash`: hashes for the LoRAs that the prompt's tags named, and if there
/// were none (galleries cut them out), the LoRAs.
void add_hashes(std::vector<imaging::RecipeLora>& loras, std::string_view list) {
    const bool are_named = !loras.empty();
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        const std::string_view item = list.substr(0, end);
        list.remove_prefix(std::min(end + 1, list.size()));
        const std::size_t colon = item.rfind(':');
        const std::string_view name = trimmed(item.substr(0, colon));
        if (colon == std::string_view::npos || name.empty()) {
            continue;
        }
        if (!are_named && loras.size() < kMaxLoras) {
            loras.push_back({.name = std::string(name), .trigger = {}, .scale = 1, .sha256 = {}});
        }
        const std::string_view hash = trimmed(item.substr(colon + 1));
        for (imaging::RecipeLora& lora : loras) {
            if (is_sha256(hash) && lora.name == name) {
                lora.sha256 = hash;
            }
        }
    }
}

/// What Civitai's own generator adds: a list of {"type":"lora","modelName":...,"weight":...}.
std::vector<imaging::RecipeLora> civitai_loras(std::string_view resources) {
    std::vector<imaging::RecipeLora> loras;
    const auto list = parse_json(resources);
    if (!list || !list->is_array()) {
        return loras;
    }
    for (const boost::json::value& item : list->get_array()) {
        const auto* const resource = item.if_object();
        if (resource == nullptr || loras.size() == kMaxLoras ||
            !equals_ignoring_case(scalar_text(*resource, {"type"}), "lora")) {
            continue;
        }
        std::string name = scalar_text(*resource, {"modelName"});
        if (!name.empty()) {
            loras.push_back(
                {.name = std::move(name),
                 .trigger = {},
                 .scale = scale_in(scalar_text(*resource, {"weight"})).value_or(1),
                 .sha256 = {}}
            );
        }
    }
    return loras;
}

}  // namespace

std::optional<ForeignRecipe> recipe_in_parameters(std::string_view text) {
    const std::optional<ParametersText> parsed = ParametersText::parse(text);
    if (!parsed) {
        return std::nullopt;
    }
    TaggedPrompt tagged = take_lora_tags(parsed->prompt());
    add_hashes(tagged.loras, parsed->find("Lora hashes"));
    if (tagged.loras.empty()) {
        tagged.loras = civitai_loras(parsed->find("Civitai resources"));
    }
    ForeignRecipe recipe;
    recipe.program = program_of(*parsed);
    recipe.prompt = std::move(tagged.prompt);
    recipe.negative_prompt = parsed->negative_prompt();
    recipe.seed = seed_in(parsed->find("Seed"));
    recipe.steps = steps_in(parsed->find("Steps"));
    recipe.guidance_scale = guidance_of(*parsed, recipe.program);
    recipe.sampler = sampler_of(*parsed);
    recipe.model = parsed->find("Model");
    recipe.loras = std::move(tagged.loras);
    recipe.created_at = time_in(parsed->find("Created Date"));
    recipe.text = text;
    return recipe;
}

}  // namespace likeness::recipes
