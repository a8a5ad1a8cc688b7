#pragma once

// The matrix product of kernels_body.ipp.

#include "paperflux/simd.ipp"

#include <utility>

namespace likeness::paperflux {

namespace {

/// A tile of y: R rows times one panel, held in 2 R registers while walking along the inputs.
template <std::size_t... R>
inline void multiply_tile(
    const float* x,
    std::size_t x_stride,
    std::size_t inputs,
    const float* panel,
    const float* bias,
    float* y,
    std::size_t y_stride,
    std::index_sequence<R...> /*rows*/
) {
    const Vector bias_left = load(bias);
    const Vector bias_right = load(bias + kLanes);
    // NOLINTBEGIN(modernize-avoid-c-arrays): see kernels_body.ipp
    Vector left[] = {((void)R, bias_left)...};
    Vector right[] = {((void)R, bias_right)...};
    // NOLINTEND(modernize-avoid-c-arrays)
    for (std::size_t k = 0; k < inputs; ++k, panel += kPanel) {
        const Vector w_left = load(panel);
        const Vector w_right = load(panel + kLanes);
        ((left[R] += x[R * x_stride + k] * w_left, right[R] += x[R * x_stride + k] * w_right), ...);
    }
    ((store(y + R * y_stride, left[R]), store(y + R * y_stride + kLanes, right[R])), ...);
}

template <std::size_t R>
void multiply_rows(
    const float* x,
    std::size_t x_stride,
    std::size_t inputs,
    const float* panel,
    const float* bias,
    float* y,
    std::size_t y_stride
) {
    multiply_tile(x, x_stride, inputs, panel, bias, y, y_stride, std::make_index_sequence<R>{});
}

using MultiplyRows = void (*)(
    const float*,
    std::size_t,
    std::size_t,
    const float*,
    const float*,
    float*,
    std::size_t
);

template <std::size_t... R>
struct MultiplyTable {
    // NOLINTNEXTLINE(modernize-avoid-c-arrays): see kernels_body.ipp
    static constexpr MultiplyRows kBy[] = {multiply_rows<R + 1>...};
};

template <std::size_t... R>
constexpr MultiplyRows pick_multiply(std::size_t rows, std::index_sequence<R...> /*all*/) {
    return MultiplyTable<R...>::kBy[rows - 1];
}

/// The tiles share the rows evenly: 77 rows are 7 tiles of 11, not 6 of 12 and a slow one of 5.
inline void multiply_panel(
    ConstRows x,
    std::size_t inputs,
    const float* panel,
    const float* bias,
    float* y,
    std::size_t y_stride
) {
    std::size_t first = 0;
    for (std::size_t tiles = (x.count + kTileRows - 1) / kTileRows; tiles > 0; --tiles) {
        const std::size_t rows = (x.count - first + tiles - 1) / tiles;
        const MultiplyRows multiply_these =
            pick_multiply(rows, std::make_index_sequence<kTileRows>{});
        multiply_these(x.row(first), x.stride, inputs, panel, bias, y + first * y_stride, y_stride);
        first += rows;
    }
}

void multiply(
    ConstRows x,
    std::size_t inputs,
    const float* panels,
    const float* bias,
    std::size_t outputs,
    Rows y
) {
    for (std::size_t column = 0; column < outputs; column += kPanel) {
        multiply_panel(
            x, inputs, panels + column * inputs, bias + column, y.data + column, y.stride
        );
    }
}

}  // namespace

}  // namespace likeness::paperflux
