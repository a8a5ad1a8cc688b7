#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace likeness::net {

/// A regular file open for reading. Owns its descriptor. Several answers may share one object:
/// nothing moves its position.
class OpenFile {
public:
    /// Opens a regular file; the last part of the path must not be a symbolic link.
    /// ErrorCode::not_found if there is no such file or it is of another kind, unavailable when the
    /// system is out of descriptors, internal otherwise. Blocks as long as the file system does.
    static Result<std::shared_ptr<const OpenFile>> open(const std::string& path);

    OpenFile(int descriptor, std::uint64_t size) : descriptor_(descriptor), size_(size) {}

    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;
    ~OpenFile();

    int descriptor() const { return descriptor_; }

    /// In bytes, when it was opened.
    std::uint64_t size() const { return size_; }

private:
    int descriptor_;
    std::uint64_t size_;
};

}  // namespace likeness::net
