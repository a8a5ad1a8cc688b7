#pragma once

#include "base/result.hpp"
#include "imaging/image_header.hpp"
#include "imaging/picture.hpp"

/// WebP by libwebp. Callers use codec.hpp; thumbnails choose their own effort.
namespace likeness::imaging {

/// Decodes a file that read_header() has passed; one that is shorter than its RIFF header says is
/// refused.
Result<Picture> decode_webp(BytesView file, const ImageHeader& header);

/// Lossy, `quality` 1 to 100, `effort` 0 (fast) to 6 (small). From 2 to 3 the time doubles and
/// files shrink by some 3 %. The picture's sides are at most 16,383.
Result<Bytes> encode_webp(const Picture& picture, int quality, int effort);

}  // namespace likeness::imaging
