#include "paperflux/hatching.hpp"

#include "paperflux/canvas.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace likeness::paperflux {

namespace {

/// To the nearest whole number by pushing the fraction out of the mantissa: vectorises on every
/// processor, unlike std::round. For magnitudes below 2^22.
float nearest(float x) {
    constexpr float kMagic = 12582912.0F;  // 1.5 * 2^23
    return (x + kMagic) - kMagic;
}

float clamp01(float x) {
    return std::min(std::max(x, 0.0F), 1.0F);
}

}  // namespace

Hatching::Hatching(bool dotted, double angle, double spacing, double half_width, double opacity)
    : dotted_(dotted),
      cosine_(static_cast<float>(std::cos(angle))),
      sine_(static_cast<float>(std::sin(angle))),
      spacing_(static_cast<float>(spacing)),
      half_width_(static_cast<float>(half_width)),
      opacity_(static_cast<float>(opacity * 255)) {}

Hatching Hatching::lines(double strength, double angle, double unit) {
    const double spacing = unit * 0.022;
    const double width = spacing * 0.34 * std::min(1.5, strength + 0.3);
    return {false, angle, spacing, width / 2, std::min(1.0, strength) * 0.8};
}

Hatching Hatching::dots(double strength, double angle, double unit) {
    const double spacing = unit * 0.02;
    const double diameter = spacing * 0.55 * std::min(1.4, strength + 0.25);
    return {true, angle, spacing, diameter / 2, std::min(1.0, strength) * 0.7};
}

void Hatching::row(int y, int left, int count, std::uint8_t* alpha) const {
    // u runs along the lines, v across them, from the picture's upper left corner.
    const float x_centre = static_cast<float>(left) + 0.5F;
    const float y_centre = static_cast<float>(y) + 0.5F;
    const float u = x_centre * cosine_ + y_centre * sine_;
    const float v = y_centre * cosine_ - x_centre * sine_;
    if (dotted_) {
        dot_row(u, v, count, alpha);
    } else {
        line_row(u, v, count, alpha);
    }
}

/// A pixel is as good as a strip of width 1 across the line.
void Hatching::line_row(float /*u*/, float v, int count, std::uint8_t* alpha) const {
    const float per_spacing = 1 / spacing_;
    for (int i = 0; i < count; ++i) {
        const float across = v - static_cast<float>(i) * sine_;
        const float distance = std::abs(across - spacing_ * nearest(across * per_spacing));
        const float inside =
            std::min(half_width_, distance + 0.5F) - std::max(-half_width_, distance - 0.5F);
        alpha[i] = round_to_byte(clamp01(inside) * opacity_);
    }
}

/// Every other row of dots is moved by half a spacing.
void Hatching::dot_row(float u, float v, int count, std::uint8_t* alpha) const {
    const float per_spacing = 1 / spacing_;
    const float most = std::min(1.0F, std::numbers::pi_v<float> * half_width_ * half_width_);
    for (int i = 0; i < count; ++i) {
        const float along = (u + static_cast<float>(i) * cosine_) * per_spacing;
        const float across = (v - static_cast<float>(i) * sine_) * per_spacing;
        const float dot_row_index = nearest(across);
        const float shift = std::abs(dot_row_index - 2 * nearest(dot_row_index / 2)) * 0.5F;
        const float du = along - shift - nearest(along - shift);
        const float dv = across - dot_row_index;
        const float distance = spacing_ * std::sqrt(du * du + dv * dv);
        const float inside = std::min(most, half_width_ + 0.5F - distance);
        alpha[i] = round_to_byte(clamp01(inside) * opacity_);
    }
}

}  // namespace likeness::paperflux
