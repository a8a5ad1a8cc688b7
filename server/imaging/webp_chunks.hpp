#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <string_view>
#include <vector>

/// The chunks of a WebP file (RFC 9649, section 2). Views point into the file.
namespace likeness::imaging {

struct WebpChunk {
    std::string_view type;  // four characters: "VP8 ", "VP8L", "VP8X", "ICCP" ...
    BytesView payload;
};

/// All chunks that the RIFF header claims; what follows is ignored, but the claim must not exceed
/// the file.
Result<std::vector<WebpChunk>> webp_chunks(BytesView file);

/// A whole file of the chunks, in their order.
Bytes webp_file(const std::vector<WebpChunk>& chunks);

}  // namespace likeness::imaging
