#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

namespace likeness::app {

/// The files of an export, wherever they are. Blocks.
class ExportTree {
public:
    ExportTree() = default;
    ExportTree(const ExportTree&) = delete;
    ExportTree& operator=(const ExportTree&) = delete;
    virtual ~ExportTree() = default;

    /// The folder, or the zip archive of one. Errors are sentences for the operator.
    static Result<std::unique_ptr<ExportTree>> open(const std::filesystem::path& place);

    virtual bool has(const std::string& name) const = 0;
    /// A whole file. not_found; payload_too_large beyond `limit`.
    virtual Result<Bytes> read(const std::string& name, std::uint64_t limit) const = 0;
    /// Into a new file outside, whatever its size. not_found.
    virtual Result<void> copy(const std::string& name, const std::filesystem::path& into) const = 0;
};

/// "a/b.jpg" is one, "/a", "../a", "a//b" and "a\b" are none: such names lead nowhere but down.
bool is_plain_path(std::string_view name);

}  // namespace likeness::app
