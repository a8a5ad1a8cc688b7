#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <filesystem>

namespace likeness::folder_store {

/// Blocking file operations that survive a crash. Errors: not_found; unavailable when an operator
/// can mend it (full disk, missing right, read-only folder, too many open files), with the reason
/// in `detail`; internal for the rest.

/// Writes `data` under a temporary name in `scratch` (of the same file system), syncs it, renames
/// it to `target` and syncs the folders that changed.
Result<void> write_durably(
    const std::filesystem::path& scratch,
    const std::filesystem::path& target,
    BytesView data
);

/// Syncs `source` and moves it to `target`; copies through `scratch` when it is on another file
/// system.
Result<void> move_durably(
    const std::filesystem::path& scratch,
    const std::filesystem::path& target,
    const std::filesystem::path& source
);

/// The whole file; payload_too_large beyond `limit`.
Result<Bytes> read_whole(const std::filesystem::path& file, std::uint64_t limit);

/// Removes the file, and folders that are empty after it up to `root`.
Result<void>
remove_with_empty_folders(const std::filesystem::path& root, const std::filesystem::path& file);

/// The error of a failed system call.
Error error_from_errno(int number, const std::filesystem::path& path, const char* doing);

}  // namespace likeness::folder_store
