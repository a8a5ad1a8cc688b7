#include "paperflux/colour.hpp"

#include <algorithm>
#include <cmath>

namespace likeness::paperflux {

namespace {

double cube(double x) {
    return x * x * x;
}

double srgb_curve(double linear) {
    const double x = std::clamp(linear, 0.0, 1.0);
    return x <= 0.0031308 ? 12.92 * x : 1.055 * std::pow(x, 1 / 2.4) - 0.055;
}

}  // namespace

Rgb to_rgb(const Oklab& colour) {
    const auto [lightness, a, b] = colour;
    const double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    const double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    const double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return {
        srgb_curve(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
        srgb_curve(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
        srgb_curve(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)};
}

Oklab mix(const Oklab& from, const Oklab& to, double share) {
    const auto between = [&](double x, double y) { return x * (1 - share) + y * share; };
    return {between(from.lightness, to.lightness), between(from.a, to.a), between(from.b, to.b)};
}

Oklab lighter(const Oklab& colour, double by) {
    return {colour.lightness + by, colour.a, colour.b};
}

Oklab dimmed(const Oklab& colour, double factor) {
    return {colour.lightness * factor, colour.a, colour.b};
}

}  // namespace likeness::paperflux
