#include "paperflux/linear.hpp"

#include "paperflux/kernels.hpp"

#include <algorithm>
#include <cassert>

namespace likeness::paperflux {

namespace {

std::size_t round_up(std::size_t number, std::size_t step) {
    return (number + step - 1) / step * step;
}

}  // namespace

Linear::Linear(std::size_t outputs, std::size_t inputs)
    : outputs_(outputs),
      inputs_(inputs),
      panel_width_(kernels().panel_width),
      panels_(round_up(outputs, panel_width_) * inputs),
      bias_(round_up(outputs, panel_width_)) {}

void Linear::set(
    std::size_t first_output,
    std::span<const float> weight,
    std::span<const float> bias
) {
    assert(first_output + bias.size() <= outputs_ && weight.size() == bias.size() * inputs_);
    std::copy(bias.begin(), bias.end(), bias_.begin() + static_cast<std::ptrdiff_t>(first_output));
    for (std::size_t i = 0; i < bias.size(); ++i) {
        const std::size_t output = first_output + i;
        float* column = &panels_[output / panel_width_ * panel_width_ * inputs_];
        for (std::size_t k = 0; k < inputs_; ++k) {
            column[k * panel_width_ + output % panel_width_] = weight[i * inputs_ + k];
        }
    }
}

void Linear::add(std::size_t first_output, const LowRank& product, float factor) {
    const std::size_t outputs = product.b.size() / product.rank;
    assert(first_output % panel_width_ == 0 && first_output + outputs <= outputs_);
    assert(product.a.size() == inputs_ * product.rank);
    // Rows of A's transpose times panels of B give (B A) transposed in panels, the layout of W
    // itself.
    const ConstRows a{product.a.data(), inputs_, product.rank};
    Linear b(outputs, product.rank);
    b.set(0, product.b, Floats(outputs));
    Floats delta(inputs_ * panel_width_);
    for (std::size_t panel = 0; panel < b.padded_outputs(); panel += panel_width_) {
        kernels().multiply(
            a,
            product.rank,
            &b.panels_[panel * product.rank],
            &b.bias_[panel],
            panel_width_,
            {delta.data(), inputs_, panel_width_}
        );
        float* weight = &panels_[(first_output + panel) * inputs_];
        for (std::size_t i = 0; i < delta.size(); ++i) {
            weight[i] += factor * delta[i];
        }
    }
}

void Linear::apply(ConstRows x, Rows y) const {
    assert(y.count == x.count && y.stride >= padded_outputs());
    kernels().multiply(x, inputs_, panels_.data(), bias_.data(), padded_outputs(), y);
}

}  // namespace likeness::paperflux
