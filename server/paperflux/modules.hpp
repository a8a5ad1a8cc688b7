#pragma once

#include "paperflux/dimensions.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Which matrices the transformer has, under which names files know them, and where they lie in
/// memory: matrices with the same input are stacked into one Linear, so that one product serves
/// queries, keys and values, and one all modulations.
namespace likeness::paperflux {

// Indexes of Network::linears. The embedders have two each, linear_1 and linear_2.
inline constexpr std::size_t kTokenEmbedder = 0;
inline constexpr std::size_t kContextEmbedder = 1;
inline constexpr std::size_t kTimeEmbedder = 2;
inline constexpr std::size_t kPooledEmbedder = 4;
inline constexpr std::size_t kAspectEmbedder = 6;
inline constexpr std::size_t kModulation = 8;  // of all blocks and of the output, see below
inline constexpr std::size_t kOutput = 9;
inline constexpr std::size_t kDoubleBlock = 10;  // see linear_index
inline constexpr std::size_t kSingleBlock = kDoubleBlock + 8 * kDoubleBlocks;
inline constexpr std::size_t kLinearCount = kSingleBlock + 3 * kSingleBlocks;

enum class DoublePart : std::size_t {
    image_qkv,
    context_qkv,
    image_out,
    context_out,
    image_up,
    image_down,
    context_up,
    context_down
};

enum class SinglePart : std::size_t {
    qkv,
    up,
    down
};

constexpr std::size_t linear_index(std::size_t block, DoublePart part) {
    return kDoubleBlock + 8 * block + static_cast<std::size_t>(part);
}

constexpr std::size_t linear_index(std::size_t block, SinglePart part) {
    return kSingleBlock + 3 * block + static_cast<std::size_t>(part);
}

/// First outputs of the blocks' shares of kModulation. A share is a run of vectors of kWidth:
/// shift, scale and gate of attention, then of the MLP (double blocks); shift, scale, gate (single
/// blocks); shift, scale (the output).
constexpr std::size_t image_modulation(std::size_t block) {
    return 12 * kWidth * block;
}

constexpr std::size_t context_modulation(std::size_t block) {
    return image_modulation(block) + 6 * kWidth;
}

constexpr std::size_t single_modulation(std::size_t block) {
    return image_modulation(kDoubleBlocks) + 3 * kWidth * block;
}

inline constexpr std::size_t kOutputModulation = single_modulation(kSingleBlocks);
inline constexpr std::size_t kModulationWidth = kOutputModulation + 2 * kWidth;

/// One matrix of the file: a part of a Linear.
struct Module {
    std::string name;  // in the file, without ".weight" and ".bias"
    std::size_t linear = 0;
    std::size_t first_output = 0;
    std::size_t outputs = 0;
    std::size_t inputs = 0;
};

/// All of the transformer, sorted by name; those of one Linear cover its outputs without a gap.
const std::vector<Module>& modules();

/// Null for names that the transformer does not have.
const Module* find_module(std::string_view name);

}  // namespace likeness::paperflux
