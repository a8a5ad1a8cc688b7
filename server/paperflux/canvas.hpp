#pragma once

#include "paperflux/colour.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace likeness::paperflux {

/// Red, green and blue, 0 to 255.
using Rgb8 = std::array<std::uint8_t, 3>;

Rgb8 to_bytes(const Rgb& colour);

/// The picture while it is painted: opaque, 8 bits a channel as in a Cairo surface, but each row
/// holds its reds, then its greens, then its blues, so that the compiler can blend many pixels with
/// one instruction.
class Canvas {
public:
    Canvas(int width, int height);

    int width() const { return width_; }

    int height() const { return height_; }

    std::uint8_t* channel(int y, std::size_t index) {
        return &pixels_[(static_cast<std::size_t>(y) * 3 + index) * stride_];
    }

    const std::uint8_t* channel(int y, std::size_t index) const {
        return &pixels_[(static_cast<std::size_t>(y) * 3 + index) * stride_];
    }

    void fill_row(int y, const Rgb8& colour);
    /// Lays the colour over `count` pixels from column `left` on, `alpha` (0 to 255) telling how
    /// much of it each gets.
    void blend(int y, int left, const std::uint8_t* alpha, int count, const Rgb8& colour);

private:
    int width_;
    int height_;
    std::size_t stride_;
    std::vector<std::uint8_t> pixels_;
};

/// To the nearest byte, for 0 to 255. Vectorises, unlike std::lround.
constexpr std::uint8_t round_to_byte(float value) {
    const float above = value + 0.5F;
    return static_cast<std::uint8_t>(static_cast<int>(above));
}

/// to[i] = a[i] * b[i] / 255, and the same with one factor for all.
void multiply_row(const std::uint8_t* a, const std::uint8_t* b, int count, std::uint8_t* to);
void multiply_row(const std::uint8_t* a, std::uint8_t factor, int count, std::uint8_t* to);

}  // namespace likeness::paperflux
