#include "paperflux/raster.hpp"

#include "paperflux/finish.hpp"
#include "paperflux/hatching.hpp"
#include "paperflux/layer_painter.hpp"
#include "paperflux/light.hpp"

#include <algorithm>
#include <cmath>

namespace likeness::paperflux {

namespace {

constexpr double kVisible = 0.02;
constexpr int kMaxSide = 4096;

/// Nine colours of equal steps in OKLab, mixed in sRGB between.
void paint_sky(Canvas& canvas, const Style& style) {
    constexpr std::size_t kSegments = 8;
    std::array<Rgb, kSegments + 1> stops;
    for (std::size_t i = 0; i < stops.size(); ++i) {
        const double share = static_cast<double>(i) / kSegments;
        stops[i] = to_rgb(mix(style.sky_top, style.sky_bottom, share));
    }
    for (int y = 0; y < canvas.height(); ++y) {
        const double place = (y + 0.5) / canvas.height() * kSegments;
        const auto before = static_cast<std::size_t>(place);
        const double share = place - static_cast<double>(before);
        const Rgb& a = stops[before];
        const Rgb& b = stops[before + 1];
        const auto between = [&](double from, double to) { return from + share * (to - from); };
        canvas.fill_row(
            y, to_bytes({between(a.red, b.red), between(a.green, b.green), between(a.blue, b.blue)})
        );
    }
}

void paint_sky_hatching(Canvas& canvas, const Style& style) {
    constexpr double kStrength = 0.6;
    const double unit = canvas.height() / 2.0;
    const Oklab middle = dimmed(mix(style.sky_top, style.sky_bottom, 0.5), 0.72);
    const Rgb8 colour = to_bytes(to_rgb(mix(middle, style.ink, 0.25)));
    std::vector<std::uint8_t> alpha(static_cast<std::size_t>(canvas.width()));
    const auto paint = [&](const Hatching& hatching) {
        for (int y = 0; y < canvas.height(); ++y) {
            hatching.row(y, 0, canvas.width(), alpha.data());
            canvas.blend(y, 0, alpha.data(), canvas.width(), colour);
        }
    };
    if (kStrength * style.hatching > kVisible) {
        paint(Hatching::lines(kStrength * style.hatching, style.hatch_angle, unit));
    }
    if (kStrength * style.dots > kVisible) {
        paint(Hatching::dots(kStrength * style.dots, style.hatch_angle, unit));
    }
}

Placement
placement_of(const Element& element, const Shape& shape, const Style& style, const Canvas& canvas) {
    const double unit = canvas.height() / 2.0;
    const double aspect = static_cast<double>(canvas.width()) / canvas.height();
    const bool band = shape.is_band;
    Placement at;
    at.unit = unit;
    at.wobble = style.wobble;
    at.phase = static_cast<double>(element.slot);
    at.scale_y = unit * (band ? 1.0 : element.height);
    at.scale_x = at.scale_y * (band ? 1.0 : element.stretch);
    if (element.bends[7] < 0) {
        at.scale_x = -at.scale_x;
    }
    at.cosine = band ? 1.0 : std::cos(element.rotation);
    at.sine = band ? 0.0 : std::sin(element.rotation);
    at.origin_x = (aspect + (band ? 0.0 : element.x)) * unit;
    at.origin_y = (1 + element.y) * unit;
    return at;
}

/// Where a standing thing meets the ground.
void paint_contact_shadow(
    Canvas& canvas,
    const Element& element,
    const Shape& shape,
    const Style& style,
    const Placement& at
) {
    constexpr double kSmallestFoot = 2;  // pixels
    if (style.shadow <= kVisible || at.scale_y * shape.foot <= kSmallestFoot) {
        return;
    }
    const double half_width = shape.foot * std::abs(at.scale_x) * 1.2;
    const double half_height = std::max(0.03 * at.scale_y, 0.15 * half_width);
    const RadialFade fade{
        .centre_x = at.origin_x,
        .centre_y = at.origin_y,
        .inner = 0.25 * half_width,
        .outer = half_width,
        .flatness = half_height / half_width,
        .strength = std::min(1.0, 0.5 * style.shadow) * element.opacity,
        .power = 1.5};
    paint_fade(canvas, fade, to_rgb(dimmed(style.ink, 0.5)));
}

/// From far to near; the earlier slot first where depths are equal.
std::vector<Element> painting_order(const Scene& scene) {
    std::vector<Element> order;
    std::copy_if(
        scene.elements.begin(),
        scene.elements.end(),
        std::back_inserter(order),
        [](const Element& element) { return element.opacity >= kVisible; }
    );
    std::stable_sort(order.begin(), order.end(), [](const Element& a, const Element& b) {
        return a.depth < b.depth;
    });
    return order;
}

void paint_element(
    Canvas& canvas,
    LayerPainter& painter,
    const Element& element,
    const Shape& shape,
    const Style& style
) {
    const Placement at = placement_of(element, shape, style, canvas);
    paint_contact_shadow(canvas, element, shape, style, at);
    for (const Layer& layer : shape.layers) {
        for (const Copy& copy : copies_of(layer, element.bends)) {
            painter.paint(layer, place(layer, element.bends, copy, at), element, at.scale_y);
        }
    }
}

}  // namespace

Result<Picture> render(const Glyphs& glyphs, const Scene& scene, int width, int height) {
    if (width < 1 || width > kMaxSide || height < 1 || height > kMaxSide) {
        return Error::invalid_field("size", "must be 1 to 4096 pixels on both sides");
    }
    Canvas canvas(width, height);
    paint_sky(canvas, scene.style);
    paint_sky_hatching(canvas, scene.style);
    LIKENESS_TRY(LayerPainter painter, LayerPainter::make(canvas, scene.style));
    for (const Element& element : painting_order(scene)) {
        if (element.type < glyphs.size()) {
            paint_element(canvas, painter, element, glyphs.shape(element.type), scene.style);
        }
    }
    return finish(canvas, scene.style);
}

}  // namespace likeness::paperflux
