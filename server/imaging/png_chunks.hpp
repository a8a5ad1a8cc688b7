#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <string_view>
#include <vector>

/// The chunks of a PNG file (PNG specification, third edition, section 5). Views point into the
/// file.
namespace likeness::imaging {

constexpr std::string_view kPngSignature = "\x89PNG\r\n\x1A\n";
/// The most bytes that one chunk can hold.
constexpr std::size_t kMaxPngChunk = 0x7FFFFFFF;

struct PngChunk {
    std::string_view type;  // four letters
    BytesView payload;
    BytesView whole;  // with length, type and checksum
};

/// The chunk that starts at `offset`; its checksum is not looked at.
Result<PngChunk> png_chunk_at(BytesView file, std::size_t offset);

/// All chunks from IHDR to IEND, every checksum verified; what follows IEND is ignored. Refuses
/// files without IDAT and those with more than 65,536 chunks. Costs one CRC-32 over the file.
Result<std::vector<PngChunk>> png_chunks(BytesView file);

/// Appends a chunk with length and checksum; `type` is four letters.
void append_png_chunk(Bytes& out, std::string_view type, BytesView payload);

}  // namespace likeness::imaging
