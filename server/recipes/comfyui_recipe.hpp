#pragma once

#include "recipes/comfyui_graph.hpp"
#include "recipes/foreign_recipe.hpp"

#include <optional>

namespace likeness::recipes {

/// What the sampler that made the saved image was given; nothing if the graph has no sampler.
/// Nodes are known by their inputs, not by their names, so that most custom ones are understood.
/// Without `text`.
std::optional<ForeignRecipe> recipe_in_graph(const ComfyGraph& graph);

}  // namespace likeness::recipes
