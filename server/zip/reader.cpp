#include "zip/reader.hpp"

#include "base/digest.hpp"
#include "zip/little_endian.hpp"

#include <libdeflate.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <utility>

namespace likeness::zip {

namespace {

// APPNOTE 4.3.7, 4.3.12 and 4.3.16.
constexpr std::uint32_t kLocalHeader = 0x04034b50;
constexpr std::uint32_t kCentralHeader = 0x02014b50;
constexpr std::uint32_t kEndRecord = 0x06054b50;
constexpr std::size_t kLocalHeaderBytes = 30;
constexpr std::size_t kCentralHeaderBytes = 46;
constexpr std::size_t kEndRecordBytes = 22;
constexpr std::size_t kMaxCommentBytes = 65'535;
constexpr std::uint16_t kEncryptedFlag = 1;
constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint32_t kInZip64 = 0xFFFF'FFFF;
/// A name and the rest of a central header that an honest program writes.
constexpr std::size_t kUsualHeaderBytes = 1'024;

Error refused(std::string message) {
    return {ErrorCode::unprocessable, std::move(message)};
}

Error damaged(std::string detail) {
    return {ErrorCode::unprocessable, "The zip archive is damaged.", std::move(detail)};
}

struct Directory {
    std::uint64_t offset = 0;
    std::size_t bytes = 0;
    std::size_t entries = 0;
};

/// The end record in the last bytes of the file: the last one whose comment ends where the file
/// does.
std::optional<std::size_t> find_end_record(BytesView tail) {
    for (std::size_t at = tail.size() - kEndRecordBytes + 1; at-- > 0;) {
        if (le32_at(tail, at) == kEndRecord &&
            at + kEndRecordBytes + le16_at(tail, at + 20) == tail.size()) {
            return at;
        }
    }
    return std::nullopt;
}

Result<Directory> read_end_record(BytesView tail, std::uint64_t file_bytes) {
    const std::optional<std::size_t> at = find_end_record(tail);
    if (!at) {
        return refused("The file is no zip archive, or only a part of one.");
    }
    const std::size_t entries = le16_at(tail, *at + 10);
    const std::uint32_t bytes = le32_at(tail, *at + 12);
    const std::uint32_t offset = le32_at(tail, *at + 16);
    if (le16_at(tail, *at + 4) != 0 || le16_at(tail, *at + 6) != 0 ||
        le16_at(tail, *at + 8) != entries) {
        return refused("Zip archives in several parts are not read here.");
    }
    if (entries == 0xFFFF || bytes == kInZip64 || offset == kInZip64) {
        return refused("Zip archives of the large kind (zip64) are not read here.");
    }
    const std::uint64_t end_offset = file_bytes - tail.size() + *at;
    if (std::uint64_t{offset} + bytes > end_offset) {
        return damaged("the central directory reaches beyond its end");
    }
    return Directory{offset, bytes, entries};
}

Result<Directory> find_directory(const Source& source, const Limits& limits) {
    if (source.size() < kEndRecordBytes) {
        return refused("The file is no zip archive, or only a part of one.");
    }
    const std::size_t tail_bytes = static_cast<std::size_t>(
        std::min<std::uint64_t>(source.size(), kEndRecordBytes + kMaxCommentBytes)
    );
    LIKENESS_TRY(const Bytes tail, source.read(source.size() - tail_bytes, tail_bytes));
    LIKENESS_TRY(const Directory directory, read_end_record(tail, source.size()));
    if (directory.entries > limits.max_entries ||
        directory.bytes > limits.max_entries * kUsualHeaderBytes) {
        return Error{
            ErrorCode::payload_too_large,
            "The zip archive has more than " + std::to_string(limits.max_entries) + " files."};
    }
    return directory;
}

/// MS-DOS: years since 1980, and two seconds a step.
std::optional<Timestamp> time_from(std::uint32_t date, std::uint32_t time) {
    const std::chrono::year_month_day day{
        std::chrono::year{static_cast<int>(1980U + (date >> 9U))},
        std::chrono::month{(date >> 5U) & 0xFU},
        std::chrono::day{date & 0x1FU}};
    const std::chrono::hours hours{time >> 11U};
    const std::chrono::minutes minutes{(time >> 5U) & 0x3FU};
    const std::chrono::seconds seconds{(time & 0x1FU) * 2};
    if (!day.ok() || hours.count() > 23 || minutes.count() > 59 || seconds.count() > 59) {
        return std::nullopt;
    }
    return std::chrono::sys_days{day} + hours + minutes + seconds;
}

Result<std::vector<Entry>> read_entries(BytesView directory, std::size_t count) {
    std::vector<Entry> entries;
    std::size_t at = 0;
    while (entries.size() < count) {
        if (directory.size() - at < kCentralHeaderBytes ||
            le32_at(directory, at) != kCentralHeader) {
            return damaged("an entry of the central directory is missing");
        }
        const std::size_t name_bytes = le16_at(directory, at + 28);
        const std::size_t rest =
            name_bytes + le16_at(directory, at + 30) + std::size_t{le16_at(directory, at + 32)};
        if (directory.size() - at - kCentralHeaderBytes < rest) {
            return damaged("an entry of the central directory is cut");
        }
        Entry entry;
        entry.flags = le16_at(directory, at + 8);
        entry.method = le16_at(directory, at + 10);
        entry.modified_at = time_from(le16_at(directory, at + 14), le16_at(directory, at + 12));
        entry.crc32 = le32_at(directory, at + 16);
        entry.packed_bytes = le32_at(directory, at + 20);
        entry.bytes = le32_at(directory, at + 24);
        entry.offset = le32_at(directory, at + 42);
        entry.name = directory.substr(at + kCentralHeaderBytes, name_bytes);
        entries.push_back(std::move(entry));
        at += kCentralHeaderBytes + rest;
    }
    return entries;
}

Result<void> check_kind(const Entry& entry) {
    if ((entry.flags & kEncryptedFlag) != 0) {
        return refused("The zip archive is encrypted. Make one without a password.");
    }
    if (entry.method != kStored && entry.method != kDeflated) {
        return refused(
            "The zip archive is packed by a method that is not read here (" +
            std::to_string(entry.method) + "). Use the ordinary one, deflate."
        );
    }
    if (entry.packed_bytes == kInZip64 || entry.bytes == kInZip64 || entry.offset == kInZip64) {
        return refused("Zip archives of the large kind (zip64) are not read here.");
    }
    if (entry.method == kStored && entry.packed_bytes != entry.bytes) {
        return damaged("a stored file has two sizes");
    }
    return {};
}

Result<void> check_sizes(const std::vector<Entry>& entries, const Limits& limits) {
    std::uint64_t total = 0;
    for (const Entry& entry : entries) {
        LIKENESS_CHECK(check_kind(entry));
        total += entry.bytes;
        if (entry.bytes > limits.max_entry_bytes || total > limits.max_total_bytes) {
            return Error{
                ErrorCode::payload_too_large,
                "The zip archive holds more than this server takes: at most " +
                    std::to_string(limits.max_entry_bytes >> 20U) + " MB a file and " +
                    std::to_string(limits.max_total_bytes >> 20U) + " MB in all, unpacked."};
        }
    }
    return {};
}

/// Every file has bytes of its own, before the central directory.
Result<void> check_places(const std::vector<Entry>& entries, std::uint64_t directory_offset) {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> places;
    places.reserve(entries.size());
    for (const Entry& entry : entries) {
        places.emplace_back(entry.offset, entry.offset + kLocalHeaderBytes + entry.packed_bytes);
    }
    std::sort(places.begin(), places.end());
    std::uint64_t free_from = 0;
    for (const auto& [begin, end] : places) {
        if (begin < free_from || end > directory_offset) {
            return damaged("files of the archive overlap");
        }
        free_from = end;
    }
    return {};
}

struct FreeDecompressor {
    void operator()(libdeflate_decompressor* decompressor) const {
        libdeflate_free_decompressor(decompressor);
    }
};

/// Never writes more than `bytes`.
Result<Bytes> inflate(BytesView packed, std::size_t bytes) {
    const std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor(
        libdeflate_alloc_decompressor()
    );
    Bytes unpacked(bytes, '\0');
    const libdeflate_result outcome = libdeflate_deflate_decompress(
        decompressor.get(), packed.data(), packed.size(), unpacked.data(), unpacked.size(), nullptr
    );
    if (outcome != LIBDEFLATE_SUCCESS) {
        return damaged("a file cannot be unpacked to its size");
    }
    return unpacked;
}

}  // namespace

std::string Entry::base_name() const {
    return name.substr(name.find_last_of("/\\") + 1);  // npos + 1 is 0
}

Result<Reader> Reader::open(const Source& source, const Limits& limits) {
    LIKENESS_TRY(const Directory directory, find_directory(source, limits));
    LIKENESS_TRY(const Bytes bytes, source.read(directory.offset, directory.bytes));
    LIKENESS_TRY(std::vector<Entry> entries, read_entries(bytes, directory.entries));
    LIKENESS_CHECK(check_sizes(entries, limits));
    LIKENESS_CHECK(check_places(entries, directory.offset));
    return Reader(source, std::move(entries), directory.offset);
}

Result<Bytes> Reader::read_packed(const Entry& entry) const {
    LIKENESS_TRY(const Bytes header, source_->read(entry.offset, kLocalHeaderBytes));
    if (le32_at(header, 0) != kLocalHeader || le16_at(header, 8) != entry.method) {
        return damaged("a local header is not the one that the directory tells of");
    }
    const std::uint64_t begin =
        entry.offset + kLocalHeaderBytes + le16_at(header, 26) + std::uint64_t{le16_at(header, 28)};
    if (begin + entry.packed_bytes > directory_offset_) {
        return damaged("a file reaches into the central directory");
    }
    return source_->read(begin, static_cast<std::size_t>(entry.packed_bytes));
}

Result<Bytes> Reader::read(const Entry& entry) const {
    LIKENESS_TRY(Bytes bytes, read_packed(entry));
    if (entry.method == kDeflated) {
        LIKENESS_TRY(bytes, inflate(bytes, static_cast<std::size_t>(entry.bytes)));
    }
    if (crc32(bytes) != entry.crc32) {
        return damaged("a checksum is wrong");
    }
    return bytes;
}

}  // namespace likeness::zip
