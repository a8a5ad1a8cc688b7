#pragma once

#include "base/bytes.hpp"

namespace likeness::paperflux {

/// Rows from top to bottom, three bytes a pixel (red, green, blue; sRGB), no padding.
struct Picture {
    int width = 0;   // pixels
    int height = 0;  // pixels
    Bytes rgb;       // 3 * width * height bytes

    friend bool operator==(const Picture&, const Picture&) = default;
};

}  // namespace likeness::paperflux
