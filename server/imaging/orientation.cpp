#include "imaging/orientation.hpp"

#include "imaging/tiff_reader.hpp"

#include <algorithm>
#include <utility>

namespace likeness::imaging {

namespace {

constexpr std::uint16_t kOrientationTag = 0x0112;
constexpr std::size_t kEntrySize = 12;

struct Point {
    int x;
    int y;
};

/// Where the pixel shown at `shown` is stored in a picture of the stored size.
Point stored_position(Point shown, int orientation, int width, int height) {
    const bool sideways = swaps_sides(orientation);
    Point stored = sideways ? Point{shown.y, shown.x} : shown;
    const bool from_right =
        orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool from_bottom =
        orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    if (from_right) {
        stored.x = width - 1 - stored.x;
    }
    if (from_bottom) {
        stored.y = height - 1 - stored.y;
    }
    return stored;
}

}  // namespace

int exif_orientation(BytesView tiff) {
    if (!tiff.starts_with("II*") && !tiff.starts_with(BytesView("MM\0*", 4))) {
        return 1;
    }
    const TiffReader reader(tiff);
    const std::size_t directory = reader.u32(4);
    const std::size_t count = reader.u16(directory);
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t entry = directory + 2 + i * kEntrySize;
        if (entry >= tiff.size()) {
            break;
        }
        if (reader.u16(entry) == kOrientationTag) {
            const int value = reader.u16(entry + 8);
            return value >= 1 && value <= 8 ? value : 1;
        }
    }
    return 1;
}

Picture upright(Picture picture, int orientation) {
    if (orientation <= 1 || orientation > 8) {
        return picture;
    }
    const bool sideways = swaps_sides(orientation);
    Picture shown = blank_picture(
        sideways ? picture.height : picture.width,
        sideways ? picture.width : picture.height,
        picture.channels
    );
    const auto channels = static_cast<std::size_t>(picture.channels);
    char* out = shown.pixels.data();
    for (int y = 0; y < shown.height; ++y) {
        for (int x = 0; x < shown.width; ++x) {
            const Point from = stored_position({x, y}, orientation, picture.width, picture.height);
            const std::size_t at = static_cast<std::size_t>(from.y) * picture.row_bytes() +
                                   static_cast<std::size_t>(from.x) * channels;
            out = std::copy_n(picture.pixels.data() + at, channels, out);
        }
    }
    return shown;
}

}  // namespace likeness::imaging
