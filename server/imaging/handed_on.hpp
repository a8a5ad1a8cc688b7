#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "imaging/image_header.hpp"

#include <optional>

/// People's own photographs, made ready for others: upright, and without a word about when, where
/// and by what they were taken. Errors as of decode().
namespace likeness::imaging {

/// Of what has to be encoded anew: twice what the eye notices, since it is looked at by machines.
constexpr int kHandedOnQuality = 95;

/// The file upright and without metadata; a colour profile stays. What is upright already is copied
/// byte for byte, a turned JPEG is encoded anew. The file's pixels are checked only in that case.
Result<Bytes> upright_file(BytesView file, const DecodeLimits& limits = {});

/// A square of pixels within a picture.
struct Square {
    int left = 0;
    int top = 0;
    int side = 0;
};

/// What is shown of an upright file: the square, or all of it, in at most `max_side` pixels a side.
/// The very bytes of the file when nothing is to be changed; else JPEG, or PNG for pictures with
/// opacity. invalid_argument for a square that reaches beyond the picture.
Result<Bytes> cropped_file(
    BytesView file,
    const std::optional<Square>& square,
    int max_side,
    const DecodeLimits& limits = {}
);

}  // namespace likeness::imaging
