#pragma once

#include "paperflux/glyphs.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace likeness::paperflux {

/// A rectangle of whole pixels: columns left to right - 1, rows top to bottom - 1.
struct PixelBox {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    bool empty() const { return left >= right || top >= bottom; }

    int width() const { return right - left; }
};

/// Where a path is at most, in pixels.
struct Bounds {
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;

    double width() const { return right - left; }

    double height() const { return bottom - top; }

    /// The larger side.
    double extent() const { return width() > height() ? width() : height(); }

    Bounds grown(double margin) const {
        return {left - margin, top - margin, right + margin, bottom + margin};
    }

    /// Every pixel it touches, inside a picture of this size.
    PixelBox pixels(int picture_width, int picture_height) const;
};

/// An outline or a stroke in pixels; pixel (0, 0) covers 0 to 1.
struct Path {
    std::string_view ops;  // see Layer::ops; belongs to the glyphs
    std::vector<Point> points;

    /// Of all points, control points included. A path has at least one.
    Bounds bounds() const;
    Path scaled(double factor, double dx, double dy) const;
};

/// How a shape comes to stand in the picture. Lengths in pixels.
struct Placement {
    double origin_x = 0;
    double origin_y = 0;
    double scale_x = 1;  // negative mirrors
    double scale_y = 1;
    double cosine = 1;  // of the rotation
    double sine = 0;
    double unit = 1;    // half the picture's height
    double wobble = 0;  // strength
    double phase = 0;   // of the wobble
};

/// A copy of the layer relative to the shape's own origin, in its units.
struct Copy {
    double dx = 0;
    double dy = 0;
    double size = 1;
};

/// One copy of a layer, bent by the shape's parameters, put in its place and made wobbly.
Path place(
    const Layer& layer,
    const std::array<double, 8>& bends,
    const Copy& copy,
    const Placement& placement
);

/// The layer's copies: one in place, or those of its scatter, which two of the shape's parameters
/// shift.
std::vector<Copy> copies_of(const Layer& layer, const std::array<double, 8>& bends);

}  // namespace likeness::paperflux
