#pragma once

#include "net/message.hpp"
#include "net/open_file.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace likeness::net {

/// What conditional requests compare with (RFC 9110, section 8.8).
struct Validators {
    /// With its quotes, `W/` in front if weak; empty: none.
    std::string_view etag;
    std::optional<std::chrono::sys_seconds> last_modified = {};
};

/// Weighs If-Match, If-Unmodified-Since, If-None-Match and If-Modified-Since in the order of RFC
/// 9110, section 13.2.2: 200 to go on, 304, or 412.
int check_preconditions(const Request& request, const Validators& validators);

/// What to send of `size` bytes: 200 and all of them, 206 and one range, or 416 and nothing.
struct RangeChoice {
    int status = 200;
    ByteRange range;
};

/// Weighs Range and If-Range (RFC 9110, section 14). Only for GET; several ranges, malformed ones
/// and other units are answered with the whole.
RangeChoice choose_range(const Request& request, const Validators& validators, std::uint64_t size);

/// What to tell of a body besides its bytes.
struct Representation {
    std::string_view content_type;
    Validators validators;
    std::string_view cache_control = {};
    /// Sent with 200 and 206, and with 304 apart from those that describe the body
    /// (Content-Disposition and the like).
    std::span<const HeaderField> extra_headers = {};
};

// The answer to GET or HEAD for a body that is at hand: 200, 206, 304, 412 or 416, complete with
// its headers.
Response file_response(
    const Request& request,
    std::shared_ptr<const OpenFile> file,
    const Representation& representation
);
Response bytes_response(const Request& request, Bytes bytes, const Representation& representation);

/// The same for a body that is made while it is sent.
Response ranged_response(
    const Request& request,
    std::unique_ptr<RangedBody> body,
    const Representation& representation
);

}  // namespace likeness::net
