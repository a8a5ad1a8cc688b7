#include "paperflux/light.hpp"

#include "paperflux/path.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <vector>

namespace likeness::paperflux {

namespace {

constexpr std::size_t kSegments = 4;

/// Alpha over the share t of the way from inner to outer radius: five stops joined by straight
/// lines, written as a sum of clamped ramps because that needs no table and no branch.
class FadeCurve {
public:
    FadeCurve(double strength, double power) : first_(static_cast<float>(strength)) {
        const auto stop = [&](std::size_t i) {
            const double t = static_cast<double>(i) / kSegments;
            return strength * std::pow(1 - t, power);
        };
        for (std::size_t i = 0; i < kSegments; ++i) {
            slopes_[i] = static_cast<float>((stop(i + 1) - stop(i)) * kSegments);
        }
    }

    float operator()(float t) const {
        float alpha = first_;
        for (std::size_t i = 0; i < kSegments; ++i) {
            const float start = static_cast<float>(i) / kSegments;
            const float run = std::min(std::max(t - start, 0.0F), 1.0F / kSegments);
            alpha += slopes_[i] * run;
        }
        return alpha;
    }

private:
    float first_;
    std::array<float, kSegments> slopes_{};
};

/// Alpha of `alphas.size()` pixels from column `left` on, at a vertical distance of `dy` (in widths
/// of the ellipse).
void fade_row(
    const RadialFade& fade,
    const FadeCurve& curve,
    double dy,
    int left,
    int count,
    float* alphas
) {
    const auto x0 = static_cast<float>(left + 0.5 - fade.centre_x);
    const auto y_squared = static_cast<float>(dy * dy);
    const auto inner = static_cast<float>(fade.inner);
    const auto per_length = static_cast<float>(1 / (fade.outer - fade.inner));
    for (int i = 0; i < count; ++i) {
        const float x = x0 + static_cast<float>(i);
        const float distance = std::sqrt(x * x + y_squared);
        alphas[i] = curve((distance - inner) * per_length);
    }
}

void screen(std::uint8_t* pixels, const float* alphas, int count, float value) {
    for (int i = 0; i < count; ++i) {
        const auto below = static_cast<float>(pixels[i]);
        pixels[i] = round_to_byte(below + alphas[i] * value * (255.0F - below));
    }
}

/// Calls row(y, left, count, alphas) for the pixels of the ellipse inside the canvas.
template <class Row>
void for_each_row(const Canvas& canvas, const RadialFade& fade, const Row& row) {
    const double reach = fade.outer;
    if (fade.inner >= reach || fade.flatness <= 0) {
        return;
    }
    const Bounds bounds{
        fade.centre_x - reach,
        fade.centre_y - reach * fade.flatness,
        fade.centre_x + reach,
        fade.centre_y + reach * fade.flatness};
    const PixelBox box = bounds.pixels(canvas.width(), canvas.height());
    const FadeCurve curve(fade.strength, fade.power);
    std::vector<float> alphas(static_cast<std::size_t>(std::max(0, box.width())));
    for (int y = box.top; y < box.bottom; ++y) {
        const double dy = (y + 0.5 - fade.centre_y) / fade.flatness;
        const double half = std::sqrt(std::max(0.0, reach * reach - dy * dy));
        const Bounds chord{fade.centre_x - half, 0, fade.centre_x + half, 1};
        const PixelBox span = chord.pixels(canvas.width(), 1);
        if (span.width() > 0) {
            fade_row(fade, curve, dy, span.left, span.width(), alphas.data());
            row(y, span.left, span.width(), alphas.data());
        }
    }
}

}  // namespace

void paint_fade(Canvas& canvas, const RadialFade& fade, const Rgb& colour) {
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(canvas.width()));
    const Rgb8 colour_bytes = to_bytes(colour);
    for_each_row(canvas, fade, [&](int y, int left, int count, const float* alphas) {
        for (int i = 0; i < count; ++i) {
            bytes[static_cast<std::size_t>(i)] = round_to_byte(alphas[i] * 255.0F);
        }
        canvas.blend(y, left, bytes.data(), count, colour_bytes);
    });
}

void paint_glow(Canvas& canvas, const RadialFade& fade, const Rgb& colour) {
    const std::array<double, 3> values{colour.red, colour.green, colour.blue};
    for_each_row(canvas, fade, [&](int y, int left, int count, const float* alphas) {
        for (std::size_t c = 0; c < values.size(); ++c) {
            screen(canvas.channel(y, c) + left, alphas, count, static_cast<float>(values[c]));
        }
    });
}

}  // namespace likeness::paperflux
