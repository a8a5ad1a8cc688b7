#include "imaging/test_images.hpp"

#include "imaging/codec.hpp"
#include "imaging/exif.hpp"
#include "imaging/jpeg_segments.hpp"
#include "imaging/png_chunks.hpp"
#include "imaging/raw_bytes.hpp"
#include "imaging/webp_chunks.hpp"

#include <turbojpeg.h>
#include <webp/encode.h>

#include <cmath>
#include <cstdlib>

namespace likeness::imaging::test {

namespace {

char channel_value(double value) {
    return static_cast<char>(static_cast<std::uint8_t>(value));
}

Bytes turbo_jpeg(
    const Bytes& pixels,
    int width,
    int height,
    int pixel_format,
    int subsampling,
    int flags
) {
    tjhandle handle = tjInitCompress();
    unsigned char* buffer = nullptr;
    unsigned long size = 0;
    tjCompress2(
        handle,
        unsigned_bytes(BytesView(pixels)),
        width,
        0,
        height,
        pixel_format,
        &buffer,
        &size,
        subsampling,
        92,
        flags
    );
    Bytes file(reinterpret_cast<const char*>(buffer), size);
    tjFree(buffer);
    tjDestroy(handle);
    return file;
}

std::uint32_t adler32(BytesView bytes) {
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (const char c : bytes) {
        a = (a + static_cast<std::uint8_t>(c)) % 65521;
        b = (b + a) % 65521;
    }
    return b << 16U | a;
}

/// zlib without compression, one stored block (RFC 1951, 3.2.4).
Bytes stored_zlib(BytesView bytes) {
    Bytes out("\x78\x01\x01", 3);
    const auto size = static_cast<std::uint32_t>(bytes.size());
    Bytes length;
    append_le32(length, size | (~size << 16U));
    out += length;
    out += bytes;
    append_be32(out, adler32(bytes));
    return out;
}

}  // namespace

Picture scene(int width, int height, int channels) {
    Picture picture = blank_picture(width, height, channels);
    char* out = picture.pixels.data();
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double across = (x + 0.5) / width;
            const double down = (y + 0.5) / height;
            const bool in_disc = std::hypot(across - 0.3, down - 0.35) < 0.2;
            *out++ = channel_value(in_disc ? 230 : 40 + 150 * across);
            *out++ = channel_value(in_disc ? 180 : 200 - 150 * down);
            *out++ = channel_value(in_disc ? 40 : 60 + 60 * across + 60 * down);
            if (channels == 4) {
                *out++ = channel_value(255 * down);
            }
        }
    }
    return picture;
}

Picture flat(int width, int height, std::string_view pixel) {
    Picture picture{width, height, static_cast<int>(pixel.size()), {}};
    for (int i = 0; i < width * height; ++i) {
        picture.pixels += pixel;
    }
    return picture;
}

double difference(const Picture& a, const Picture& b) {
    if (a.width != b.width || a.height != b.height || a.channels != b.channels) {
        return 255;
    }
    double sum = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i) {
        sum += std::abs(byte_at(a.pixels, i) - byte_at(b.pixels, i));
    }
    return sum / static_cast<double>(a.pixels.size());
}

Bytes grey_jpeg(int width, int height) {
    Bytes pixels;
    for (int i = 0; i < width * height; ++i) {
        pixels += channel_value(255.0 * (i % width) / width);
    }
    return turbo_jpeg(pixels, width, height, TJPF_GRAY, TJSAMP_GRAY, 0);
}

Bytes cmyk_jpeg(int width, int height) {
    const Bytes pixels(static_cast<std::size_t>(width * height * 4), '\x40');
    return turbo_jpeg(pixels, width, height, TJPF_CMYK, TJSAMP_444, 0);
}

Bytes progressive_jpeg(const Picture& picture) {
    return turbo_jpeg(
        picture.pixels, picture.width, picture.height, TJPF_RGB, TJSAMP_420, TJFLAG_PROGRESSIVE
    );
}

Bytes subsampled_jpeg(const Picture& picture) {
    return turbo_jpeg(picture.pixels, picture.width, picture.height, TJPF_RGB, TJSAMP_420, 0);
}

Bytes lossless_webp(const Picture& picture) {
    std::uint8_t* buffer = nullptr;
    const auto* const pixels = unsigned_bytes(BytesView(picture.pixels));
    const auto stride = static_cast<int>(picture.row_bytes());
    const std::size_t size =
        picture.channels == 4
            ? WebPEncodeLosslessRGBA(pixels, picture.width, picture.height, stride, &buffer)
            : WebPEncodeLosslessRGB(pixels, picture.width, picture.height, stride, &buffer);
    Bytes file(reinterpret_cast<const char*>(buffer), size);
    WebPFree(buffer);
    return file;
}

Bytes animated_webp() {
    const Bytes still = encode(scene(8, 8), Format::webp).value();
    const Bytes header("\x02\0\0\0\x07\0\0\x07\0\0", 10);
    const Bytes animation(6, '\0');
    Bytes frame(16, '\0');
    frame[6] = '\x07';
    frame[9] = '\x07';
    frame += still.substr(12);
    return webp_file({{"VP8X", header}, {"ANIM", animation}, {"ANMF", frame}});
}

Bytes raw_png(const PngFields& fields, BytesView rows, const std::vector<NamedChunk>& chunks) {
    Bytes header;
    append_be32(header, fields.width);
    append_be32(header, fields.height);
    header += static_cast<char>(fields.bits);
    header += static_cast<char>(fields.colour_type);
    header.append(2, '\0');
    header += static_cast<char>(fields.interlaced ? 1 : 0);
    Bytes file(kPngSignature);
    append_png_chunk(file, "IHDR", header);
    for (const NamedChunk& chunk : chunks) {
        append_png_chunk(file, chunk.type, chunk.payload);
    }
    append_png_chunk(file, "IDAT", stored_zlib(rows));
    append_png_chunk(file, "IEND", {});
    return file;
}

Bytes jpeg_segment(std::uint8_t marker, BytesView payload) {
    Bytes out;
    append_jpeg_segment(out, marker, payload);
    return out;
}

Bytes with_segments(BytesView jpeg, BytesView segments) {
    return Bytes(jpeg.substr(0, 2)).append(segments).append(jpeg.substr(2));
}

Bytes exif_segment(int orientation) {
    return jpeg_segment(jpeg_marker::kApp1, Bytes("Exif\0\0", 6) + orientation_block(orientation));
}

Bytes forged_jpeg(
    std::uint8_t frame_marker,
    std::uint32_t width,
    std::uint32_t height,
    int components
) {
    Bytes frame("\x08");
    append_be16(frame, height);
    append_be16(frame, width);
    frame += static_cast<char>(components);
    Bytes scan(1, static_cast<char>(components));
    for (int i = 0; i < components; ++i) {
        frame += Bytes{static_cast<char>(i + 1), '\x11', '\0'};
        scan += Bytes{static_cast<char>(i + 1), '\0'};
    }
    scan += Bytes("\0\x3F\0", 3);
    return "\xFF\xD8" + jpeg_segment(frame_marker, frame) +
           jpeg_segment(jpeg_marker::kStartOfScan, scan) + "\xFF\xD9";
}

std::vector<std::size_t> cuts(BytesView file) {
    constexpr std::size_t kEverywhere = 200;
    std::vector<std::size_t> sizes;
    for (std::size_t size = 0; size < file.size(); ++size) {
        const bool near_an_end = size < kEverywhere || size + kEverywhere > file.size();
        if (near_an_end || size % 97 == 0) {
            sizes.push_back(size);
        }
    }
    return sizes;
}

}  // namespace likeness::imaging::test
