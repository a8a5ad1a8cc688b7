#include "imaging/file_texts.hpp"

#include "imaging/format.hpp"
#include "imaging/jpeg_segments.hpp"
#include "imaging/png_texts.hpp"
#include "imaging/unicode_text.hpp"
#include "imaging/webp_chunks.hpp"

#include <utility>

namespace likeness::imaging {

namespace {

constexpr std::size_t kMaxTextsTried = 64;
constexpr std::size_t kMaxTotal = 4 * kMaxFileText;

/// Texts up to the limits. Those that are refused count too: each may have cost an inflation.
class TextList {
public:
    bool is_full() const { return tried_ >= kMaxTextsTried; }

    void add(std::optional<FileText> text) {
        ++tried_;
        if (text && !text->text.empty() && text->text.size() <= room_) {
            room_ -= text->text.size();
            texts_.push_back(std::move(*text));
        }
    }

    /// Only the first block of a file counts, as for other readers.
    void add_exif(BytesView tiff) {
        if (std::exchange(has_exif_, true)) {
            return;
        }
        // Some WebP writers keep the prefix that only JPEG has.
        if (tiff.starts_with(kExifPrefix)) {
            tiff.remove_prefix(kExifPrefix.size());
        }
        for (FileText& text : exif_texts(tiff)) {
            add(std::move(text));
        }
    }

    std::vector<FileText> take() && { return std::move(texts_); }

private:
    std::vector<FileText> texts_;
    std::size_t room_ = kMaxTotal;
    std::size_t tried_ = 0;
    bool has_exif_ = false;
};

void read_png(BytesView file, TextList& list) {
    const auto chunks = png_chunks(file);
    if (!chunks) {
        return;
    }
    for (const PngChunk& chunk : *chunks) {
        if (list.is_full()) {
            return;
        }
        if (chunk.type == "eXIf") {
            list.add_exif(chunk.payload);
        } else if (is_png_text(chunk)) {
            list.add(png_text(chunk));
        }
    }
}

void read_jpeg(BytesView file, TextList& list) {
    const auto segments = jpeg_segments(file);
    if (!segments) {
        return;
    }
    for (const JpegSegment& segment : *segments) {
        if (list.is_full()) {
            return;
        }
        if (const auto exif = exif_block_in(segment)) {
            list.add_exif(*exif);
        } else if (segment.marker == jpeg_marker::kComment) {
            list.add(FileText{std::string(kJpegCommentName), from_utf8_or_latin1(segment.payload)});
        }
    }
}

void read_webp(BytesView file, TextList& list) {
    const auto chunks = webp_chunks(file);
    if (!chunks) {
        return;
    }
    for (const WebpChunk& chunk : *chunks) {
        if (chunk.type == "EXIF") {
            list.add_exif(chunk.payload);
        }
    }
}

}  // namespace

std::vector<FileText> file_texts(BytesView file) {
    TextList list;
    const auto format = detect_format(file);
    if (format == Format::png) {
        read_png(file, list);
    } else if (format == Format::jpeg) {
        read_jpeg(file, list);
    } else if (format == Format::webp) {
        read_webp(file, list);
    }
    return std::move(list).take();
}

}  // namespace likeness::imaging
