#include "imaging/jpeg_metadata.hpp"

#include "imaging/exif.hpp"
#include "imaging/format.hpp"
#include "imaging/jpeg_segments.hpp"
#include "imaging/orientation.hpp"
#include "imaging/raw_bytes.hpp"
#include "imaging/xmp.hpp"

#include <algorithm>

namespace likeness::imaging {

namespace {

constexpr BytesView kJfifPrefix("JFIF\0", 5);
constexpr BytesView kXmpPrefix("http://ns.adobe.com/xap/1.0/\0", 29);
constexpr BytesView kExtensionPrefix("http://ns.adobe.com/xmp/extension/\0", 35);
constexpr BytesView kProfilePrefix("ICC_PROFILE\0", 12);
constexpr BytesView kAdobePrefix("Adobe", 5);
constexpr BytesView kStartOfImage = "\xFF\xD8";
constexpr BytesView kEndOfImage = "\xFF\xD9";

constexpr std::size_t kDigestSize = 32;
constexpr std::size_t kExtensionHeaderSize = kExtensionPrefix.size() + kDigestSize + 8;
constexpr std::size_t kMaxExtensionPart = kMaxJpegPayload - kExtensionHeaderSize;

bool holds(const JpegSegment& segment, std::uint8_t marker, BytesView prefix) {
    return segment.marker == marker && segment.payload.starts_with(prefix);
}

/// True for what a decoder needs, the colour profile included.
bool belongs_to_the_picture(const JpegSegment& segment) {
    const bool is_application =
        segment.marker >= jpeg_marker::kApp0 && segment.marker <= jpeg_marker::kApp15;
    if (!is_application) {
        return segment.marker != jpeg_marker::kComment;
    }
    return holds(segment, jpeg_marker::kApp0, kJfifPrefix) ||
           holds(segment, jpeg_marker::kApp2, kProfilePrefix) ||
           holds(segment, jpeg_marker::kApp14, kAdobePrefix);
}

int orientation_of(const std::vector<JpegSegment>& segments) {
    for (const JpegSegment& segment : segments) {
        if (const auto exif = exif_block_in(segment)) {
            return exif_orientation(*exif);
        }
    }
    return 1;
}

void append_exif(Bytes& out, BytesView block) {
    append_jpeg_segment(out, jpeg_marker::kApp1, Bytes(kExifPrefix).append(block));
}

void append_xmp(Bytes& out, const XmpPackets& packets) {
    append_jpeg_segment(out, jpeg_marker::kApp1, Bytes(kXmpPrefix) + packets.main);
    const std::string digest = xmp_extension_digest(packets.extension);
    for (std::size_t at = 0; at < packets.extension.size(); at += kMaxExtensionPart) {
        Bytes payload = Bytes(kExtensionPrefix) + digest;
        append_be32(payload, static_cast<std::uint32_t>(packets.extension.size()));
        append_be32(payload, static_cast<std::uint32_t>(at));
        payload += packets.extension.substr(at, kMaxExtensionPart);
        append_jpeg_segment(out, jpeg_marker::kApp1, payload);
    }
}

/// The file of the picture's own segments; `metadata` goes behind JFIF, which has to stay first.
Bytes file_with(
    const std::vector<JpegSegment>& segments,
    BytesView metadata,
    std::size_t size_hint
) {
    Bytes out(kStartOfImage);
    out.reserve(size_hint + metadata.size());
    const auto jfif =
        std::find_if(segments.begin(), segments.end(), [](const JpegSegment& segment) {
            return holds(segment, jpeg_marker::kApp0, kJfifPrefix);
        });
    if (jfif != segments.end()) {
        out += jfif->whole;
    }
    out += metadata;
    for (const JpegSegment& segment : segments) {
        if (belongs_to_the_picture(segment) && !holds(segment, jpeg_marker::kApp0, kJfifPrefix)) {
            out += segment.whole;
        }
    }
    out += kEndOfImage;
    return out;
}

/// The extension put together from its parts, which have to be in order; what does not continue it
/// is left out.
Bytes extension_of(const std::vector<JpegSegment>& segments) {
    Bytes extension;
    for (const JpegSegment& segment : segments) {
        if (!holds(segment, jpeg_marker::kApp1, kExtensionPrefix) ||
            segment.payload.size() < kExtensionHeaderSize) {
            continue;
        }
        const std::size_t offset = be32_at(segment.payload, kExtensionHeaderSize - 4);
        if (offset == extension.size()) {
            extension += segment.payload.substr(kExtensionHeaderSize);
        }
    }
    return extension;
}

}  // namespace

Result<Bytes> write_jpeg_recipe(BytesView file, const Recipe& recipe) {
    LIKENESS_TRY(const auto segments, jpeg_segments(file));
    const std::size_t max_exif = kMaxJpegPayload - kExifPrefix.size();
    LIKENESS_TRY(const Bytes exif, exif_block(recipe, orientation_of(segments), max_exif));
    Bytes metadata;
    append_exif(metadata, exif);
    append_xmp(metadata, xmp_packets(recipe, kMaxJpegPayload - kXmpPrefix.size()));
    return file_with(segments, metadata, file.size());
}

Result<Bytes> strip_jpeg(BytesView file) {
    LIKENESS_TRY(const auto segments, jpeg_segments(file));
    Bytes metadata;
    const int orientation = orientation_of(segments);
    if (orientation != 1) {
        append_exif(metadata, orientation_block(orientation));
    }
    return file_with(segments, metadata, file.size());
}

Result<std::optional<std::string>> read_jpeg_recipe(BytesView file) {
    LIKENESS_TRY(const auto segments, jpeg_segments(file));
    for (const JpegSegment& segment : segments) {
        if (holds(segment, jpeg_marker::kApp1, kXmpPrefix)) {
            auto json = recipe_json_in_xmp(segment.payload.substr(kXmpPrefix.size()));
            if (json) {
                return json;
            }
        }
    }
    return recipe_json_in_xmp(extension_of(segments));
}

}  // namespace likeness::imaging
