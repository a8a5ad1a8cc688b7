#pragma once

#include "imaging/recipe.hpp"
#include "recipes/comfyui_graph.hpp"

#include <vector>

namespace likeness::recipes {

/// The LoRAs that one node loads, in its order; empty for nodes that load none. Reads LoraLoader
/// and LoraLoaderModelOnly, stacks of numbered inputs (lora_name_1, model_weight_1 or lora_wt_1 or
/// strength_1, switch_1) and rgthree's Power Lora Loader (lora_1: {on, lora, strength}). Those that
/// are switched off or called "None" are left out.
std::vector<imaging::RecipeLora> loras_of(const ComfyNode& node);

}  // namespace likeness::recipes
