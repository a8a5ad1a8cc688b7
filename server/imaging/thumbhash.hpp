#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

namespace likeness::imaging {

/// The most pixels that a side may have.
constexpr int kMaxThumbhashSide = 100;

/// ThumbHash, some 20 to 25 raw bytes that a browser turns into a blurred placeholder of the right
/// shape (https://evanw.github.io/thumbhash/). Byte for byte what the published JavaScript
/// computes: double arithmetic in its order, its rounding, no fused multiply-add. `rgba` has 4
/// bytes a pixel, colours not multiplied by opacity. Fails (invalid_argument) if a side is not 1 to
/// 100 or the length does not fit. Below 1 ms.
Result<Bytes> thumbhash(int width, int height, BytesView rgba);

}  // namespace likeness::imaging
