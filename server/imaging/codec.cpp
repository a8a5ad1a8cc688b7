#include "imaging/codec.hpp"

#include "imaging/jpeg_codec.hpp"
#include "imaging/png_codec.hpp"
#include "imaging/webp_codec.hpp"

#include <algorithm>

namespace likeness::imaging {

namespace {

// The limit of WebP, and one that keeps 32-bit row sizes of all libraries far away.
constexpr int kMaxEncodedSide = 16383;
// Above it the encoder needs twice the time for 1 % (measured on 1024 x 1024 pictures).
constexpr int kWebpEffort = 2;

Result<void> check_encodable(const Picture& picture, Format format, int quality) {
    if (!picture.is_well_formed() || std::max(picture.width, picture.height) > kMaxEncodedSide) {
        return Error{ErrorCode::invalid_argument, "The picture has an impossible size."};
    }
    if (format == Format::jpeg && picture.channels != 3) {
        return Error{
            ErrorCode::invalid_argument, "A JPEG cannot be transparent; choose PNG or WebP."};
    }
    if (quality < 1 || quality > 100) {
        return Error::invalid_field("quality", "must be between 1 and 100");
    }
    return {};
}

}  // namespace

Result<Picture> decode(BytesView file, const DecodeLimits& limits) {
    LIKENESS_TRY(const ImageHeader header, read_header(file, limits));
    switch (header.format) {
        case Format::jpeg:
            return decode_jpeg(file, header);
        case Format::png:
            return decode_png(file, header);
        case Format::webp:
            return decode_webp(file, header);
    }
    return unsupported_image("Unknown format.");
}

Result<Bytes> encode(const Picture& picture, Format format, int quality) {
    LIKENESS_CHECK(check_encodable(picture, format, quality));
    switch (format) {
        case Format::jpeg:
            return encode_jpeg(picture, quality);
        case Format::png:
            return encode_png(picture);
        case Format::webp:
            return encode_webp(picture, quality, kWebpEffort);
    }
    return unsupported_image("Unknown format.");
}

Result<Bytes> encode(const Picture& picture, Format format) {
    return encode(picture, format, format == Format::webp ? kWebpQuality : kJpegQuality);
}

}  // namespace likeness::imaging
