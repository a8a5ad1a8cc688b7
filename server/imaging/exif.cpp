#include "imaging/exif.hpp"

#include "imaging/a1111_parameters.hpp"
#include "imaging/raw_bytes.hpp"
#include "imaging/unicode_text.hpp"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace likeness::imaging {

namespace {

// Exif 3.0, sections 4.6.4 and 4.6.5.
enum class Tag : std::uint16_t {
    image_description = 0x010E,
    orientation = 0x0112,
    software = 0x0131,
    exif_directory = 0x8769,
    exif_version = 0x9000,
    date_time_original = 0x9003,
    offset_time_original = 0x9011,
    user_comment = 0x9286,
    sub_second_original = 0x9291
};

enum class Type : std::uint16_t {
    ascii = 2,
    u16 = 3,
    u32 = 4,
    undefined = 7
};

constexpr std::uint32_t kHeaderSize = 8;
constexpr std::size_t kEntrySize = 12;
constexpr std::size_t kInlineSize = 4;
constexpr std::size_t kMaxDescription = 2000;
constexpr std::size_t kMaxSoftware = 200;
constexpr BytesView kUnicodePrefix("UNICODE\0", 8);

/// An image file directory. Tags are added in ascending order.
class Directory {
public:
    void add_text(Tag tag, std::string_view text) {
        add(tag, Type::ascii, Bytes(text) + '\0', text.size() + 1);
    }

    void add_bytes(Tag tag, Bytes bytes) {
        const std::size_t count = bytes.size();
        add(tag, Type::undefined, std::move(bytes), count);
    }

    void add_u16(Tag tag, std::uint32_t value) {
        Bytes bytes;
        append_be16(bytes, value);
        add(tag, Type::u16, std::move(bytes), 1);
    }

    void add_u32(Tag tag, std::uint32_t value) {
        Bytes bytes;
        append_be32(bytes, value);
        add(tag, Type::u32, std::move(bytes), 1);
    }

    /// The directory and the values behind it, for a place `offset` bytes into the block.
    Bytes written_at(std::uint32_t offset) const {
        Bytes table;
        Bytes values;
        const auto values_at =
            static_cast<std::uint32_t>(offset + 2 + entries_.size() * kEntrySize + 4);
        append_be16(table, static_cast<std::uint32_t>(entries_.size()));
        for (const Entry& entry : entries_) {
            append_be16(table, static_cast<std::uint32_t>(entry.tag));
            append_be16(table, static_cast<std::uint32_t>(entry.type));
            append_be32(table, entry.count);
            if (entry.value.size() <= kInlineSize) {
                table += entry.value;
                table.append(kInlineSize - entry.value.size(), '\0');
            } else {
                append_be32(table, values_at + static_cast<std::uint32_t>(values.size()));
                values += entry.value;
                values.append(values.size() % 2, '\0');
            }
        }
        append_be32(table, 0);  // no further directory
        return table + values;
    }

private:
    struct Entry {
        Tag tag;
        Type type;
        std::uint32_t count;
        Bytes value;
    };

    void add(Tag tag, Type type, Bytes value, std::size_t count) {
        entries_.push_back({tag, type, static_cast<std::uint32_t>(count), std::move(value)});
    }

    std::vector<Entry> entries_;
};

Bytes tiff_header() {
    Bytes out("MM\0*", 4);
    append_be32(out, kHeaderSize);
    return out;
}

/// A time in the two texts of Exif.
struct ExifTime {
    std::string seconds;       // 2026:11:21 10:46:00
    std::string milliseconds;  // 123
};

ExifTime exif_time(Timestamp time) {
    const std::string iso = to_iso(time);
    std::string seconds = iso.substr(0, 19);
    std::replace(seconds.begin(), seconds.end(), '-', ':');
    std::replace(seconds.begin(), seconds.end(), 'T', ' ');
    return {seconds, iso.substr(20, 3)};
}

Bytes assembled(const Recipe& recipe, int orientation, std::string_view comment) {
    Directory exif;
    const ExifTime time = exif_time(recipe.created_at);
    exif.add_bytes(Tag::exif_version, "0232");
    exif.add_text(Tag::date_time_original, time.seconds);
    exif.add_text(Tag::offset_time_original, "+00:00");
    exif.add_bytes(Tag::user_comment, Bytes(kUnicodePrefix) + to_utf16be(comment));
    exif.add_text(Tag::sub_second_original, time.milliseconds);

    const auto with_pointer = [&](std::uint32_t exif_offset) {
        Directory main;
        main.add_text(
            Tag::image_description, shorten_utf8(clean_text(recipe.prompt), kMaxDescription)
        );
        if (orientation != 1) {
            main.add_u16(Tag::orientation, static_cast<std::uint32_t>(orientation));
        }
        main.add_text(Tag::software, shorten_utf8(clean_text(recipe.software), kMaxSoftware));
        main.add_u32(Tag::exif_directory, exif_offset);
        return main.written_at(kHeaderSize);
    };
    // The pointer's value does not change the length of its directory.
    const auto exif_offset = static_cast<std::uint32_t>(kHeaderSize + with_pointer(0).size());
    return tiff_header() + with_pointer(exif_offset) + exif.written_at(exif_offset);
}

}  // namespace

Result<Bytes> exif_block(const Recipe& recipe, int orientation, std::size_t max_bytes) {
    const std::size_t without_comment = assembled(recipe, orientation, "").size();
    const std::size_t room = max_bytes - std::min(max_bytes, without_comment);
    LIKENESS_TRY(const std::string comment, a1111_parameters(recipe, room));
    return assembled(recipe, orientation, comment);
}

Bytes orientation_block(int orientation) {
    Directory main;
    main.add_u16(Tag::orientation, static_cast<std::uint32_t>(orientation));
    return tiff_header() + main.written_at(kHeaderSize);
}

}  // namespace likeness::imaging
