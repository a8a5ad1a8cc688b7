#include "imaging/image_header.hpp"

#include "imaging/jpeg_segments.hpp"
#include "imaging/orientation.hpp"
#include "imaging/png_chunks.hpp"
#include "imaging/raw_bytes.hpp"

#include <webp/decode.h>

#include <algorithm>
#include <optional>
#include <string>

namespace likeness::imaging {

namespace {

constexpr std::size_t kFrameHeaderSize = 6;

/// What the frame header of a JPEG (T.81, B.2.2) says.
struct JpegFrame {
    int width = 0;
    int height = 0;
    int components = 0;
    bool progressive = false;
};

bool is_start_of_frame(std::uint8_t marker) {
    const bool is_other_table = marker == 0xC4 || marker == 0xC8 || marker == 0xCC;
    return marker >= 0xC0 && marker <= 0xCF && !is_other_table;
}

Result<JpegFrame> read_frame(const JpegSegment& segment) {
    constexpr std::uint8_t kBaseline = 0xC0;
    constexpr std::uint8_t kProgressive = 0xC2;
    if (segment.payload.size() < kFrameHeaderSize) {
        return damaged_image(Format::jpeg, "short frame header");
    }
    if (segment.marker < kBaseline || segment.marker > kProgressive ||
        byte_at(segment.payload, 0) != 8) {
        return unsupported_image(
            "Lossless, arithmetic-coded and 12-bit JPEG images are not supported."
        );
    }
    const JpegFrame frame{
        .width = be16_at(segment.payload, 3),
        .height = be16_at(segment.payload, 1),
        .components = byte_at(segment.payload, 5),
        .progressive = segment.marker == kProgressive};
    if (frame.components == 4) {
        return unsupported_image("CMYK images are not supported; save the image as RGB.");
    }
    if (frame.width == 0 || frame.height == 0 || (frame.components != 1 && frame.components != 3)) {
        return damaged_image(Format::jpeg, "impossible frame header");
    }
    return frame;
}

ImageHeader jpeg_image_header(const JpegFrame& frame, const JpegSegment& scan, int orientation) {
    const bool several_scans = !scan.payload.empty() && byte_at(scan.payload, 0) < frame.components;
    const bool sideways = swaps_sides(orientation);
    return {
        .format = Format::jpeg,
        .width = sideways ? frame.height : frame.width,
        .height = sideways ? frame.width : frame.height,
        .has_alpha = false,
        .progressive = frame.progressive || several_scans,
        .orientation = orientation};
}

Result<ImageHeader> read_jpeg_header(BytesView file) {
    JpegFrame frame;
    std::optional<int> orientation;
    std::size_t offset = 2;
    while (true) {
        LIKENESS_TRY(const JpegSegment segment, jpeg_segment_at(file, offset));
        offset = segment.end;
        if (is_start_of_frame(segment.marker)) {
            LIKENESS_TRY(frame, read_frame(segment));
        } else if (const auto exif = exif_block_in(segment); exif && !orientation) {
            orientation = exif_orientation(*exif);
        } else if (segment.marker == jpeg_marker::kEndOfImage) {
            return damaged_image(Format::jpeg, "no picture before the end");
        } else if (segment.marker == jpeg_marker::kStartOfScan) {
            if (frame.width == 0) {
                return damaged_image(Format::jpeg, "no frame before the scan");
            }
            return jpeg_image_header(frame, segment, orientation.value_or(1));
        }
    }
}

Result<ImageHeader> read_png_header(BytesView file) {
    constexpr std::uint32_t kMaxPngSide = 0x7FFFFFFF;
    LIKENESS_TRY(PngChunk chunk, png_chunk_at(file, kPngSignature.size()));
    if (chunk.type != "IHDR" || chunk.payload.size() != 13) {
        return damaged_image(Format::png, "the file does not start with IHDR");
    }
    const std::uint32_t width = be32_at(chunk.payload, 0);
    const std::uint32_t height = be32_at(chunk.payload, 4);
    if (width == 0 || height == 0 || std::max(width, height) > kMaxPngSide) {
        return damaged_image(Format::png, "impossible size");
    }
    const std::uint8_t colour_type = byte_at(chunk.payload, 9);
    ImageHeader header{
        .format = Format::png,
        .width = static_cast<int>(width),
        .height = static_cast<int>(height),
        .has_alpha = colour_type == 4 || colour_type == 6,
        .progressive = byte_at(chunk.payload, 12) != 0};
    std::size_t offset = kPngSignature.size();
    while (chunk.type != "IDAT") {
        if (chunk.type == "acTL") {
            return unsupported_image("Animated images are not supported.");
        }
        header.has_alpha = header.has_alpha || chunk.type == "tRNS";
        offset += chunk.whole.size();
        LIKENESS_TRY(chunk, png_chunk_at(file, offset));
    }
    return header;
}

Result<ImageHeader> read_webp_header(BytesView file) {
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(unsigned_bytes(file), file.size(), &features) != VP8_STATUS_OK) {
        return damaged_image(Format::webp, "broken or cut header");
    }
    if (features.has_animation != 0) {
        return unsupported_image("Animated images are not supported.");
    }
    return ImageHeader{
        .format = Format::webp,
        .width = features.width,
        .height = features.height,
        .has_alpha = features.has_alpha != 0};
}

Result<ImageHeader> read_unlimited(BytesView file) {
    const auto format = detect_format(file);
    if (!format) {
        return unsupported_image("The file is not a JPEG, PNG or WebP image.");
    }
    switch (*format) {
        case Format::jpeg:
            return read_jpeg_header(file);
        case Format::png:
            return read_png_header(file);
        case Format::webp:
            return read_webp_header(file);
    }
    return unsupported_image("Unknown format.");
}

std::string megapixels(std::int64_t pixels) {
    return std::to_string(pixels / 1'000'000) + " megapixels";
}

}  // namespace

Result<ImageHeader> read_header(BytesView file, const DecodeLimits& limits) {
    LIKENESS_TRY(const ImageHeader header, read_unlimited(file));
    const std::string size = std::to_string(header.width) + " x " + std::to_string(header.height);
    const std::int64_t pixels = std::int64_t{header.width} * header.height;
    if (std::max(header.width, header.height) > limits.max_side) {
        return Error{
            ErrorCode::payload_too_large,
            "The image is " + size + " pixels; the longest side may have " +
                std::to_string(limits.max_side) + "."};
    }
    if (pixels > limits.max_pixels) {
        return Error{
            ErrorCode::payload_too_large,
            "The image is " + size + " pixels; up to " + megapixels(limits.max_pixels) +
                " are read."};
    }
    if (header.format == Format::jpeg && header.progressive &&
        pixels > limits.max_progressive_pixels) {
        return Error{
            ErrorCode::payload_too_large,
            "The image is a progressive JPEG of " + size + " pixels; up to " +
                megapixels(limits.max_progressive_pixels) + " are read."};
    }
    return header;
}

}  // namespace likeness::imaging
