#pragma once

namespace likeness::paperflux {

/// A colour in OKLab (Ottosson 2020): L from 0 to 1, a towards red, b towards yellow. Mixing here
/// looks even.
struct Oklab {
    double lightness = 0;
    double a = 0;
    double b = 0;
};

/// sRGB with its transfer curve, 0 to 1.
struct Rgb {
    double red = 0;
    double green = 0;
    double blue = 0;
};

/// Clips what sRGB cannot show, channel by channel.
Rgb to_rgb(const Oklab& colour);

/// From `from` at 0 to `to` at 1.
Oklab mix(const Oklab& from, const Oklab& to, double share);

/// The same hue with the lightness moved, or multiplied.
Oklab lighter(const Oklab& colour, double by);
Oklab dimmed(const Oklab& colour, double factor);

}  // namespace likeness::paperflux
