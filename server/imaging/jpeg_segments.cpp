#include "imaging/jpeg_segments.hpp"

#include "imaging/format.hpp"
#include "imaging/raw_bytes.hpp"

#include <cassert>

namespace likeness::imaging {

namespace {

// A camera writes some 20, a large progressive file some 100.
constexpr std::size_t kMaxSegments = 4096;

bool is_inside_scan(std::uint8_t second) {
    const bool is_restart = second >= 0xD0 && second <= 0xD7;
    return second == 0 || is_restart;
}

bool has_length(std::uint8_t marker) {
    return marker >= 0xC0 && marker != 0xFF && (marker < 0xD0 || marker > jpeg_marker::kEndOfImage);
}

/// Where the next marker stands behind entropy-coded bytes; the file's size if there is none.
std::size_t end_of_scan(BytesView file, std::size_t offset) {
    for (offset = file.find('\xFF', offset); offset != BytesView::npos;
         offset = file.find('\xFF', offset)) {
        if (offset + 1 >= file.size()) {
            break;
        }
        const std::uint8_t second = byte_at(file, offset + 1);
        if (second == 0xFF) {
            ++offset;
        } else if (is_inside_scan(second)) {
            offset += 2;
        } else {
            return offset;
        }
    }
    return file.size();
}

}  // namespace

Result<JpegSegment> jpeg_segment_at(BytesView file, std::size_t offset) {
    if (offset >= file.size() || byte_at(file, offset) != 0xFF) {
        return damaged_image(Format::jpeg, "no marker at byte " + std::to_string(offset));
    }
    while (offset + 1 < file.size() && byte_at(file, offset + 1) == 0xFF) {
        ++offset;
    }
    if (offset + 1 >= file.size()) {
        return damaged_image(Format::jpeg, "the file ends in a marker");
    }
    JpegSegment segment{.marker = byte_at(file, offset + 1), .end = offset + 2};
    if (segment.marker == jpeg_marker::kEndOfImage) {
        segment.whole = file.substr(offset, 2);
        return segment;
    }
    if (!has_length(segment.marker)) {
        return damaged_image(Format::jpeg, "misplaced marker at byte " + std::to_string(offset));
    }
    if (file.size() - offset < 4) {
        return damaged_image(Format::jpeg, "the file ends in a segment's length");
    }
    const std::size_t length = be16_at(file, offset + 2);
    if (length < 2 || file.size() - offset - 2 < length) {
        return damaged_image(Format::jpeg, "a segment is longer than the file");
    }
    segment.end = offset + 2 + length;
    segment.whole = file.substr(offset, 2 + length);
    segment.payload = segment.whole.substr(4);
    return segment;
}

Result<std::vector<JpegSegment>> jpeg_segments(BytesView file) {
    if (detect_format(file) != Format::jpeg) {
        return damaged_image(Format::jpeg, "no start of image");
    }
    std::vector<JpegSegment> segments;
    std::size_t offset = 2;
    bool has_scan = false;
    while (segments.size() < kMaxSegments) {
        LIKENESS_TRY(JpegSegment segment, jpeg_segment_at(file, offset));
        if (segment.marker == jpeg_marker::kEndOfImage) {
            return has_scan ? Result(segments)
                            : damaged_image(Format::jpeg, "no picture before the end");
        }
        if (segment.marker == jpeg_marker::kStartOfScan) {
            has_scan = true;
            const std::size_t start = segment.end - segment.whole.size();
            segment.end = end_of_scan(file, segment.end);
            segment.whole = file.substr(start, segment.end - start);
        }
        offset = segment.end;
        segments.push_back(segment);
    }
    return damaged_image(Format::jpeg, "too many segments");
}

std::optional<BytesView> exif_block_in(const JpegSegment& segment) {
    if (segment.marker != jpeg_marker::kApp1 || !segment.payload.starts_with(kExifPrefix)) {
        return std::nullopt;
    }
    return segment.payload.substr(kExifPrefix.size());
}

void append_jpeg_segment(Bytes& out, std::uint8_t marker, BytesView payload) {
    assert(payload.size() <= kMaxJpegPayload);
    out += '\xFF';
    out += static_cast<char>(marker);
    append_be16(out, static_cast<std::uint32_t>(payload.size() + 2));
    out += payload;
}

}  // namespace likeness::imaging
