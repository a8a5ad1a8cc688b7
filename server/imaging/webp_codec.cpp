#include "imaging/webp_codec.hpp"

#include "imaging/raw_bytes.hpp"
#include "imaging/webp_chunks.hpp"

#include <webp/decode.h>
#include <webp/encode.h>

namespace likeness::imaging {

namespace {

/// libwebp's picture and output buffer, freed at the end of the scope.
class Encoder {
public:
    Encoder() {
        WebPPictureInit(&picture_);
        WebPMemoryWriterInit(&writer_);
        picture_.writer = WebPMemoryWrite;
        picture_.custom_ptr = &writer_;
    }

    Encoder(const Encoder&) = delete;
    Encoder& operator=(const Encoder&) = delete;

    ~Encoder() {
        WebPPictureFree(&picture_);
        WebPMemoryWriterClear(&writer_);
    }

    bool import(const Picture& source) {
        picture_.width = source.width;
        picture_.height = source.height;
        const auto stride = static_cast<int>(source.row_bytes());
        const auto* const pixels = unsigned_bytes(BytesView(source.pixels));
        return source.channels == 4 ? WebPPictureImportRGBA(&picture_, pixels, stride) != 0
                                    : WebPPictureImportRGB(&picture_, pixels, stride) != 0;
    }

    bool encode(const WebPConfig& config) { return WebPEncode(&config, &picture_) != 0; }

    Bytes output() const { return {reinterpret_cast<const char*>(writer_.mem), writer_.size}; }

    std::string error() const { return "libwebp error " + std::to_string(picture_.error_code); }

private:
    WebPPicture picture_{};
    WebPMemoryWriter writer_{};
};

}  // namespace

Result<Picture> decode_webp(BytesView file, const ImageHeader& header) {
    LIKENESS_TRY([[maybe_unused]] const auto chunks, webp_chunks(file));
    Picture picture = blank_picture(header.width, header.height, header.has_alpha ? 4 : 3);
    const auto stride = static_cast<int>(picture.row_bytes());
    const auto decode = header.has_alpha ? WebPDecodeRGBAInto : WebPDecodeRGBInto;
    std::uint8_t* pixels = unsigned_bytes(picture.pixels);
    if (decode(unsigned_bytes(file), file.size(), pixels, picture.pixels.size(), stride) ==
        nullptr) {
        return damaged_image(Format::webp, "libwebp could not decode it");
    }
    return picture;
}

Result<Bytes> encode_webp(const Picture& picture, int quality, int effort) {
    WebPConfig config;
    if (WebPConfigPreset(&config, WEBP_PRESET_DEFAULT, static_cast<float>(quality)) == 0) {
        return Error::internal("WebPConfigPreset failed");
    }
    config.method = effort;
    Encoder encoder;
    if (!encoder.import(picture) || !encoder.encode(config)) {
        return Error::internal(encoder.error());
    }
    return encoder.output();
}

}  // namespace likeness::imaging
