#pragma once

#include "net/response.hpp"

#include <unistd.h>

#include <stdexcept>
#include <string>

namespace likeness::test {

/// The bytes that an answer would send, wherever they lie; throws for a stream, which only a writer
/// can tell.
inline std::string body_of(const net::Response& response) {
    if (const auto* bytes = std::get_if<Bytes>(&response.body)) {
        return *bytes;
    }
    if (const auto* fixed = std::get_if<net::StaticBody>(&response.body)) {
        return std::string(fixed->bytes);
    }
    const auto* part = std::get_if<net::FileBody>(&response.body);
    if (part == nullptr) {
        throw std::runtime_error("the body is a stream");
    }
    std::string bytes(part->length, '\0');
    const ssize_t count = ::pread(
        part->file->descriptor(), bytes.data(), bytes.size(), static_cast<off_t>(part->offset)
    );
    if (count != static_cast<ssize_t>(bytes.size())) {
        throw std::runtime_error("the file is shorter than it was");
    }
    return bytes;
}

}  // namespace likeness::test
