#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "imaging/format.hpp"

#include <cstdint>

namespace likeness::imaging {

/// What a picture may claim to be before we spend memory and time on it. One pixel takes 3 or 4
/// bytes when decoded; in a progressive JPEG 6 more, for all its coefficients are held until the
/// last scan.
struct DecodeLimits {
    int max_side = 8192;
    std::int64_t max_pixels = 40'000'000;
    std::int64_t max_progressive_pixels = 17'000'000;  // 4096 x 4096 fits
};

/// What the first bytes of a file say. The size is that of the picture as it is shown, after
/// `orientation`.
struct ImageHeader {
    Format format = Format::jpeg;
    int width = 0;
    int height = 0;
    bool has_alpha = false;
    bool progressive = false;  // JPEG in several scans or interlaced PNG
    int orientation = 1;       // Exif, 1 to 8; read from JPEG only, as browsers do

    friend bool operator==(const ImageHeader&, const ImageHeader&) = default;
};

/// Reads the header without decoding anything; a file that is cut or damaged behind its header is
/// not noticed here. Errors: unsupported_media_type (no JPEG, PNG or WebP; animated; CMYK; 12-bit,
/// lossless or arithmetic JPEG), payload_too_large (over a limit), invalid_argument (broken or cut
/// header). Microseconds.
Result<ImageHeader> read_header(BytesView file, const DecodeLimits& limits = {});

}  // namespace likeness::imaging
