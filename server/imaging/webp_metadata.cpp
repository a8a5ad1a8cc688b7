#include "imaging/webp_metadata.hpp"

#include "imaging/exif.hpp"
#include "imaging/format.hpp"
#include "imaging/image_header.hpp"
#include "imaging/raw_bytes.hpp"
#include "imaging/webp_chunks.hpp"
#include "imaging/xmp.hpp"

#include <algorithm>
#include <limits>

namespace likeness::imaging {

namespace {

// RFC 9649, section 2.7.
constexpr std::uint32_t kProfileFlag = 0x20;
constexpr std::uint32_t kAlphaFlag = 0x10;
constexpr std::uint32_t kExifFlag = 0x08;
constexpr std::uint32_t kXmpFlag = 0x04;
constexpr std::size_t kExtendedHeaderSize = 10;
constexpr std::size_t kUnlimited = std::numeric_limits<std::uint32_t>::max();

/// The parts of a still picture; a payload that is not there has no data.
struct StillWebp {
    ImageHeader header;
    BytesView profile;
    BytesView alpha;
    WebpChunk picture;  // "VP8 " or "VP8L"
    BytesView xmp;
};

/// Of several chunks of a kind the first counts, as for decoders.
void keep_first(BytesView& kept, BytesView payload) {
    if (kept.data() == nullptr) {
        kept = payload;
    }
}

void sort_in(StillWebp& still, const WebpChunk& chunk) {
    const bool is_picture = chunk.type == "VP8 " || chunk.type == "VP8L";
    if (is_picture && still.picture.type.empty()) {
        still.picture = chunk;
    } else if (chunk.type == "ICCP") {
        keep_first(still.profile, chunk.payload);
    } else if (chunk.type == "ALPH") {
        keep_first(still.alpha, chunk.payload);
    } else if (chunk.type == "XMP ") {
        keep_first(still.xmp, chunk.payload);
    }
}

Result<StillWebp> parts_of(BytesView file) {
    LIKENESS_TRY(const auto chunks, webp_chunks(file));
    constexpr int kAnySide = std::numeric_limits<int>::max();
    constexpr std::int64_t kAnySize = std::numeric_limits<std::int64_t>::max();
    StillWebp still;
    LIKENESS_TRY(still.header, read_header(file, {kAnySide, kAnySize, kAnySize}));
    for (const WebpChunk& chunk : chunks) {
        sort_in(still, chunk);
    }
    if (still.picture.type.empty()) {
        return damaged_image(Format::webp, "no picture");
    }
    return still;
}

Bytes extended_header(const StillWebp& still, std::uint32_t flags) {
    if (still.header.has_alpha) {
        flags |= kAlphaFlag;
    }
    if (still.profile.data() != nullptr) {
        flags |= kProfileFlag;
    }
    Bytes payload;
    payload.reserve(kExtendedHeaderSize);
    append_le32(payload, flags);
    append_le24(payload, static_cast<std::uint32_t>(still.header.width - 1));
    append_le24(payload, static_cast<std::uint32_t>(still.header.height - 1));
    return payload;
}

std::vector<WebpChunk> picture_chunks(const StillWebp& still) {
    std::vector<WebpChunk> chunks;
    if (still.profile.data() != nullptr) {
        chunks.push_back({"ICCP", still.profile});
    }
    if (still.alpha.data() != nullptr) {
        chunks.push_back({"ALPH", still.alpha});
    }
    chunks.push_back(still.picture);
    return chunks;
}

}  // namespace

Result<Bytes> write_webp_recipe(BytesView file, const Recipe& recipe) {
    LIKENESS_TRY(const StillWebp still, parts_of(file));
    LIKENESS_TRY(const Bytes exif, exif_block(recipe, 1, kUnlimited));
    const std::string xmp = xmp_packets(recipe, kUnlimited).main;
    const Bytes header = extended_header(still, kExifFlag | kXmpFlag);
    std::vector<WebpChunk> chunks = picture_chunks(still);
    chunks.insert(chunks.begin(), {"VP8X", header});
    chunks.push_back({"EXIF", exif});
    chunks.push_back({"XMP ", xmp});
    return webp_file(chunks);
}

Result<Bytes> strip_webp(BytesView file) {
    LIKENESS_TRY(const StillWebp still, parts_of(file));
    std::vector<WebpChunk> chunks = picture_chunks(still);
    const Bytes header = extended_header(still, 0);
    if (chunks.size() > 1) {
        chunks.insert(chunks.begin(), {"VP8X", header});
    }
    return webp_file(chunks);
}

Result<std::optional<std::string>> read_webp_recipe(BytesView file) {
    LIKENESS_TRY(const StillWebp still, parts_of(file));
    return recipe_json_in_xmp(still.xmp);
}

}  // namespace likeness::imaging
