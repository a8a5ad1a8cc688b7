#include "recipes/parameters_recipe.hpp"
#include "recipes/readers.hpp"

namespace likeness::recipes {

std::optional<ForeignRecipe> read_a1111(const Source& source) {
    return source.first_of(kParametersNames, recipe_in_parameters);
}

}  // namespace likeness::recipes
