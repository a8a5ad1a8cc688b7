#pragma once

#include "base/bytes.hpp"

#include <cstddef>

namespace likeness::imaging {

/// A decoded picture: 8 bits a channel, sRGB, rows from the top, packed without gaps. Three
/// channels are R, G, B; the fourth is opacity, by which the colours are not multiplied.
struct Picture {
    int width = 0;
    int height = 0;
    int channels = 3;
    Bytes pixels = {};

    std::size_t row_bytes() const {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(channels);
    }

    /// True if the sizes are positive, the channels 3 or 4, and `pixels` is as long as they say.
    bool is_well_formed() const {
        return width > 0 && height > 0 && (channels == 3 || channels == 4) &&
               pixels.size() == row_bytes() * static_cast<std::size_t>(height);
    }

    friend bool operator==(const Picture&, const Picture&) = default;
};

/// A picture of the size with all bytes zero.
inline Picture blank_picture(int width, int height, int channels) {
    Picture picture{width, height, channels, {}};
    picture.pixels.resize(picture.row_bytes() * static_cast<std::size_t>(height));
    return picture;
}

}  // namespace likeness::imaging
