#pragma once

#include "base/result.hpp"
#include "imaging/image_header.hpp"
#include "imaging/picture.hpp"

namespace likeness::imaging {

/// What encode() takes where the caller does not choose. Our pictures are flat colours with hard
/// edges, on which 4:2:0 JPEG loses 2.3 dB and shows fringes; 4:4:4 at 92 costs 180 KB for 1024 x
/// 1024.
constexpr int kJpegQuality = 92;
constexpr int kWebpQuality = 90;

/// The whole file as an upright picture in 8-bit RGB, or RGBA if it can be transparent. Damaged and
/// cut files are errors: the structure, every PNG checksum and each complaint of the decoders
/// count, and so does a missing end. Bytes behind the end (some cameras append films there) are
/// ignored; write_recipe() and strip_recipe() drop them. Colour profiles are not applied. Errors as
/// of read_header(). Thread-safe; needs the memory that DecodeLimits speaks of.
Result<Picture> decode(BytesView file, const DecodeLimits& limits = {});

/// A file without metadata. `quality` is 1 to 100 and unused by PNG. Errors (invalid_argument): a
/// picture that is not well-formed, one with opacity as JPEG, sides over 16,383.
Result<Bytes> encode(const Picture& picture, Format format, int quality);
/// With kJpegQuality or kWebpQuality.
Result<Bytes> encode(const Picture& picture, Format format);

}  // namespace likeness::imaging
