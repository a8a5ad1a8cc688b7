#pragma once

#include "base/time.hpp"
#include "zip/source.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace likeness::zip {

/// What an archive may claim to be before we spend memory and time on it.
struct Limits {
    std::size_t max_entries = 1'000;
    std::uint64_t max_entry_bytes = std::uint64_t{32} << 20U;    // of one file, unpacked
    std::uint64_t max_total_bytes = std::uint64_t{1024} << 20U;  // of all files, unpacked
};

/// A file in an archive, as the central directory tells it.
struct Entry {
    std::string name;  // as written by whoever made the archive: never a path of ours
    std::uint16_t flags = 0;
    std::uint16_t method = 0;
    std::uint32_t crc32 = 0;
    std::uint64_t packed_bytes = 0;
    std::uint64_t bytes = 0;
    std::uint64_t offset = 0;  // of its local header
    /// To two seconds, in the time of day of whoever made the archive, which is not told: taken for
    /// UTC. Nothing when there is none.
    std::optional<Timestamp> modified_at = {};

    bool is_folder() const { return name.ends_with('/'); }

    /// What is behind the last slash or backslash.
    std::string base_name() const;
};

/// Reads zip archives (APPNOTE 6.3.10) that nobody vouches for: stored and deflated files, no
/// zip64, no parts, no encryption. Sizes are those of the central directory, are checked against
/// the limits before anything is unpacked, and are never exceeded while it is; files that share
/// bytes, as those of zip bombs do, are refused. Thread-safe after open(); calls block.
class Reader {
public:
    /// `source` must outlive the reader. Errors: unprocessable (no zip archive, damaged, or of a
    /// kind we do not read: the message says which), payload_too_large (over a limit), unavailable
    /// (of the source).
    static Result<Reader> open(const Source& source, const Limits& limits = {});

    /// In the order of the central directory, folders included.
    const std::vector<Entry>& entries() const { return entries_; }

    /// The whole file, unpacked, its checksum verified. Errors: unprocessable, unavailable.
    Result<Bytes> read(const Entry& entry) const;

private:
    Reader(const Source& source, std::vector<Entry> entries, std::uint64_t directory_offset)
        : source_(&source),
          entries_(std::move(entries)),
          directory_offset_(directory_offset) {}

    Result<Bytes> read_packed(const Entry& entry) const;

    const Source* source_;
    std::vector<Entry> entries_;
    std::uint64_t directory_offset_;
};

}  // namespace likeness::zip
