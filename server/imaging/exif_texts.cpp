#include "imaging/exif_texts.hpp"

#include "imaging/tiff_reader.hpp"
#include "imaging/unicode_text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace likeness::imaging {

namespace {

// TIFF 6.0, section 2.
constexpr std::size_t kEntrySize = 12;
constexpr std::size_t kInlineSize = 4;
constexpr std::uint16_t kByteType = 1;
constexpr std::uint16_t kAsciiType = 2;
constexpr std::uint16_t kUndefinedType = 7;
// Exif 3.0, section 4.6.3.
constexpr std::uint16_t kExifDirectoryTag = 0x8769;

struct TextTag {
    std::uint16_t tag;
    std::string_view name;
};

// Exif 3.0, sections 4.6.4 and 4.6.5.
constexpr std::array kTextTags{
    TextTag{0x010E, exif_name::kImageDescription},
    TextTag{0x010F, exif_name::kMake},
    TextTag{0x0110, exif_name::kModel},
    TextTag{0x0131, exif_name::kSoftware},
    TextTag{0x0132, exif_name::kDateTime},
    TextTag{0x9003, exif_name::kDateTimeOriginal},
    TextTag{0x9011, exif_name::kOffsetTimeOriginal},
    TextTag{0x927C, exif_name::kMakerNote},
    TextTag{0x9286, exif_name::kUserComment}};

constexpr BytesView kAsciiPrefix("ASCII\0\0\0", 8);
constexpr BytesView kUnicodePrefix("UNICODE\0", 8);
constexpr BytesView kJisPrefix("JIS\0\0\0\0\0", 8);
constexpr BytesView kUndefinedPrefix("\0\0\0\0\0\0\0\0", 8);
constexpr char kEscape = '\x1B';

BytesView without_trailing_nulls(BytesView bytes) {
    const std::size_t last = bytes.find_last_not_of('\0');
    return last == BytesView::npos ? BytesView{} : bytes.substr(0, last + 1);
}

/// The byte order of UTF-16 without a mark: most texts have Latin letters, whose high byte is null.
/// The block's own order decides a draw; writers do not always keep to it.
bool is_little_endian(BytesView utf16, bool block_is_little) {
    std::size_t high_first = 0;
    std::size_t low_first = 0;
    for (std::size_t at = 0; at + 1 < utf16.size(); at += 2) {
        high_first += utf16[at] == '\0' ? 1U : 0U;
        low_first += utf16[at + 1] == '\0' ? 1U : 0U;
    }
    return high_first == low_first ? block_is_little : low_first > high_first;
}

std::string unicode_comment(BytesView utf16, bool block_is_little) {
    if (utf16.starts_with("\xFF\xFE")) {
        return from_utf16(utf16.substr(2), true);
    }
    if (utf16.starts_with("\xFE\xFF")) {
        return from_utf16(utf16.substr(2), false);
    }
    return from_utf16(utf16, is_little_endian(utf16, block_is_little));
}

std::string user_comment(BytesView value, bool block_is_little) {
    if (value.starts_with(kUnicodePrefix)) {
        return unicode_comment(value.substr(kUnicodePrefix.size()), block_is_little);
    }
    if (value.starts_with(kJisPrefix)) {
        const BytesView text = without_trailing_nulls(value.substr(kJisPrefix.size()));
        return text.find(kEscape) == BytesView::npos ? std::string(text) : std::string();
    }
    if (value.starts_with(kAsciiPrefix) || value.starts_with(kUndefinedPrefix)) {
        value.remove_prefix(kAsciiPrefix.size());
    }
    return from_utf8_or_latin1(without_trailing_nulls(value));
}

class TextCollector {
public:
    explicit TextCollector(BytesView tiff) : reader_(tiff) {}

    void read_main_directory() {
        const std::size_t main = reader_.u32(4);
        read_directory(main);
        if (exif_directory_ != 0 && exif_directory_ != main) {
            read_directory(exif_directory_);
        }
    }

    std::vector<FileText> take() && { return std::move(texts_); }

private:
    void read_directory(std::size_t directory) {
        const std::size_t count = reader_.u16(directory);
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t entry = directory + 2 + i * kEntrySize;
            if (reader_.bytes(entry, kEntrySize).empty()) {
                return;
            }
            read_entry(entry);
        }
    }

    void read_entry(std::size_t entry) {
        const std::uint16_t tag = reader_.u16(entry);
        if (tag == kExifDirectoryTag && exif_directory_ == 0) {
            exif_directory_ = reader_.u32(entry + 8);
        }
        const auto* const known =
            std::find_if(kTextTags.begin(), kTextTags.end(), [tag](const TextTag& candidate) {
                return candidate.tag == tag;
            });
        if (known != kTextTags.end() && !has(known->name)) {
            add(known->name, value_of(entry));
        }
    }

    /// The bytes of a text; nothing for other types and what lies outside.
    BytesView value_of(std::size_t entry) const {
        const std::uint16_t type = reader_.u16(entry + 2);
        const std::size_t count = reader_.u32(entry + 4);
        const bool is_text = type == kByteType || type == kAsciiType || type == kUndefinedType;
        if (!is_text || count > kMaxFileText) {
            return {};
        }
        return reader_.bytes(count <= kInlineSize ? entry + 8 : reader_.u32(entry + 8), count);
    }

    void add(std::string_view name, BytesView value) {
        const bool little = reader_.is_little_endian();
        std::string text = name == exif_name::kUserComment
                               ? user_comment(value, little)
                               : from_utf8_or_latin1(without_trailing_nulls(value));
        if (!text.empty()) {
            texts_.push_back({std::string(name), std::move(text)});
        }
    }

    bool has(std::string_view name) const {
        return std::any_of(texts_.begin(), texts_.end(), [name](const FileText& text) {
            return text.name == name;
        });
    }

    TiffReader reader_;
    std::size_t exif_directory_ = 0;
    std::vector<FileText> texts_;
};

}  // namespace

std::vector<FileText> exif_texts(BytesView tiff) {
    if (!is_tiff(tiff)) {
        return {};
    }
    TextCollector collector(tiff);
    collector.read_main_directory();
    return std::move(collector).take();
}

}  // namespace likeness::imaging
