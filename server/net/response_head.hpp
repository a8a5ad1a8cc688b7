#pragma once

#include "net/response.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace likeness::net {

/// What the server itself says in the head of an answer.
struct HeadFacts {
    std::string_view date;
    std::string_view request_id;
    /// Absent for answers without a body of their own (204, 304) and for bodies of unknown length.
    std::optional<std::uint64_t> content_length = {};
    bool is_chunked = false;
    bool keep_alive = true;
    /// HTTP/1.0 clients must be told that the connection stays.
    bool is_http_1_0 = false;
};

/// Appends status line, the response's fields, the server's fields and the empty line.
void append_response_head(std::string& out, const Response& response, const HeadFacts& facts);

}  // namespace likeness::net
