#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <optional>
#include <vector>

/// The marker segments of a JPEG file (ITU-T T.81, annex B). Views point into the file.
namespace likeness::imaging {

namespace jpeg_marker {
constexpr std::uint8_t kStartOfImage = 0xD8;
constexpr std::uint8_t kEndOfImage = 0xD9;
constexpr std::uint8_t kStartOfScan = 0xDA;
constexpr std::uint8_t kApp0 = 0xE0;
constexpr std::uint8_t kApp1 = 0xE1;
constexpr std::uint8_t kApp2 = 0xE2;
constexpr std::uint8_t kApp14 = 0xEE;
constexpr std::uint8_t kApp15 = 0xEF;
constexpr std::uint8_t kComment = 0xFE;
}  // namespace jpeg_marker

/// The most bytes that one segment can hold behind its length.
constexpr std::size_t kMaxJpegPayload = 65533;

struct JpegSegment {
    std::uint8_t marker = 0;
    /// The offset in the file of what follows.
    std::size_t end = 0;
    /// With marker and length; in jpeg_segments() a scan includes its entropy-coded bytes.
    BytesView whole = {};
    /// Behind the length; empty for the end of the image.
    BytesView payload = {};
};

/// The segment that starts at `offset`, fill bytes skipped. A scan ends behind its header here.
Result<JpegSegment> jpeg_segment_at(BytesView file, std::size_t offset);

/// All segments between the start of the image and its end; both are checked and left out, and what
/// follows the end is ignored. Refuses files without a scan or an end and those with more than
/// 4,096 segments. Linear time.
Result<std::vector<JpegSegment>> jpeg_segments(BytesView file);

/// What an Exif segment says starts behind this prefix.
constexpr BytesView kExifPrefix("Exif\0\0", 6);
/// The TIFF block of an Exif segment; nothing if the segment is another.
std::optional<BytesView> exif_block_in(const JpegSegment& segment);

/// Appends a segment; `payload` is at most kMaxJpegPayload bytes.
void append_jpeg_segment(Bytes& out, std::uint8_t marker, BytesView payload);

}  // namespace likeness::imaging
