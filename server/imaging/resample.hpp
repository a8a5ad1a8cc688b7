#pragma once

#include "imaging/picture.hpp"

namespace likeness::imaging {

struct Size {
    int width = 0;
    int height = 0;

    friend bool operator==(const Size&, const Size&) = default;
};

/// The size with the longer side `max_side` and the same shape, no side below 1; `size` itself if
/// it already fits.
Size fit_within(Size size, int max_side);

/// The picture in another size, in one go from a well-formed one: by 2 x 2 averages if both sides
/// are halved, else by a bicubic filter (Catmull-Rom) widened by the ratio, so that fine patterns
/// turn grey instead of aliasing. Transparent pixels lend no colour to their neighbours. Averages
/// are taken of the sRGB values, as browsers do.
Picture resample(const Picture& picture, Size size);

}  // namespace likeness::imaging
