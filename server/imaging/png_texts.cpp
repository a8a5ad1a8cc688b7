#include "imaging/png_texts.hpp"

#include "imaging/raw_bytes.hpp"
#include "imaging/unicode_text.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace likeness::imaging {

namespace {

constexpr std::size_t kMaxKeyword = 79;
// What deflate can do at best (RFC 1951): 258 bytes in two bits.
constexpr std::size_t kBestRatio = 1032;
constexpr char kZlibMethod = '\0';

struct DecompressorFreer {
    void operator()(libdeflate_decompressor* decompressor) const {
        libdeflate_free_decompressor(decompressor);
    }
};

std::optional<std::string> inflated(BytesView zlib) {
    const std::unique_ptr<libdeflate_decompressor, DecompressorFreer> decompressor(
        libdeflate_alloc_decompressor()
    );
    if (!decompressor) {
        return std::nullopt;
    }
    std::string text(std::min(kMaxFileText, zlib.size() * kBestRatio), '\0');
    std::size_t size = 0;
    const auto outcome = libdeflate_zlib_decompress(
        decompressor.get(), zlib.data(), zlib.size(), text.data(), text.size(), &size
    );
    if (outcome != LIBDEFLATE_SUCCESS) {
        return std::nullopt;
    }
    text.resize(size);
    return text;
}

/// Takes what stands before the next null byte off the front, and that byte.
std::optional<BytesView> take_field(BytesView& rest) {
    const std::size_t end = rest.find('\0');
    if (end == BytesView::npos) {
        return std::nullopt;
    }
    const BytesView field = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return field;
}

/// PNG specification, third edition, section 11.3.3.
std::optional<std::string> international_text(BytesView rest) {
    if (rest.size() < 2 || rest[1] != kZlibMethod) {
        return std::nullopt;
    }
    const bool compressed = rest[0] != '\0';
    rest.remove_prefix(2);
    if (!take_field(rest) || !take_field(rest)) {  // language, translated keyword
        return std::nullopt;
    }
    return compressed ? inflated(rest) : std::optional(std::string(rest));
}

std::optional<std::string> compressed_text(BytesView rest) {
    if (rest.empty() || rest[0] != kZlibMethod) {
        return std::nullopt;
    }
    const std::optional<std::string> text = inflated(rest.substr(1));
    return text ? std::optional(from_utf8_or_latin1(*text)) : std::nullopt;
}

}  // namespace

bool is_png_text(const PngChunk& chunk) {
    return chunk.type == "tEXt" || chunk.type == "zTXt" || chunk.type == "iTXt";
}

std::optional<FileText> png_text(const PngChunk& chunk) {
    BytesView rest = chunk.payload;
    if (!is_png_text(chunk) || rest.size() > kMaxFileText) {
        return std::nullopt;
    }
    const std::optional<BytesView> keyword = take_field(rest);
    if (!keyword || keyword->size() > kMaxKeyword || keyword->starts_with(exif_name::kPrefix)) {
        return std::nullopt;
    }
    std::optional<std::string> text;
    if (chunk.type == "tEXt") {
        text = from_utf8_or_latin1(rest);
    } else {
        text = chunk.type == "zTXt" ? compressed_text(rest) : international_text(rest);
    }
    if (!text) {
        return std::nullopt;
    }
    return FileText{std::string(*keyword), std::move(*text)};
}

}  // namespace likeness::imaging
