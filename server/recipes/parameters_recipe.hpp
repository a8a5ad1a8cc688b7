#pragma once

#include "recipes/foreign_recipe.hpp"

#include <optional>
#include <string_view>

namespace likeness::recipes {

/// The recipe in a text as ParametersText reads it, of whichever program its "Version" names;
/// nothing if it is no such text.
std::optional<ForeignRecipe> recipe_in_parameters(std::string_view text);

}  // namespace likeness::recipes
