#include "imaging/webp_chunks.hpp"

#include "imaging/format.hpp"
#include "imaging/raw_bytes.hpp"

#include <algorithm>

namespace likeness::imaging {

namespace {

constexpr std::size_t kRiffHeaderSize = 12;
constexpr std::size_t kChunkHeaderSize = 8;
// A still picture has at most six that are known.
constexpr std::size_t kMaxChunks = 1024;

}  // namespace

Result<std::vector<WebpChunk>> webp_chunks(BytesView file) {
    if (detect_format(file) != Format::webp) {
        return damaged_image(Format::webp, "no RIFF header");
    }
    const std::size_t claimed = le32_at(file, 4);
    if (claimed > file.size() - kChunkHeaderSize) {
        return damaged_image(Format::webp, "the file is shorter than its header says");
    }
    BytesView rest = file.substr(0, claimed + kChunkHeaderSize);
    rest.remove_prefix(std::min(kRiffHeaderSize, rest.size()));
    std::vector<WebpChunk> chunks;
    while (!rest.empty()) {
        if (rest.size() < kChunkHeaderSize || chunks.size() == kMaxChunks) {
            return damaged_image(Format::webp, "broken list of chunks");
        }
        const std::size_t size = le32_at(rest, 4);
        if (size > rest.size() - kChunkHeaderSize) {
            return damaged_image(Format::webp, "a chunk is longer than the file");
        }
        chunks.push_back({rest.substr(0, 4), rest.substr(kChunkHeaderSize, size)});
        // Chunks are padded to even sizes, but some writers forget the last byte of the file.
        rest.remove_prefix(std::min(kChunkHeaderSize + size + size % 2, rest.size()));
    }
    return chunks;
}

Bytes webp_file(const std::vector<WebpChunk>& chunks) {
    Bytes out = "RIFF....WEBP";
    for (const WebpChunk& chunk : chunks) {
        out += chunk.type;
        append_le32(out, static_cast<std::uint32_t>(chunk.payload.size()));
        out += chunk.payload;
        if (chunk.payload.size() % 2 != 0) {
            out += '\0';
        }
    }
    Bytes size;
    append_le32(size, static_cast<std::uint32_t>(out.size() - kChunkHeaderSize));
    out.replace(4, 4, size);
    return out;
}

}  // namespace likeness::imaging
