#pragma once

#include "base/error.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace likeness::api {

/// How an ErrorCode is called on both wires.
struct WireError {
    int http_status = 500;
    std::string_view code;   // "BAD_REQUEST", the same on both wires
    int trpc_number = 0;     // JSON-RPC's number of it
    std::string_view title;  // RFC 9457
};

WireError wire_error(ErrorCode code);

/// The same for a status that the server itself answered with, which may be one that no ErrorCode
/// has: 408, 414, 417, 431, 501, 505.
WireError wire_error_of_status(int http_status);

/// RFC 9457, media type application/problem+json.
std::string problem_json(const Error& error, std::string_view request_id);
std::string problem_json(const WireError& wire, const Error& error, std::string_view request_id);
/// The `error` member of a tRPC envelope; `path` is the procedure, empty if none was chosen.
std::string trpc_error_json(const Error& error, std::string_view path, std::string_view request_id);
std::string trpc_error_json(
    const WireError& wire,
    const Error& error,
    std::string_view path,
    std::string_view request_id
);

/// Retry-After and RateLimit, where the error asks for them.
std::vector<std::pair<std::string, std::string>> error_headers(const Error& error);

/// Writes the log line of a failure that is ours to look into.
void log_failure(const Error& error, std::string_view operation, std::string_view request_id);

}  // namespace likeness::api
