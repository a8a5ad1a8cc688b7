#include "imaging/png_chunks.hpp"

#include "base/digest.hpp"
#include "imaging/format.hpp"
#include "imaging/raw_bytes.hpp"

#include <algorithm>
#include <cassert>

namespace likeness::imaging {

namespace {

constexpr std::size_t kChunkOverhead = 12;
constexpr std::size_t kIhdrSize = 13;
// 100 MB in the 8 KiB pieces that libpng writes are 12,800.
constexpr std::size_t kMaxChunks = 65536;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool has_right_checksum(const PngChunk& chunk) {
    const BytesView covered = chunk.whole.substr(4, chunk.payload.size() + 4);
    return crc32(covered) == be32_at(chunk.whole, chunk.whole.size() - 4);
}

}  // namespace

Result<PngChunk> png_chunk_at(BytesView file, std::size_t offset) {
    if (offset > file.size() || file.size() - offset < kChunkOverhead) {
        return damaged_image(Format::png, "the file ends before IEND");
    }
    const std::size_t length = be32_at(file, offset);
    if (length > file.size() - offset - kChunkOverhead) {
        return damaged_image(Format::png, "a chunk is longer than the file");
    }
    const PngChunk chunk{
        .type = file.substr(offset + 4, 4),
        .payload = file.substr(offset + 8, length),
        .whole = file.substr(offset, length + kChunkOverhead)};
    if (!std::all_of(chunk.type.begin(), chunk.type.end(), is_letter)) {
        return damaged_image(Format::png, "a chunk's type is not four letters");
    }
    return chunk;
}

Result<std::vector<PngChunk>> png_chunks(BytesView file) {
    if (detect_format(file) != Format::png) {
        return damaged_image(Format::png, "no PNG signature");
    }
    std::vector<PngChunk> chunks;
    std::size_t offset = kPngSignature.size();
    bool has_picture = false;
    while (chunks.size() < kMaxChunks) {
        LIKENESS_TRY(const PngChunk chunk, png_chunk_at(file, offset));
        if (!has_right_checksum(chunk)) {
            return damaged_image(Format::png, "wrong checksum in " + std::string(chunk.type));
        }
        if (chunks.empty() && (chunk.type != "IHDR" || chunk.payload.size() != kIhdrSize)) {
            return damaged_image(Format::png, "the file does not start with IHDR");
        }
        chunks.push_back(chunk);
        has_picture = has_picture || chunk.type == "IDAT";
        if (chunk.type == "IEND") {
            break;
        }
        offset += chunk.whole.size();
    }
    if (!has_picture || chunks.back().type != "IEND") {
        return damaged_image(
            Format::png, has_picture ? "too many chunks" : "no picture before IEND"
        );
    }
    return chunks;
}

void append_png_chunk(Bytes& out, std::string_view type, BytesView payload) {
    assert(type.size() == 4 && payload.size() <= kMaxPngChunk);
    append_be32(out, static_cast<std::uint32_t>(payload.size()));
    const std::size_t covered = out.size();
    out += type;
    out += payload;
    append_be32(out, crc32(BytesView(out).substr(covered)));
}

}  // namespace likeness::imaging
