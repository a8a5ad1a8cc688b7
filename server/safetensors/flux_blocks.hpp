#pragma once

#include "safetensors/lora_layers.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace likeness::safetensors {

/// The sizes that part one model with FLUX's block names from another.
struct FluxSize {
    std::uint64_t hidden;  // width of a token
    std::uint64_t mlp;     // width inside a feed-forward layer
    unsigned double_blocks;
    unsigned single_blocks;
};

constexpr FluxSize kFlux1Size = {3'072, 12'288, 19, 38};
constexpr FluxSize kPaperfluxSize = {160, 480, 2, 4};

/// A layer inside a double-stream or single-stream block, in the names of diffusers or of Black
/// Forest Labs.
struct FluxLayer {
    enum class Block : std::uint8_t {
        diffusers_double,  // transformer_blocks.N
        diffusers_single,  // single_transformer_blocks.N
        bfl_double,        // double_blocks.N
        bfl_single         // single_blocks.N
    };

    Block block;
    unsigned index;      // N
    std::string module;  // the rest of the name, with "_" for "."
};

/// Nothing if the layer's name does not begin with such a block. Takes dotted names and kohya's
/// underscores.
std::optional<FluxLayer> parse_flux_layer(std::string_view layer_name);

/// True if a model of this size has this block, the block this module, and the module these widths.
bool fits(const FluxLayer& place, const LoraLayer& layer, const FluxSize& size);

}  // namespace likeness::safetensors
