#pragma once

#include "paperflux/matrix.hpp"

#include <cstddef>
#include <span>

namespace likeness::paperflux {

/// A product of two thin matrices, B A, that is to be added to a part of a weight matrix.
struct LowRank {
    std::size_t rank = 0;
    Floats a;  // [inputs][rank]: A transposed
    Floats b;  // [outputs][rank]
};

/// y = W x + b, with W stored the way the fastest kernel of this processor reads it. Several
/// matrices with the same input may be stacked into one Linear; a part is then named by its first
/// output.
class Linear {
public:
    /// All zero.
    Linear(std::size_t outputs, std::size_t inputs);

    std::size_t outputs() const { return outputs_; }

    std::size_t inputs() const { return inputs_; }

    /// outputs() rounded up to whole panels: what a row of y must have room for.
    std::size_t padded_outputs() const { return bias_.size(); }

    std::size_t bytes() const { return (panels_.size() + bias_.size()) * sizeof(float); }

    /// Sets the outputs from `first_output` on; `weight` is row-major [bias.size(), inputs()].
    void set(std::size_t first_output, std::span<const float> weight, std::span<const float> bias);
    /// Adds factor * B A to the rows of W from `first_output` on, which is a multiple of
    /// kMaxPanelWidth.
    void add(std::size_t first_output, const LowRank& product, float factor);

    /// Every row of x has inputs() numbers, every row of y gets padded_outputs() numbers.
    void apply(ConstRows x, Rows y) const;

private:
    std::size_t outputs_;
    std::size_t inputs_;
    std::size_t panel_width_;
    Floats panels_;
    Floats bias_;
};

}  // namespace likeness::paperflux
