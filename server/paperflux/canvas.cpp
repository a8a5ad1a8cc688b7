#include "paperflux/canvas.hpp"

#include <algorithm>
#include <cmath>

namespace likeness::paperflux {

namespace {

std::uint8_t to_byte(double share) {
    return static_cast<std::uint8_t>(std::lround(std::clamp(share, 0.0, 1.0) * 255));
}

/// 16 bits are enough for everything: 255 * 255 + 128 + 254 < 2^16. Keeping to them doubles the
/// pixels in a register.
std::uint8_t blend_byte(std::uint8_t below, std::uint8_t above, std::uint8_t alpha) {
    const auto sum = static_cast<std::uint16_t>(above * alpha + below * (255 - alpha) + 128);
    return static_cast<std::uint8_t>(static_cast<std::uint16_t>(sum + (sum >> 8)) >> 8);
}

void blend_channel(
    std::uint8_t* __restrict pixels,
    const std::uint8_t* __restrict alpha,
    int count,
    std::uint8_t value
) {
    for (int i = 0; i < count; ++i) {
        pixels[i] = blend_byte(pixels[i], value, alpha[i]);
    }
}

}  // namespace

Rgb8 to_bytes(const Rgb& colour) {
    return {to_byte(colour.red), to_byte(colour.green), to_byte(colour.blue)};
}

Canvas::Canvas(int width, int height)
    : width_(width),
      height_(height),
      stride_(static_cast<std::size_t>(width)),
      pixels_(stride_ * 3 * static_cast<std::size_t>(height)) {}

void Canvas::fill_row(int y, const Rgb8& colour) {
    for (std::size_t c = 0; c < colour.size(); ++c) {
        std::fill_n(channel(y, c), width_, colour[c]);
    }
}

void Canvas::blend(int y, int left, const std::uint8_t* alpha, int count, const Rgb8& colour) {
    for (std::size_t c = 0; c < colour.size(); ++c) {
        blend_channel(channel(y, c) + left, alpha, count, colour[c]);
    }
}

void multiply_row(const std::uint8_t* a, const std::uint8_t* b, int count, std::uint8_t* to) {
    for (int i = 0; i < count; ++i) {
        to[i] = blend_byte(0, a[i], b[i]);
    }
}

void multiply_row(const std::uint8_t* a, std::uint8_t factor, int count, std::uint8_t* to) {
    for (int i = 0; i < count; ++i) {
        to[i] = blend_byte(0, a[i], factor);
    }
}

}  // namespace likeness::paperflux
