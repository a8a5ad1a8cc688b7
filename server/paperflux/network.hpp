#pragma once

#include "base/result.hpp"
#include "paperflux/linear.hpp"
#include "paperflux/modules.hpp"
#include "paperflux/tensor_file.hpp"

#include <array>
#include <memory>

namespace likeness::paperflux {

/// What queries and keys are multiplied with after RMS normalisation; the same for all heads of a
/// block.
struct AttentionGains {
    Floats query;  // kHeadWidth
    Floats key;    // kHeadWidth
};

/// The weights of the transformer. Networks with adapters merged in share the matrices that the
/// adapters leave alone.
struct Network {
    std::array<std::shared_ptr<const Linear>, kLinearCount>
        linears;                                   // by the indexes of modules.hpp
    std::shared_ptr<const Floats> slot_embedding;  // [kTokens][kWidth]
    std::array<AttentionGains, kDoubleBlocks> image_gains;
    std::array<AttentionGains, kDoubleBlocks> context_gains;
    std::array<AttentionGains, kSingleBlocks> single_gains;

    /// Refuses (`unprocessable`) files that lack a tensor or have one of another shape.
    static Result<Network> load(const TensorFile& file);
};

}  // namespace likeness::paperflux
