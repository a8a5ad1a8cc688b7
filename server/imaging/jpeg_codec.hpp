#pragma once

#include "base/result.hpp"
#include "imaging/image_header.hpp"
#include "imaging/picture.hpp"

/// JPEG by libjpeg-turbo. Callers use codec.hpp; thumbnails need the scaled decode.
namespace likeness::imaging {

/// How many pixels `side` has when every block of 8 is decoded to `eighths`.
inline int scaled_side(int side, int eighths) {
    return static_cast<int>((static_cast<long>(side) * eighths + 7) / 8);
}

/// Decodes a file that read_header() has passed, upright. `eighths` of 1 to 8 shrink while decoding
/// (the scaling is exact in frequency space, so nothing aliases), and still all coded bytes are
/// read: damage and truncation are errors at every scale, for each warning of the library counts as
/// one. Grey files become RGB.
Result<Picture> decode_jpeg(BytesView file, const ImageHeader& header, int eighths = 8);

/// Baseline, full colour resolution (4:4:4). The picture has three channels and sides of at most
/// 65,500; `quality` is 1 to 100.
Result<Bytes> encode_jpeg(const Picture& picture, int quality);

}  // namespace likeness::imaging
