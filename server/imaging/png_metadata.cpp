#include "imaging/png_metadata.hpp"

#include "imaging/a1111_parameters.hpp"
#include "imaging/exif.hpp"
#include "imaging/format.hpp"
#include "imaging/png_chunks.hpp"
#include "imaging/xmp.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace likeness::imaging {

namespace {

constexpr std::string_view kParametersKeyword = "parameters";
constexpr std::string_view kRecipeKeyword = "likeness";
constexpr std::string_view kXmpKeyword = "XML:com.adobe.xmp";
constexpr std::size_t kUnlimited = std::numeric_limits<std::uint32_t>::max();

// What a decoder needs, and what says how colours and pixels are meant (PNG specification,
// sections 11.2 and 11.3.2).
constexpr std::array<std::string_view, 16> kPictureChunks{
    "IHDR",
    "PLTE",
    "IDAT",
    "IEND",
    "tRNS",
    "cHRM",
    "gAMA",
    "iCCP",
    "sBIT",
    "sRGB",
    "cICP",
    "mDCV",
    "cLLI",
    "bKGD",
    "pHYs",
    "hIST"};
constexpr std::array<std::string_view, 3> kAnimationChunks{"acTL", "fcTL", "fdAT"};

template <std::size_t Count>
bool is_one_of(const PngChunk& chunk, const std::array<std::string_view, Count>& types) {
    return std::find(types.begin(), types.end(), chunk.type) != types.end();
}

Result<std::vector<PngChunk>> still_chunks(BytesView file) {
    LIKENESS_TRY(auto chunks, png_chunks(file));
    const bool animated = std::any_of(chunks.begin(), chunks.end(), [](const PngChunk& chunk) {
        return is_one_of(chunk, kAnimationChunks);
    });
    if (animated) {
        return unsupported_image("Animated images are not supported.");
    }
    return chunks;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80;
    });
}

/// tEXt where it can be read by old programs too, which Latin-1 texts beyond ASCII often are not.
void append_text(Bytes& out, std::string_view keyword, std::string_view text) {
    Bytes payload(keyword);
    payload += '\0';
    if (is_ascii(text)) {
        append_png_chunk(out, "tEXt", payload.append(text));
    } else {
        payload.append(4, '\0');  // not compressed; no language; no translated keyword
        append_png_chunk(out, "iTXt", payload.append(text));
    }
}

void append_international_text(Bytes& out, std::string_view keyword, std::string_view text) {
    Bytes payload(keyword);
    payload.append(5, '\0');
    append_png_chunk(out, "iTXt", payload.append(text));
}

/// The file of the picture's own chunks; `metadata` goes before the first IDAT, where all readers
/// look.
Bytes file_with(const std::vector<PngChunk>& chunks, BytesView metadata, std::size_t size_hint) {
    Bytes out(kPngSignature);
    out.reserve(size_hint + metadata.size());
    for (const PngChunk& chunk : chunks) {
        if (chunk.type == "IDAT" && !metadata.empty()) {
            out += metadata;
            metadata = {};
        }
        if (is_one_of(chunk, kPictureChunks)) {
            out += chunk.whole;
        }
    }
    return out;
}

/// The text of an uncompressed iTXt chunk with the keyword.
std::optional<std::string_view>
international_text(const PngChunk& chunk, std::string_view keyword) {
    if (chunk.type != "iTXt" || !chunk.payload.starts_with(keyword)) {
        return std::nullopt;
    }
    const std::string_view rest = chunk.payload.substr(keyword.size());
    if (!rest.starts_with(std::string_view("\0\0\0", 3))) {
        return std::nullopt;
    }
    const std::size_t language_end = rest.find('\0', 3);
    if (language_end == std::string_view::npos) {
        return std::nullopt;
    }
    const std::size_t keyword_end = rest.find('\0', language_end + 1);
    return keyword_end == std::string_view::npos ? std::nullopt
                                                 : std::optional(rest.substr(keyword_end + 1));
}

}  // namespace

Result<Bytes> write_png_recipe(BytesView file, const Recipe& recipe) {
    LIKENESS_TRY(const auto chunks, still_chunks(file));
    LIKENESS_TRY(const std::string parameters, a1111_parameters(recipe));
    LIKENESS_TRY(const Bytes exif, exif_block(recipe, 1, kUnlimited));
    Bytes metadata;
    append_text(metadata, kParametersKeyword, parameters);
    append_international_text(metadata, kRecipeKeyword, json(recipe));
    append_png_chunk(metadata, "eXIf", exif);
    append_international_text(metadata, kXmpKeyword, xmp_packets(recipe, kUnlimited).main);
    return file_with(chunks, metadata, file.size());
}

Result<Bytes> strip_png(BytesView file) {
    LIKENESS_TRY(const auto chunks, still_chunks(file));
    return file_with(chunks, {}, file.size());
}

Result<std::optional<std::string>> read_png_recipe(BytesView file) {
    LIKENESS_TRY(const auto chunks, still_chunks(file));
    for (const PngChunk& chunk : chunks) {
        if (const auto text = international_text(chunk, kRecipeKeyword)) {
            return std::optional(std::string(*text));
        }
    }
    return std::optional<std::string>{};
}

}  // namespace likeness::imaging
