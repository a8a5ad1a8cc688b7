#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "imaging/image_header.hpp"
#include "imaging/picture.hpp"

namespace likeness::imaging {

/// A small WebP without metadata.
struct Thumbnail {
    Bytes webp;
    int width = 0;
    int height = 0;
};

/// What a gallery needs of an image. The longer side of a thumbnail has 384 or 768 pixels; a
/// smaller image keeps its size, and then both may be the same.
struct Thumbnails {
    /// Of the file; the format means nothing if they were made from a Picture.
    ImageHeader header = {};
    Thumbnail at_384 = {};
    Thumbnail at_768 = {};
    /// Raw bytes.
    Bytes thumbhash = {};
};

/// Thumbnails of a file, upright. Reads and checks the whole file just as decode() does, with the
/// same errors, so that a caller who only stores the file need not decode it again. A JPEG is
/// shrunk while it is decoded. On one 2.5 GHz core a JPEG of 1024 x 1024 takes 17 to 35 ms, by its
/// detail.
Result<Thumbnails> make_thumbnails(BytesView file, const DecodeLimits& limits = {});

/// The same of pixels; invalid_argument if the picture is not well-formed.
Result<Thumbnails> make_thumbnails(const Picture& picture);

}  // namespace likeness::imaging
