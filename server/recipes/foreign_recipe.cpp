#include "recipes/foreign_recipe.hpp"

#include "imaging/unicode_text.hpp"
#include "recipes/lora_tags.hpp"
#include "recipes/readers.hpp"
#include "recipes/values.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace likeness::recipes {

namespace {

constexpr std::size_t kMaxName = 500;

using Reader = std::optional<ForeignRecipe> (*)(const Source& source);

// Programs whose texts name them come before the text of A1111, which many write beside their own;
// ComfyUI's graph comes last, since such a text tells more plainly what was asked for.
constexpr std::array<Reader, 6>
    kReaders{read_likeness, read_swarmui, read_fooocus, read_invokeai, read_a1111, read_comfyui};

std::optional<ForeignRecipe> first_recipe(const Source& source) {
    for (const Reader read : kReaders) {
        if (auto recipe = read(source)) {
            return recipe;
        }
    }
    return std::nullopt;
}

std::optional<Timestamp> exif_time(const Source& source) {
    namespace name = imaging::exif_name;
    const auto original =
        time_in(source.find(name::kDateTimeOriginal), source.find(name::kOffsetTimeOriginal));
    return original ? original : time_in(source.find(name::kDateTime));
}

std::string clean_name(std::string_view name) {
    return imaging::shorten_utf8(trimmed(imaging::clean_text(name)), kMaxName);
}

void tidy(imaging::RecipeLora& lora) {
    lora.name = clean_name(plain_name(lora.name));
    lora.trigger = clean_name(lora.trigger);
    if (!(std::abs(lora.scale) <= kMaxScale)) {
        lora.scale = 1;
    }
    const auto hash = is_sha256(lora.sha256) ? from_hex(lora.sha256) : std::nullopt;
    lora.sha256 = hash ? to_hex(*hash) : std::string();  // lower case
}

/// What the header promises, for whatever a reader found.
void tidy(ForeignRecipe& recipe) {
    recipe.prompt = trimmed(imaging::clean_text(recipe.prompt));
    recipe.negative_prompt = trimmed(imaging::clean_text(recipe.negative_prompt));
    recipe.sampler = clean_name(recipe.sampler);
    recipe.model = clean_name(recipe.model);
    recipe.text = imaging::shorten_utf8(imaging::clean_text(recipe.text), imaging::kMaxFileText);
    if (recipe.steps && (*recipe.steps < 1 || *recipe.steps > kMaxSteps)) {
        recipe.steps.reset();
    }
    if (recipe.guidance_scale &&
        !(*recipe.guidance_scale >= 0 && *recipe.guidance_scale <= kMaxGuidance)) {
        recipe.guidance_scale.reset();
    }
    for (imaging::RecipeLora& lora : recipe.loras) {
        tidy(lora);
    }
    std::erase_if(recipe.loras, [](const imaging::RecipeLora& lora) { return lora.name.empty(); });
    recipe.loras.resize(std::min(recipe.loras.size(), kMaxLoras));
}

}  // namespace

std::string_view to_text(Program program) {
    switch (program) {
        case Program::a1111:
            return "a1111";
        case Program::comfyui:
            return "comfyui";
        case Program::invokeai:
            return "invokeai";
        case Program::fooocus:
            return "fooocus";
        case Program::swarmui:
            return "swarmui";
        case Program::sdcpp:
            return "sdcpp";
        case Program::likeness:
            return "likeness";
    }
    return "a1111";
}

std::optional<ForeignRecipe> read_foreign_recipe(BytesView file, std::string_view sidecar) {
    const Source inside(file);
    std::optional<ForeignRecipe> recipe = first_recipe(inside);
    if (!recipe && sidecar.size() <= imaging::kMaxFileText) {
        recipe = first_recipe(Source::sidecar(sidecar));
    }
    if (!recipe) {
        return std::nullopt;
    }
    if (!recipe->created_at) {
        recipe->created_at = exif_time(inside);
    }
    tidy(*recipe);
    return recipe;
}

}  // namespace likeness::recipes
