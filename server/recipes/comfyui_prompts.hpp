#pragma once

#include "recipes/comfyui_graph.hpp"
#include "recipes/comfyui_values.hpp"

#include <optional>
#include <string>

namespace likeness::recipes {

enum class PromptRole {
    positive,
    negative
};

struct ComfyPrompt {
    std::string text;                // of all encoders that are combined, a line each
    std::optional<double> guidance;  // of FluxGuidance and its like on the way
};

/// What a sampler, or its guider, was asked for (or not to show).
ComfyPrompt
prompt_of(const ComfyGraph& graph, ComfyValues& values, const ComfyNode& sampler, PromptRole role);

}  // namespace likeness::recipes
