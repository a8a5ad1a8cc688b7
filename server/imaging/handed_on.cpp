#include "imaging/handed_on.hpp"

#include "imaging/codec.hpp"
#include "imaging/jpeg_segments.hpp"
#include "imaging/metadata.hpp"
#include "imaging/resample.hpp"

#include <utility>

namespace likeness::imaging {

namespace {

constexpr BytesView kProfilePrefix("ICC_PROFILE\0", 12);
// Behind the prefix come the number and the count of parts, then the profile (ICC.1, 7.2.6).
constexpr std::size_t kColourSpaceOffset = 12 + 2 + 16;
constexpr BytesView kRgb = "RGB ";

/// The colour profile's segments of a JPEG whose colours are RGB; empty for other files.
Bytes profile_segments(BytesView file) {
    if (detect_format(file) != Format::jpeg) {
        return {};
    }
    const Result<std::vector<JpegSegment>> segments = jpeg_segments(file);
    Bytes profile;
    bool is_rgb = false;
    for (const JpegSegment& segment : segments ? *segments : std::vector<JpegSegment>()) {
        if (segment.marker == jpeg_marker::kApp2 && segment.payload.starts_with(kProfilePrefix)) {
            is_rgb = is_rgb || (segment.payload.size() > kColourSpaceOffset + kRgb.size() &&
                                segment.payload.substr(kColourSpaceOffset).starts_with(kRgb));
            profile += segment.whole;
        }
    }
    return is_rgb ? profile : Bytes();
}

/// The picture as a file with the colour profile of the one that it comes from.
Result<Bytes> encode_anew(const Picture& picture, BytesView original) {
    if (picture.channels == 4) {
        return encode(picture, Format::png);
    }
    LIKENESS_TRY(Bytes file, encode(picture, Format::jpeg, kHandedOnQuality));
    const Bytes profile = profile_segments(original);
    if (!profile.empty()) {
        LIKENESS_TRY(
            const JpegSegment jfif, jpeg_segment_at(file, 2)
        );  // behind the start of image
        file.insert(jfif.end, profile);
    }
    return file;
}

bool is_within(const Square& square, const ImageHeader& header) {
    return square.left >= 0 && square.top >= 0 && square.side > 0 &&
           square.side <= header.width - square.left && square.side <= header.height - square.top;
}

Picture cut(const Picture& picture, const Square& square) {
    Picture part = blank_picture(square.side, square.side, picture.channels);
    const std::size_t pixel = static_cast<std::size_t>(picture.channels);
    for (int row = 0; row < square.side; ++row) {
        const std::size_t from = static_cast<std::size_t>(square.top + row) * picture.row_bytes() +
                                 static_cast<std::size_t>(square.left) * pixel;
        part.pixels.replace(
            static_cast<std::size_t>(row) * part.row_bytes(),
            part.row_bytes(),
            picture.pixels,
            from,
            part.row_bytes()
        );
    }
    return part;
}

}  // namespace

Result<Bytes> upright_file(BytesView file, const DecodeLimits& limits) {
    LIKENESS_TRY(const ImageHeader header, read_header(file, limits));
    if (header.orientation == 1) {
        return strip_recipe(file);
    }
    LIKENESS_TRY(const Picture picture, decode(file, limits));
    return encode_anew(picture, file);
}

Result<Bytes> cropped_file(
    BytesView file,
    const std::optional<Square>& square,
    int max_side,
    const DecodeLimits& limits
) {
    LIKENESS_TRY(const ImageHeader header, read_header(file, limits));
    const Size whole{header.width, header.height};
    const bool is_whole = !square || (square->side == whole.width && square->side == whole.height);
    if (square && !is_within(*square, header)) {
        return Error{ErrorCode::invalid_argument, "The square reaches beyond the picture."};
    }
    if (is_whole && fit_within(whole, max_side) == whole) {
        return Bytes(file);
    }
    LIKENESS_TRY(Picture picture, decode(file, limits));
    if (!is_whole) {
        picture = cut(picture, *square);
    }
    const Size size{picture.width, picture.height};
    const Size smaller = fit_within(size, max_side);
    return encode_anew(smaller == size ? picture : resample(picture, smaller), file);
}

}  // namespace likeness::imaging
