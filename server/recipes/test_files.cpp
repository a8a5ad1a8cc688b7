#include "recipes/test_files.hpp"

#include "imaging/codec.hpp"
#include "imaging/jpeg_segments.hpp"
#include "imaging/raw_bytes.hpp"
#include "imaging/test_images.hpp"
#include "imaging/unicode_text.hpp"
#include "imaging/webp_chunks.hpp"

#include <libdeflate.h>

#include <algorithm>

namespace likeness::recipes::test {

namespace {

using imaging::test::NamedChunk;

constexpr unsigned kExifDirectory = 0x8769;
constexpr unsigned kFirstExifTag = 0x9000;
constexpr std::size_t kEntrySize = 12;

Bytes png_of(const std::vector<NamedChunk>& chunks) {
    return imaging::test::raw_png({}, BytesView("\0\x20\x40\x60", 4), chunks);
}

Bytes deflated(std::string_view text) {
    libdeflate_compressor* const compressor = libdeflate_alloc_compressor(6);
    Bytes out(libdeflate_zlib_compress_bound(compressor, text.size()), '\0');
    out.resize(
        libdeflate_zlib_compress(compressor, text.data(), text.size(), out.data(), out.size())
    );
    libdeflate_free_compressor(compressor);
    return out;
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80;
    });
}

class TiffWriter {
public:
    explicit TiffWriter(bool little_endian)
        : out_(little_endian ? Bytes("II*\0\x08\0\0\0", 8) : Bytes("MM\0*\0\0\0\x08", 8)),
          little_(little_endian) {}

    void directory(const std::vector<ExifText>& texts, bool with_pointer) {
        const std::size_t count = texts.size() + (with_pointer ? 1 : 0);
        std::size_t values_at = out_.size() + 2 + count * kEntrySize + 4;
        u16(static_cast<unsigned>(count));
        Bytes values;
        for (const ExifText& text : texts) {
            entry(text.tag, text.tag >= kFirstExifTag ? 7 : 2, text.value.size(), values_at);
            values += text.value;
            values_at += text.value.size();
        }
        if (with_pointer) {
            entry(kExifDirectory, 4, 1, values_at);
        }
        u32(0);
        out_ += values;
    }

    Bytes take() { return std::move(out_); }

private:
    void entry(unsigned tag, unsigned type, std::size_t count, std::size_t value) {
        u16(tag);
        u16(type);
        u32(count);
        u32(value);
    }

    void u16(unsigned value) {
        if (little_) {
            out_ += static_cast<char>(value & 0xFFU);
            out_ += static_cast<char>(value >> 8U & 0xFFU);
        } else {
            imaging::append_be16(out_, value);
        }
    }

    void u32(std::size_t value) {
        const auto number = static_cast<std::uint32_t>(value);
        if (little_) {
            imaging::append_le32(out_, number);
        } else {
            imaging::append_be32(out_, number);
        }
    }

    Bytes out_;
    bool little_;
};

}  // namespace

Bytes png_with(const std::vector<std::pair<std::string_view, std::string_view>>& texts) {
    std::vector<NamedChunk> chunks;
    for (const auto& [keyword, text] : texts) {
        const bool ascii = is_ascii(text);
        chunks.push_back(
            {ascii ? "tEXt" : "iTXt", Bytes(keyword).append(ascii ? 1 : 5, '\0').append(text)}
        );
    }
    return png_of(chunks);
}

Bytes png_with_compressed(std::string_view type, std::string_view keyword, std::string_view text) {
    const BytesView between = type == "zTXt" ? BytesView("\0\0", 2) : BytesView("\0\1\0\0\0", 5);
    return png_of({{std::string(type), Bytes(keyword).append(between).append(deflated(text))}});
}

Bytes tiff_with(const std::vector<ExifText>& texts, bool little_endian) {
    std::vector<ExifText> main;
    std::vector<ExifText> exif;
    for (const ExifText& text : texts) {
        ExifText padded = text;
        padded.value.resize(std::max<std::size_t>(padded.value.size(), 5), '\0');  // never inline
        const bool in_main = text.tag < kFirstExifTag || text.in_main_directory;
        (in_main ? main : exif).push_back(std::move(padded));
    }
    TiffWriter writer(little_endian);
    writer.directory(main, !exif.empty());
    if (!exif.empty()) {
        writer.directory(exif, false);
    }
    return writer.take();
}

Bytes jpeg_with(BytesView tiff) {
    const Bytes payload = Bytes(imaging::kExifPrefix).append(tiff);
    return imaging::test::with_segments(
        imaging::encode(imaging::test::scene(8, 8), imaging::Format::jpeg).value(),
        imaging::test::jpeg_segment(imaging::jpeg_marker::kApp1, payload)
    );
}

Bytes webp_with(BytesView tiff) {
    const Bytes plain = imaging::encode(imaging::test::scene(8, 8), imaging::Format::webp).value();
    const Bytes header("\x08\0\0\0\x07\0\0\x07\0\0", 10);
    std::vector<imaging::WebpChunk> chunks = imaging::webp_chunks(plain).value();
    chunks.insert(chunks.begin(), {"VP8X", header});
    chunks.push_back({"EXIF", tiff});
    return imaging::webp_file(chunks);
}

Bytes unicode_comment(std::string_view text) {
    return Bytes("UNICODE\0", 8) + imaging::to_utf16be(text);
}

}  // namespace likeness::recipes::test
