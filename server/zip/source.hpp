#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace likeness::zip {

/// Where an archive's bytes are. May block.
class Source {
public:
    Source() = default;
    Source(const Source&) = delete;
    Source& operator=(const Source&) = delete;
    virtual ~Source() = default;

    virtual std::uint64_t size() const = 0;
    /// Exactly `count` bytes; the caller stays within size(). unavailable when they cannot be read.
    virtual Result<Bytes> read(std::uint64_t offset, std::size_t count) const = 0;
};

/// A file on local disk, which must not change; unavailable when it cannot be opened.
Result<std::unique_ptr<const Source>> open_file(const std::filesystem::path& file);

/// Bytes in memory, which must outlive the source.
std::unique_ptr<const Source> view_bytes(BytesView bytes);

}  // namespace likeness::zip
