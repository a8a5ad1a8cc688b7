#include "paperflux/path.hpp"

#include <algorithm>
#include <cmath>

namespace likeness::paperflux {

namespace {

/// Far outside every picture and still exact in Cairo's 24.8 fixed-point numbers.
constexpr double kFarAway = 1e6;

std::vector<Point> bent_points(const Layer& layer, const std::array<double, 8>& bends) {
    std::vector<Point> points = layer.points;
    for (const Bend& bend : layer.bends) {
        const double amount = bends[bend.parameter];
        if (amount == 0 || (amount > 0) != bend.positive) {
            continue;
        }
        for (std::size_t i = 0; i < points.size(); ++i) {
            points[i].x += std::abs(amount) * bend.offsets[i].x;
            points[i].y += std::abs(amount) * bend.offsets[i].y;
        }
    }
    return points;
}

Point to_picture(const Point& point, const Copy& copy, const Placement& at) {
    const double x = (point.x * copy.size + copy.dx) * at.scale_x;
    const double y = (point.y * copy.size + copy.dy) * at.scale_y;
    return {at.origin_x + x * at.cosine - y * at.sine, at.origin_y + x * at.sine + y * at.cosine};
}

/// A slow wave, as of scissors, and a quicker one. Both depend on the place in the picture only, so
/// that neighbours stay neighbours.
Point wobbled(const Point& p, const Placement& at) {
    const double amplitude = at.wobble * at.unit * 0.012;
    const double u = p.x / at.unit;
    const double v = p.y / at.unit;
    const double phase = at.phase;
    return {
        p.x + amplitude * (std::sin(v * 9 + phase) + 0.6 * std::sin(v * 23 + 2 * phase + u * 7)),
        p.y + amplitude * (std::sin(u * 9 + 1.7 * phase) + 0.6 * std::sin(u * 21 + phase + v * 8))};
}

double fraction(double x) {
    return x - std::floor(x);
}

int pixel(double x, int limit) {
    return static_cast<int>(std::clamp(x, 0.0, static_cast<double>(limit)));
}

}  // namespace

PixelBox Bounds::pixels(int picture_width, int picture_height) const {
    return {
        pixel(std::floor(left), picture_width),
        pixel(std::floor(top), picture_height),
        pixel(std::ceil(right), picture_width),
        pixel(std::ceil(bottom), picture_height)};
}

Bounds Path::bounds() const {
    Bounds bounds{points[0].x, points[0].y, points[0].x, points[0].y};
    for (const Point& point : points) {
        bounds.left = std::min(bounds.left, point.x);
        bounds.top = std::min(bounds.top, point.y);
        bounds.right = std::max(bounds.right, point.x);
        bounds.bottom = std::max(bounds.bottom, point.y);
    }
    return bounds;
}

Path Path::scaled(double factor, double dx, double dy) const {
    Path result = *this;
    for (Point& point : result.points) {
        point = {point.x * factor + dx, point.y * factor + dy};
    }
    return result;
}

Path place(
    const Layer& layer,
    const std::array<double, 8>& bends,
    const Copy& copy,
    const Placement& placement
) {
    constexpr double kStill = 0.01;
    Path path{layer.ops, bent_points(layer, bends)};
    for (Point& point : path.points) {
        point = to_picture(point, copy, placement);
        if (placement.wobble > kStill) {
            point = wobbled(point, placement);
        }
        point.x = std::clamp(point.x, -kFarAway, kFarAway);
        point.y = std::clamp(point.y, -kFarAway, kFarAway);
    }
    return path;
}

std::vector<Copy> copies_of(const Layer& layer, const std::array<double, 8>& bends) {
    if (!layer.scatter) {
        return {Copy{}};
    }
    std::vector<Copy> copies;
    for (int i = 0; i < layer.scatter->count; ++i) {
        // Roberts' R2 sequence (the plastic number) for places, the golden ratio for sizes.
        const double u = fraction(0.5 + 0.7548776662 * (i + 1) + 0.37 * bends[0]);
        const double v = fraction(0.5 + 0.5698402910 * (i + 1) + 0.37 * bends[1]);
        const double size = fraction(i * 0.618034);
        copies.push_back(
            {(u - 0.5) * layer.scatter->width,
             (v - 0.5) * layer.scatter->height,
             layer.scatter->twinkle ? 0.5 + 1.1 * size : 0.8 + 0.5 * size}
        );
    }
    return copies;
}

}  // namespace likeness::paperflux
