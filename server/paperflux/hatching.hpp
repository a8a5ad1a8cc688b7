#pragma once

#include <cstdint>

namespace likeness::paperflux {

/// Parallel lines or halftone dots over the whole picture, of which any row of pixels can be asked
/// for. Lengths in pixels. Computed from the distance to the nearest line or dot, which is much
/// cheaper than tracing thousands of paths.
class Hatching {
public:
    /// `unit` is half the picture's height; `strength` above 0 decides width and opacity.
    static Hatching lines(double strength, double angle, double unit);
    static Hatching dots(double strength, double angle, double unit);

    /// How much of `count` pixels from (left, y) on is covered, times the pattern's opacity, 0 to
    /// 255.
    void row(int y, int left, int count, std::uint8_t* alpha) const;

private:
    Hatching(bool dotted, double angle, double spacing, double half_width, double opacity);

    void line_row(float u, float v, int count, std::uint8_t* alpha) const;
    void dot_row(float u, float v, int count, std::uint8_t* alpha) const;

    bool dotted_;
    float cosine_;
    float sine_;
    float spacing_;     // between lines, or between rows and columns of dots
    float half_width_;  // of a line; the radius of a dot
    float opacity_;     // 0 to 255
};

}  // namespace likeness::paperflux
