#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string_view>

namespace likeness::zip {

/// Writes a zip archive of files that are packed already (images): method 0, no zip64, sizes and
/// checksums in the local headers so that every reader takes it while it comes. The same files give
/// the same bytes: all have the earliest time that the format knows. Calls block.
class Writer {
public:
    /// `out` must outlive the writer.
    explicit Writer(std::ostream& out) : out_(out) {}

    /// `name` is a plain file name in ASCII, different from all others. Errors: payload_too_large
    /// (beyond 65,534 files or 4 GB), unavailable (cannot be written).
    Result<void> add(std::string_view name, BytesView data);
    /// To be called once, at the end.
    Result<void> finish();

private:
    Result<void> write(BytesView bytes);

    std::ostream& out_;
    std::uint64_t offset_ = 0;
    std::size_t count_ = 0;
    Bytes directory_;
};

}  // namespace likeness::zip
