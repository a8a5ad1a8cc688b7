#pragma once

#include "base/bytes.hpp"
#include "imaging/picture.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// Pictures and files for the tests: everything is made by formulas, nothing is stored.
namespace likeness::imaging::test {

/// Soft colours with a hard-edged disc, so that a turned, mirrored or shifted picture differs from
/// it.
Picture scene(int width, int height, int channels = 3);
/// One colour everywhere.
Picture flat(int width, int height, std::string_view pixel);

/// Mean absolute difference of the channels, 0 to 255; 255 if the shapes differ.
double difference(const Picture& a, const Picture& b);

/// Files that our encoders do not write.
Bytes grey_jpeg(int width, int height);
Bytes cmyk_jpeg(int width, int height);
Bytes progressive_jpeg(const Picture& picture);
Bytes subsampled_jpeg(const Picture& picture);
Bytes lossless_webp(const Picture& picture);
Bytes animated_webp();

struct PngFields {
    std::uint32_t width = 1;
    std::uint32_t height = 1;
    int bits = 8;
    int colour_type = 2;  // 0 grey, 2 RGB, 3 palette, 4 grey with opacity, 6 RGBA
    bool interlaced = false;
};

struct NamedChunk {
    std::string type;
    Bytes payload;
};

/// A PNG of these rows (each behind its filter byte), with the chunks between IHDR and IDAT.
Bytes raw_png(const PngFields& fields, BytesView rows, const std::vector<NamedChunk>& chunks = {});

/// `payload` as a JPEG segment.
Bytes jpeg_segment(std::uint8_t marker, BytesView payload);
/// The JPEG with more bytes behind its start of image.
Bytes with_segments(BytesView jpeg, BytesView segments);
/// An APP1 segment whose Exif says the orientation.
Bytes exif_segment(int orientation);
/// The start of a JPEG that claims the size, with a scan without data.
Bytes forged_jpeg(
    std::uint8_t frame_marker,
    std::uint32_t width,
    std::uint32_t height,
    int components = 3
);

/// Numbers of bytes at which to cut a file: everywhere near its start and end, and in steps
/// between.
std::vector<std::size_t> cuts(BytesView file);

}  // namespace likeness::imaging::test
