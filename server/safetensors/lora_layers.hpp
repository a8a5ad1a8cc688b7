#pragma once

#include "base/result.hpp"
#include "safetensors/header.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::safetensors {

/// One linear or convolution layer of the model and the adapter on it: the weight gets scale *
/// alpha / rank * up * down added. `name` views the header it came from.
struct LoraLayer {
    std::string_view name;
    std::uint64_t rank = 0;
    std::uint64_t in = 0;   // width of the layer's input
    std::uint64_t out = 0;  // width of its output
};

struct LoraLayers {
    std::vector<LoraLayer> layers;  // at least one, in the order of the file
    bool has_alpha_tensors = false;
    std::vector<std::string> warnings;  // sentences
};

/// Finds the pairs of down and up tensors. Refuses (`unprocessable`, with the reason) files without
/// any, layers that lack one half or whose halves do not fit, and other decompositions (LyCORIS)
/// that plain LoRA engines cannot apply. What engines merely leave out is a warning. The result
/// views `header`.
Result<LoraLayers> collect_lora_layers(const Header& header);

}  // namespace likeness::safetensors
