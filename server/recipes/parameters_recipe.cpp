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

struct LoraHash {
    std::string_view name;
    std::string_view hash;
    double scale = 1;
};

/// `name: hash`, or `name: hash: scale` as Fooocus writes it.
std::optional<LoraHash> lora_hash(std::string_view item) {
    std::size_t colon = item.rfind(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    LoraHash hash{item.substr(0, colon), trimmed(item.substr(colon + 1))};
    colon = hash.name.rfind(':');
    const std::optional<double> scale = scale_in(hash.hash);
    if (colon != std::string_view::npos && scale) {
        hash = {hash.name.substr(0, colon), trimmed(hash.name.substr(colon + 1)), *scale};
    }
    hash.name = trimmed(hash.name);
    return hash.name.empty() ? std::nullopt : std::optional(hash);
}

/// Hashes for the LoRAs that the prompt's tags named; if there were none (galleries cut them out,
/// Fooocus has none), the LoRAs.
void add_hashes(std::vector<imaging::RecipeLora>& loras, std::string_view list) {
    const bool are_named = !loras.empty();
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        const auto hash = lora_hash(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
        if (!hash) {
            continue;
        }
        if (!are_named && loras.size() < kMaxLoras) {
            loras.push_back(lora_of(hash->name, hash->scale));
        }
        for (imaging::RecipeLora& lora : loras) {
            if (lora.name == hash->name && is_sha256(hash->hash)) {
                lora.sha256 = hash->hash;
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
        const std::string name = scalar_text(*resource, {"modelName"});
        if (!name.empty()) {
            loras.push_back(lora_of(name, scale_in(scalar_text(*resource, {"weight"})).value_or(1))
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
    recipe.sampler = sampler_with_schedule(parsed->find("Sampler"), parsed->find("Schedule type"));
    recipe.model = parsed->find(parsed->find("Model").empty() ? "Unet" : "Model");
    recipe.loras = std::move(tagged.loras);
    recipe.created_at = time_in(parsed->find("Created Date"));
    recipe.text = text;
    return recipe;
}

}  // namespace likeness::recipes
