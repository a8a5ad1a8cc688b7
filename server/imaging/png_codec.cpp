#include "imaging/png_codec.hpp"

#include "imaging/png_chunks.hpp"
#include "imaging/png_filter.hpp"
#include "imaging/raw_bytes.hpp"

#include <libdeflate.h>
#include <png.h>

#include <memory>

namespace likeness::imaging {

namespace {

constexpr int kDeflateLevel = 4;

struct ImageFreer {
    void operator()(png_image* image) const { png_image_free(image); }
};

struct CompressorFreer {
    void operator()(libdeflate_compressor* compressor) const {
        libdeflate_free_compressor(compressor);
    }
};

Bytes image_header_payload(const Picture& picture) {
    Bytes payload;
    append_be32(payload, static_cast<std::uint32_t>(picture.width));
    append_be32(payload, static_cast<std::uint32_t>(picture.height));
    payload += '\x08';                                   // bits a channel
    payload += picture.channels == 4 ? '\x06' : '\x02';  // RGBA or RGB
    payload.append(3, '\0');  // deflate, adaptive filters, not interlaced
    return payload;
}

}  // namespace

Result<Picture> decode_png(BytesView file, const ImageHeader& header) {
    // libpng stops reading at the last row; this sees whether the rest is there and sound.
    LIKENESS_TRY([[maybe_unused]] const auto chunks, png_chunks(file));
    png_image image{};
    const std::unique_ptr<png_image, ImageFreer> freer(&image);
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0) {
        return damaged_image(Format::png, image.message);
    }
    const bool has_alpha = (image.format & PNG_FORMAT_FLAG_ALPHA) != 0;
    image.format = has_alpha ? PNG_FORMAT_RGBA : PNG_FORMAT_RGB;
    // Without gAMA libpng takes 16-bit samples for linear light; all the world writes sRGB.
    image.flags |= PNG_IMAGE_FLAG_16BIT_sRGB;
    Picture picture = blank_picture(header.width, header.height, has_alpha ? 4 : 3);
    if (PNG_IMAGE_SIZE(image) != picture.pixels.size()) {
        return damaged_image(Format::png, "two sizes in one file");
    }
    if (png_image_finish_read(&image, nullptr, picture.pixels.data(), 0, nullptr) == 0) {
        return damaged_image(Format::png, image.message);
    }
    return picture;
}

Result<Bytes> encode_png(const Picture& picture) {
    const std::unique_ptr<libdeflate_compressor, CompressorFreer> compressor(
        libdeflate_alloc_compressor(kDeflateLevel)
    );
    if (!compressor) {
        return Error::internal("libdeflate_alloc_compressor failed");
    }
    const Bytes filtered = filter_rows(picture);
    Bytes compressed(libdeflate_zlib_compress_bound(compressor.get(), filtered.size()), '\0');
    const std::size_t size = libdeflate_zlib_compress(
        compressor.get(), filtered.data(), filtered.size(), compressed.data(), compressed.size()
    );
    if (size == 0 || size > kMaxPngChunk) {
        return Error{ErrorCode::payload_too_large, "The image is too large for a PNG file."};
    }
    Bytes file(kPngSignature);
    file.reserve(size + 128);
    append_png_chunk(file, "IHDR", image_header_payload(picture));
    append_png_chunk(file, "sRGB", BytesView("\0", 1));
    append_png_chunk(file, "IDAT", BytesView(compressed).substr(0, size));
    append_png_chunk(file, "IEND", {});
    return file;
}

}  // namespace likeness::imaging
