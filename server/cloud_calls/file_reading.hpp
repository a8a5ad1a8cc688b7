#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>

/// Files that go to a store, read on a pool's thread. Errors: not_found when there is no such file,
/// unavailable when it cannot be read.
namespace likeness::cloud_calls {

Result<std::uint64_t> size_of_file(const std::filesystem::path& file);

/// Hands a part of the file to `take`, a quarter of a megabyte at a time.
Result<void> read_pieces(
    const std::filesystem::path& file,
    std::uint64_t offset,
    std::uint64_t length,
    const std::function<void(BytesView)>& take
);

/// CRC-32C of a part; `seed` is that of what comes before it.
Result<std::uint32_t> crc32c_of_part(
    const std::filesystem::path& file,
    std::uint64_t offset,
    std::uint64_t length,
    std::uint32_t seed
);

/// SHA-256 of a part, in hex.
Result<std::string>
sha256_of_part(const std::filesystem::path& file, std::uint64_t offset, std::uint64_t length);

Result<Bytes> read_file(const std::filesystem::path& file, std::uint64_t size);

}  // namespace likeness::cloud_calls
