#include "imaging/metadata.hpp"
#include "recipes/readers.hpp"

#include <utility>

namespace likeness::recipes {

std::optional<ForeignRecipe> read_likeness(const Source& source) {
    auto read = imaging::read_recipe(source.file());
    if (!read || !*read) {
        return std::nullopt;
    }
    imaging::Recipe own = std::move(**read);
    ForeignRecipe recipe;
    recipe.program = Program::likeness;
    recipe.text = imaging::json(own);
    recipe.prompt = std::move(own.prompt);
    recipe.negative_prompt = std::move(own.negative_prompt);
    recipe.seed = own.seed;
    recipe.steps = own.steps;
    recipe.guidance_scale = own.guidance_scale;
    recipe.model = std::move(own.model);
    recipe.loras = std::move(own.loras);
    recipe.created_at = own.created_at;
    return recipe;
}

}  // namespace likeness::recipes
