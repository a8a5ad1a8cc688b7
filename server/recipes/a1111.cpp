#include "recipes/parameters_recipe.hpp"
#include "recipes/readers.hpp"

namespace likeness::recipes {

std::optional<ForeignRecipe> read_a1111(const Source& source) {
    for (const std::string_view name : kParametersNames) {
        if (auto recipe = recipe_in_parameters(source.find(name))) {
            return recipe;
        }
    }
    return std::nullopt;
}

}  // namespace likeness::recipes
