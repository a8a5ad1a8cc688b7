#include "zip/layout.hpp"

#include "base/digest.hpp"
#include "zip/little_endian.hpp"

#include <algorithm>
#include <chrono>

namespace likeness::zip {

namespace {

using namespace std::chrono;

// APPNOTE 4.3.7, 4.3.12, 4.3.14, 4.3.15 and 4.3.16.
constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kCentralHeader = 0x02014b50;
constexpr std::uint32_t kZip64EndRecord = 0x06064b50;
constexpr std::uint32_t kZip64Locator = 0x07064b50;
constexpr std::uint32_t kEndRecord = 0x06054b50;
constexpr std::size_t kLocalHeaderBytes = 30;
constexpr std::size_t kCentralHeaderBytes = 46;
constexpr std::size_t kZip64EndRecordBytes = 56;
constexpr std::size_t kZip64LocatorBytes = 20;
constexpr std::size_t kEndRecordBytes = 22;

constexpr std::uint32_t kVersion = 20;
constexpr std::uint32_t kZip64Version = 45;
constexpr std::uint32_t kMadeByUnix = 3U << 8U;
constexpr std::uint32_t kUtf8Names = 1U << 11U;
constexpr std::uint32_t kFileMode = 0100644U << 16U;
constexpr std::uint64_t kInZip64 = 0xFFFF'FFFF;
constexpr std::size_t kManyFiles = 0xFFFF;

constexpr std::uint32_t kUnixTime = 0x5455;  // the extra field "UT": seconds of UTC
constexpr std::size_t kUnixTimeBytes = 9;
constexpr std::uint32_t kZip64Extra = 0x0001;
constexpr std::size_t kZip64ExtraBytes = 12;
constexpr std::uint32_t kPadding = 0xD935;  // the extra field that zipalign fills room with

/// A zip file's own clock counts seconds in twos from 1980 on and knows no zone: UTC here.
std::uint32_t dos_time(Timestamp time) {
    const sys_days day = floor<days>(time);
    const year_month_day date(day);
    if (date.year() < year{1980} || date.year() > year{2107}) {
        return 1U << 21U | 1U << 16U;  // 1 January 1980
    }
    const hh_mm_ss clock(floor<seconds>(time - day));
    const auto years = static_cast<std::uint32_t>(static_cast<int>(date.year()) - 1980);
    return years << 25U | static_cast<unsigned>(date.month()) << 21U |
           static_cast<unsigned>(date.day()) << 16U |
           static_cast<std::uint32_t>(clock.hours().count()) << 11U |
           static_cast<std::uint32_t>(clock.minutes().count()) << 5U |
           static_cast<std::uint32_t>(clock.seconds().count()) / 2;
}

void append_unix_time(Bytes& out, Timestamp time) {
    append_le16(out, kUnixTime);
    append_le16(out, kUnixTimeBytes - 4);
    out += '\x01';  // the time of the last change, and no other
    const auto count = floor<seconds>(time).time_since_epoch().count();
    append_le32(out, static_cast<std::uint32_t>(std::clamp<std::int64_t>(count, 0, 0x7FFF'FFFF)));
}

/// What local and central headers share, from "version needed" to the length of the name.
void append_common(Bytes& out, const OutsideFile& file, std::uint32_t version) {
    append_le16(out, version);
    append_le16(out, kUtf8Names);
    append_le16(out, 0);  // stored
    append_le32(out, dos_time(file.modified_at));
    append_le32(out, file.crc32);
    append_le32(out, static_cast<std::uint32_t>(file.bytes));
    append_le32(out, static_cast<std::uint32_t>(file.bytes));
    append_le16(out, static_cast<std::uint32_t>(file.name.size()));
}

Bytes local_header(const OutsideFile& file) {
    Bytes out;
    append_le32(out, kLocalHeader);
    append_common(out, file, kVersion);
    append_le16(out, kUnixTimeBytes);
    out += file.name;
    append_unix_time(out, file.modified_at);
    return out;
}

std::size_t local_header_bytes(const OutsideFile& file) {
    return kLocalHeaderBytes + file.name.size() + kUnixTimeBytes;
}

std::size_t central_header_bytes(std::size_t name_bytes, std::uint64_t offset) {
    return kCentralHeaderBytes + name_bytes + kUnixTimeBytes +
           (offset >= kInZip64 ? kZip64ExtraBytes : 0);
}

/// `padding` more bytes, none or at least four, in an extra field without a meaning.
void append_central_header(
    Bytes& out,
    const OutsideFile& file,
    std::uint64_t offset,
    std::size_t padding = 0
) {
    const bool is_far = offset >= kInZip64;
    const std::uint32_t version = is_far ? kZip64Version : kVersion;
    append_le32(out, kCentralHeader);
    append_le16(out, kMadeByUnix | version);
    append_common(out, file, version);
    append_le16(
        out, static_cast<std::uint32_t>(kUnixTimeBytes + (is_far ? kZip64ExtraBytes : 0) + padding)
    );
    append_le16(out, 0);  // comment
    append_le16(out, 0);  // disk
    append_le16(out, 0);  // internal attributes
    append_le32(out, kFileMode);
    append_le32(out, static_cast<std::uint32_t>(std::min(offset, kInZip64)));
    out += file.name;
    append_unix_time(out, file.modified_at);
    if (is_far) {
        append_le16(out, kZip64Extra);
        append_le16(out, kZip64ExtraBytes - 4);
        append_le64(out, offset);
    }
    if (padding > 0) {
        append_le16(out, kPadding);
        append_le16(out, static_cast<std::uint32_t>(padding - 4));
        out.append(padding - 4, '\0');
    }
}

}  // namespace

Layout::Layout(std::vector<OutsideFile> files, std::string notes_name)
    : files_(std::move(files)),
      notes_name_(std::move(notes_name)) {
    std::uint64_t offset = 0;
    std::uint64_t directory = 0;
    offsets_.reserve(files_.size());
    for (const OutsideFile& file : files_) {
        offsets_.push_back(offset);
        directory += central_header_bytes(file.name.size(), offset);
        offset += local_header_bytes(file) + file.bytes;
    }
    tail_offset_ = offset;
    tail_bytes_ = room_for_notes() + directory + kEndRecordBytes;
    if (needs_zip64()) {
        tail_bytes_ += kZip64EndRecordBytes + kZip64LocatorBytes;
    }
}

/// Decided with the notes in it, whether they will be there or not.
bool Layout::needs_zip64() const {
    return files_.size() + 1 >= kManyFiles || tail_offset_ + tail_bytes_ >= kInZip64;
}

std::size_t Layout::room_for_notes() const {
    return kLocalHeaderBytes + notes_name_.size() + kUnixTimeBytes + kNotesBytes +
           central_header_bytes(notes_name_.size(), tail_offset_);
}

Bytes Layout::header(std::size_t index) const {
    return local_header(files_[index]);
}

std::uint64_t Layout::data_offset(std::size_t index) const {
    return offsets_[index] + local_header_bytes(files_[index]);
}

std::size_t Layout::index_at(std::uint64_t offset) const {
    if (offset >= tail_offset_) {
        return files_.size();
    }
    const auto after = std::upper_bound(offsets_.begin(), offsets_.end(), offset);
    return static_cast<std::size_t>(after - offsets_.begin()) - 1;
}

Bytes Layout::tail(std::string_view notes) const {
    Bytes out;
    out.reserve(tail_bytes_);
    OutsideFile last{notes_name_, 0, kNotesBytes, {}};
    if (!notes.empty()) {
        Bytes text(notes.substr(0, kNotesBytes));
        text.resize(kNotesBytes, '\n');
        last.crc32 = crc32(text);
        // Of no time of its own: the same problems give the same bytes.
        last.modified_at = files_.empty() ? Timestamp{} : files_.front().modified_at;
        out += local_header(last);
        out += text;
    }
    const std::uint64_t directory = tail_offset_ + out.size();
    for (std::size_t i = 0; i < files_.size(); ++i) {
        const bool is_padded = notes.empty() && i + 1 == files_.size();
        append_central_header(out, files_[i], offsets_[i], is_padded ? room_for_notes() : 0);
    }
    if (!notes.empty()) {
        append_central_header(out, last, tail_offset_);
    }
    append_end(out, files_.size() + (notes.empty() ? 0 : 1), directory, tail_offset_ + out.size());
    return out;
}

void Layout::append_end(Bytes& out, std::size_t count, std::uint64_t directory, std::uint64_t end)
    const {
    const bool is_large = needs_zip64();
    if (is_large) {
        append_le32(out, kZip64EndRecord);
        append_le64(out, kZip64EndRecordBytes - 12);
        append_le16(out, kMadeByUnix | kZip64Version);
        append_le16(out, kZip64Version);
        append_le32(out, 0);  // this disk
        append_le32(out, 0);  // the directory's
        append_le64(out, count);
        append_le64(out, count);
        append_le64(out, end - directory);
        append_le64(out, directory);
        append_le32(out, kZip64Locator);
        append_le32(out, 0);  // the record's disk
        append_le64(out, end);
        append_le32(out, 1);  // disks
    }
    const auto files = static_cast<std::uint32_t>(is_large ? kManyFiles : count);
    append_le32(out, kEndRecord);
    append_le32(out, 0);  // the only disk
    append_le16(out, files);
    append_le16(out, files);
    append_le32(out, static_cast<std::uint32_t>(is_large ? kInZip64 : end - directory));
    append_le32(out, static_cast<std::uint32_t>(is_large ? kInZip64 : directory));
    append_le16(out, 0);  // comment
}

}  // namespace likeness::zip
