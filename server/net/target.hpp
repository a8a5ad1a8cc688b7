#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace likeness::net {

// The parts of a request target (RFC 3986). All refusals are ErrorCode::invalid_argument.

using QueryPairs = std::vector<std::pair<std::string, std::string>>;

/// %XX becomes its byte; everything else stays. Refuses a % without two hex digits and %00.
Result<std::string> percent_decode(std::string_view text);

/// Every byte outside the unreserved set (letters, digits, - . _ ~) becomes %XX, upper case. The
/// result can stand in a path segment, in a query name or value, and in a header.
std::string percent_encode(std::string_view text);

/// The pairs of a query in their order, decoded, '+' as a space. A name without '=' has the value
/// "". Refuses bad percent sequences, text that is not UTF-8, NUL and more than 100 pairs.
Result<QueryPairs> parse_query(std::string_view query);

/// The decoded segments of an absolute path: "/a/b" is {a, b}, "/" is {}, and "/a/" is {a, ""}.
/// Refuses what could mean one thing to us and another to a file system or a proxy: segments "."
/// and "..", empty ones inside the path, encoded slashes, backslashes, control characters, bad
/// percent sequences and text that is not UTF-8.
Result<std::vector<std::string>> split_path(std::string_view path);

}  // namespace likeness::net
