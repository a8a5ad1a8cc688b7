#pragma once

#include "base/result.hpp"
#include "paperflux/canvas.hpp"
#include "paperflux/coverage.hpp"

#include <cstdint>
#include <vector>

namespace likeness::paperflux {

/// What casts a shadow, and how.
struct ShadowCaster {
    const Path& path;
    double stroke_width = 0;  // 0: the path is filled
    double elevation = 0;     // Layer::elevation: how far and how blurred the shadow falls
    double strength = 0;      // Style::shadow
};

/// Blurred shadows, down and to the right of what casts them. Masks are made at half the resolution
/// or less and blurred by three box filters in integers, which leaves no rounding to depend on
/// anything. Keeps its memory between shadows.
class SoftShadow {
public:
    /// For a picture of this size in pixels. `internal` if there is no memory.
    static Result<SoftShadow> make(int width, int height);

    void paint(Canvas& canvas, const ShadowCaster& caster, const Rgb& colour);

private:
    /// A texel of the mask is `step` pixels wide.
    SoftShadow(double step, Coverage coverage);

    void blur(int width, int height, int radius);
    void quantize(int width, int height, int radius, double strength);
    void blend_mask(Canvas& canvas, int left, int top, int width, int height, const Rgb8& colour);

    double step_;
    Coverage coverage_;
    std::vector<std::uint32_t> sums_;
    std::vector<std::uint32_t> spare_;
    std::vector<std::uint8_t> mask_;
};

}  // namespace likeness::paperflux
