#include "paperflux/layer_painter.hpp"

#include "paperflux/hatching.hpp"
#include "paperflux/light.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace likeness::paperflux {

namespace {

// Below these a part of a layer is left out.
constexpr double kVisible = 0.02;
constexpr double kVisibleGlow = 0.01;
constexpr double kElevated = 0.3;  // casts a shadow and gets an outline
constexpr double kThick = 0.5;     // shows the light on its edge
constexpr double kOutlinesAll = 0.6;

constexpr double kOutlineWidth = 0.012;  // of the unit

Oklab role_colour(Role role, const Element& element, const Style& style) {
    constexpr Oklab kWhite{0.97, 0.0, 0.008};
    switch (role) {
        case Role::first:
        case Role::second:
        case Role::third:
            return element.colours[static_cast<std::size_t>(role)];
        case Role::ink:
            return style.ink;
        case Role::white:
            break;
    }
    return kWhite;
}

/// Lighter at the top, darker at the bottom: four colours of equal steps in OKLab, mixed in sRGB
/// between.
class SheetGradient {
public:
    SheetGradient(const Oklab& from, const Oklab& to, double top, double bottom)
        : top_(top),
          height_(std::max(1.0, bottom - top)) {
        for (std::size_t i = 0; i < stops_.size(); ++i) {
            const double share = static_cast<double>(i) / kSegments;
            stops_[i] = to_rgb(mix(from, to, share));
        }
    }

    /// In the middle of a row of pixels.
    Rgb8 at(int y) const {
        const double place = std::clamp((y + 0.5 - top_) / height_, 0.0, 1.0) * kSegments;
        const std::size_t before = std::min<std::size_t>(static_cast<std::size_t>(place), 2);
        const double share = place - static_cast<double>(before);
        const Rgb& a = stops_[before];
        const Rgb& b = stops_[before + 1];
        const auto between = [&](double x, double y2) { return x + share * (y2 - x); };
        return to_bytes({between(a.red, b.red), between(a.green, b.green), between(a.blue, b.blue)}
        );
    }

private:
    static constexpr double kSegments = 3;

    double top_;
    double height_;
    std::array<Rgb, 4> stops_{};
};

bool outside(const Bounds& bounds, const Canvas& canvas) {
    return bounds.right < 0 || bounds.bottom < 0 || bounds.left > canvas.width() ||
           bounds.top > canvas.height();
}

}  // namespace

LayerPainter::LayerPainter(
    Canvas& canvas,
    const Style& style,
    Coverage shape,
    Coverage pen,
    SoftShadow shadow
)
    : canvas_(canvas),
      style_(style),
      unit_(canvas.height() / 2.0),
      shape_(std::move(shape)),
      pen_(std::move(pen)),
      shadow_(std::move(shadow)),
      alpha_(static_cast<std::size_t>(canvas.width())) {}

Result<LayerPainter> LayerPainter::make(Canvas& canvas, const Style& style) {
    LIKENESS_TRY(Coverage shape, Coverage::make(canvas.width(), canvas.height()));
    LIKENESS_TRY(Coverage pen, Coverage::make(canvas.width(), canvas.height()));
    LIKENESS_TRY(SoftShadow shadow, SoftShadow::make(canvas.width(), canvas.height()));
    return LayerPainter(canvas, style, std::move(shape), std::move(pen), std::move(shadow));
}

void LayerPainter::paint(
    const Layer& layer,
    const Path& path,
    const Element& element,
    double scale
) {
    const double stroke_width = layer.stroke_width * scale;
    const Bounds bounds = path.bounds().grown(stroke_width);
    if (outside(bounds, canvas_)) {
        return;
    }
    const Piece piece{
        .layer = layer,
        .path = path,
        .bounds = bounds,
        .box = bounds.pixels(canvas_.width(), canvas_.height()),
        .colour = lighter(role_colour(layer.role, element, style_), layer.lightness),
        .opacity = layer.opacity * element.opacity,
        .stroke_width = stroke_width};
    if (layer.glow > 0 && style_.glow > kVisibleGlow) {
        paint_glow_of(piece);
    }
    if (has_shadow(piece)) {
        paint_shadow(piece);
    }
    if (stroke_width > 0) {
        paint_stroke(piece);
    } else {
        paint_sheet(piece);
    }
}

bool LayerPainter::has_shadow(const Piece& piece) const {
    return piece.layer.elevation >= kElevated && style_.shadow > kVisible;
}

bool LayerPainter::has_outline(const Piece& piece) const {
    return style_.outline > kVisible &&
           (piece.layer.elevation >= kElevated || style_.outline > kOutlinesAll);
}

void LayerPainter::paint_glow_of(const Piece& piece) {
    const double extent = piece.bounds.extent();
    const double darkness = std::max(0.0, 1.1 - style_.sky_bottom.lightness);
    const RadialFade fade{
        .centre_x = (piece.bounds.left + piece.bounds.right) / 2,
        .centre_y = (piece.bounds.top + piece.bounds.bottom) / 2,
        .inner = extent * 0.18,
        .outer = std::min(extent * 1.5 + 0.06 * unit_, 1.1 * unit_),
        .flatness = 1,
        .strength = std::min(1.0, 0.8 * piece.layer.glow * style_.glow * darkness) * piece.opacity,
        .power = 2};
    const Oklab colour{std::max(0.75, piece.colour.lightness), piece.colour.a, piece.colour.b};
    paint_glow(canvas_, fade, to_rgb(colour));
}

void LayerPainter::paint_shadow(const Piece& piece) {
    const ShadowCaster caster{
        .path = piece.path,
        .stroke_width = piece.stroke_width,
        .elevation = piece.layer.elevation,
        .strength = style_.shadow};
    shadow_.paint(canvas_, caster, to_rgb(dimmed(style_.ink, 0.55)));
}

void LayerPainter::paint_stroke(const Piece& piece) {
    if (style_.outline > kVisible && piece.layer.elevation >= kElevated) {
        const double rim = style_.outline * unit_ * kOutlineWidth;
        const PixelBox box = piece.bounds.grown(rim).pixels(canvas_.width(), canvas_.height());
        pen_.stroke(piece.path, piece.stroke_width + 2 * rim, box);
        blend(pen_, box, piece.opacity, style_.ink);
    }
    pen_.stroke(piece.path, piece.stroke_width, piece.box);
    blend(pen_, piece.box, piece.opacity, piece.colour);
}

void LayerPainter::paint_sheet(const Piece& piece) {
    const bool large = piece.bounds.extent() > 6 * unit_ / 512;
    const bool band = piece.layer.spans_picture;
    const double contrast = large ? 0.045 * style_.gradient : 0;
    const SheetGradient gradient(
        lighter(piece.colour, contrast * (band ? 0.6 : 1.0)),
        lighter(piece.colour, -contrast * (band ? 2.6 : 1.2)),
        piece.bounds.top,
        band ? piece.bounds.top + 0.9 * unit_ : piece.bounds.bottom
    );
    const auto opacity = static_cast<std::uint8_t>(std::lround(piece.opacity * 255));
    shape_.fill(piece.path, piece.box);
    for (int y = piece.box.top; y < piece.box.bottom; ++y) {
        const std::uint8_t* coverage = shape_.row(y) + piece.box.left;
        multiply_row(coverage, opacity, piece.box.width(), alpha_.data());
        canvas_.blend(y, piece.box.left, alpha_.data(), piece.box.width(), gradient.at(y));
    }
    if (piece.bounds.extent() > 0.03 * unit_) {
        paint_hatching(piece);
    }
    if (piece.layer.elevation >= kThick && style_.shadow > kVisible && !band) {
        paint_rim(piece);
    }
    if (has_outline(piece)) {
        paint_outline(piece);
    }
}

/// Lines and dots inside the shape, which `shape_` still holds.
void LayerPainter::paint_hatching(const Piece& piece) {
    const double angle = style_.hatch_angle + 0.9 * static_cast<double>(piece.layer.ops.size() % 3);
    const Oklab dark = dimmed(piece.colour, 0.72);
    const Rgb8 colour = to_bytes(to_rgb(mix(dark, style_.ink, 0.25)));
    const auto paint_through = [&](const Hatching& hatching) {
        for (int y = piece.box.top; y < piece.box.bottom; ++y) {
            const std::uint8_t* coverage = shape_.row(y) + piece.box.left;
            hatching.row(y, piece.box.left, piece.box.width(), alpha_.data());
            multiply_row(alpha_.data(), coverage, piece.box.width(), alpha_.data());
            canvas_.blend(y, piece.box.left, alpha_.data(), piece.box.width(), colour);
        }
    };
    if (style_.hatching > kVisible) {
        paint_through(Hatching::lines(style_.hatching, angle, unit_));
    }
    if (style_.dots > kVisible) {
        paint_through(Hatching::dots(style_.dots, angle, unit_));
    }
}

/// A thin light on the inside of the upper left edge.
void LayerPainter::paint_rim(const Piece& piece) {
    const Rgb8 white{255, 255, 255};
    const double strength = 0.20 * std::min(1.0, style_.shadow) * piece.opacity;
    const auto opacity = static_cast<std::uint8_t>(std::lround(strength * 255));
    pen_.stroke(piece.path.scaled(1, 0.0013 * unit_, 0.002 * unit_), 0.0045 * unit_, piece.box);
    for (int y = piece.box.top; y < piece.box.bottom; ++y) {
        const std::uint8_t* coverage = shape_.row(y) + piece.box.left;
        multiply_row(pen_.row(y) + piece.box.left, coverage, piece.box.width(), alpha_.data());
        multiply_row(alpha_.data(), opacity, piece.box.width(), alpha_.data());
        canvas_.blend(y, piece.box.left, alpha_.data(), piece.box.width(), white);
    }
}

void LayerPainter::paint_outline(const Piece& piece) {
    const double share = piece.layer.elevation >= kElevated ? 1.0 : 0.6;
    const double width = style_.outline * unit_ * kOutlineWidth * share;
    const PixelBox box = piece.bounds.grown(width).pixels(canvas_.width(), canvas_.height());
    pen_.stroke(piece.path, width, box);
    blend(pen_, box, piece.opacity, style_.ink);
}

void LayerPainter::blend(
    const Coverage& coverage,
    const PixelBox& box,
    double opacity,
    const Oklab& colour
) {
    const auto factor = static_cast<std::uint8_t>(std::lround(opacity * 255));
    const Rgb8 bytes = to_bytes(to_rgb(colour));
    for (int y = box.top; y < box.bottom; ++y) {
        multiply_row(coverage.row(y) + box.left, factor, box.width(), alpha_.data());
        canvas_.blend(y, box.left, alpha_.data(), box.width(), bytes);
    }
}

}  // namespace likeness::paperflux
