#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace likeness::zip {

/// A file of an archive whose bytes are elsewhere.
struct OutsideFile {
    std::string name;  // UTF-8, at most 255 bytes, different from all others
    std::uint32_t crc32 = 0;
    std::uint64_t bytes = 0;  // below 4 GB
    Timestamp modified_at;
};

/// Where everything lies in a store-only archive (APPNOTE 6.3.10, zip64 where it is needed) of
/// files whose sizes and checksums are known: its size and each of its bytes but those of the files
/// themselves are known before any of them is read, so it can be sent with its length and taken up
/// again anywhere. The same files give the same bytes.
///
///   header, file, header, file, ..., tail
///
/// The tail holds the directory and, when there is something to say, a last file of notes. The room
/// for them is there in any case, because their text is known only at the end: without notes it is
/// an extra field that readers pass over.
class Layout {
public:
    static constexpr std::size_t kMaxFiles = 100'000;
    /// The most bytes that notes() may say.
    static constexpr std::size_t kNotesBytes = 16'384;

    /// At most kMaxFiles.
    explicit Layout(std::vector<OutsideFile> files, std::string notes_name = "problems.txt");

    const std::vector<OutsideFile>& files() const { return files_; }

    /// Of the whole archive.
    std::uint64_t size() const { return tail_offset_ + tail_bytes_; }

    /// What precedes a file's own bytes.
    Bytes header(std::size_t index) const;

    std::uint64_t header_offset(std::size_t index) const { return offsets_[index]; }

    std::uint64_t data_offset(std::size_t index) const;

    /// The file that the byte at `offset` belongs to, header included; files().size() for the tail.
    std::size_t index_at(std::uint64_t offset) const;

    std::uint64_t tail_offset() const { return tail_offset_; }

    /// Always of the same length. `notes` is cut to kNotesBytes; an archive without files needs
    /// some.
    Bytes tail(std::string_view notes) const;

private:
    bool needs_zip64() const;
    std::size_t room_for_notes() const;
    void append_end(Bytes& out, std::size_t count, std::uint64_t directory, std::uint64_t end)
        const;

    std::vector<OutsideFile> files_;
    std::string notes_name_;
    std::vector<std::uint64_t> offsets_;  // of headers
    std::uint64_t tail_offset_ = 0;
    std::uint64_t tail_bytes_ = 0;
};

}  // namespace likeness::zip
