#include "api/errors.hpp"

#include "api/encode.hpp"
#include "base/log.hpp"

namespace likeness::api {

namespace {

void append_member(std::string& json, std::string_view name, std::string_view text) {
    json += ',';
    append_json_string(json, name);
    json += ':';
    append_json_string(json, text);
}

/// Members that both wires carry.
void append_details(std::string& json, const Error& error, std::string_view request_id) {
    if (!error.fields.empty()) {
        json += ",\"errors\":[";
        for (std::size_t i = 0; i < error.fields.size(); ++i) {
            json += i > 0 ? ",{\"path\":" : "{\"path\":";
            append_json_string(json, error.fields[i].path);
            json += ",\"message\":";
            append_json_string(json, error.fields[i].message);
            json += '}';
        }
        json += ']';
    }
    if (error.next_at) {
        append_member(json, "nextAt", to_iso(*error.next_at));
    }
    if (error.retry_after) {
        json += ",\"retryAfterSeconds\":" + std::to_string(error.retry_after->count());
    }
    if (!request_id.empty()) {
        append_member(json, "requestId", request_id);
    }
}

}  // namespace

WireError wire_error(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_argument:
            return {400, "BAD_REQUEST", -32600, "Bad Request"};
        case ErrorCode::unauthenticated:
            return {401, "UNAUTHORIZED", -32001, "Unauthorized"};
        case ErrorCode::permission_denied:
            return {403, "FORBIDDEN", -32003, "Forbidden"};
        case ErrorCode::not_found:
            return {404, "NOT_FOUND", -32004, "Not Found"};
        case ErrorCode::method_not_supported:
            return {405, "METHOD_NOT_SUPPORTED", -32005, "Method Not Allowed"};
        case ErrorCode::conflict:
            return {409, "CONFLICT", -32009, "Conflict"};
        case ErrorCode::payload_too_large:
            return {413, "PAYLOAD_TOO_LARGE", -32013, "Content Too Large"};
        case ErrorCode::unsupported_media_type:
            return {415, "UNSUPPORTED_MEDIA_TYPE", -32015, "Unsupported Media Type"};
        case ErrorCode::unprocessable:
            return {422, "UNPROCESSABLE_CONTENT", -32022, "Unprocessable Content"};
        case ErrorCode::resource_exhausted:
            return {429, "TOO_MANY_REQUESTS", -32029, "Too Many Requests"};
        case ErrorCode::upstream_failed:
            return {502, "BAD_GATEWAY", -32603, "Bad Gateway"};
        case ErrorCode::unavailable:
            return {503, "SERVICE_UNAVAILABLE", -32603, "Service Unavailable"};
        case ErrorCode::deadline_exceeded:
            return {504, "GATEWAY_TIMEOUT", -32603, "Gateway Timeout"};
        case ErrorCode::internal:
            break;
    }
    return {500, "INTERNAL_SERVER_ERROR", -32603, "Internal Server Error"};
}

WireError wire_error_of_status(int http_status) {
    switch (http_status) {
        case 408:
            return {408, "BAD_REQUEST", -32600, "Request Timeout"};
        case 413:
            return wire_error(ErrorCode::payload_too_large);
        case 414:
            return {414, "BAD_REQUEST", -32600, "URI Too Long"};
        case 417:
            return {417, "BAD_REQUEST", -32600, "Expectation Failed"};
        case 431:
            return {431, "BAD_REQUEST", -32600, "Request Header Fields Too Large"};
        case 501:
            return {501, "BAD_REQUEST", -32600, "Not Implemented"};
        case 503:
            return wire_error(ErrorCode::unavailable);
        case 505:
            return {505, "BAD_REQUEST", -32600, "HTTP Version Not Supported"};
        default:
            return wire_error(
                http_status >= 500 ? ErrorCode::internal : ErrorCode::invalid_argument
            );
    }
}

std::string problem_json(const Error& error, std::string_view request_id) {
    return problem_json(wire_error(error.code), error, request_id);
}

std::string problem_json(const WireError& wire, const Error& error, std::string_view request_id) {
    std::string json = R"({"type":"about:blank","title":)";
    append_json_string(json, wire.title);
    json += ",\"status\":" + std::to_string(wire.http_status);
    append_member(json, "detail", error.message);
    append_member(json, "code", wire.code);
    append_details(json, error, request_id);
    return json + "}";
}

std::string
trpc_error_json(const Error& error, std::string_view path, std::string_view request_id) {
    return trpc_error_json(wire_error(error.code), error, path, request_id);
}

std::string trpc_error_json(
    const WireError& wire,
    const Error& error,
    std::string_view path,
    std::string_view request_id
) {
    std::string json = R"({"message":)";
    append_json_string(json, error.message);
    json += ",\"code\":" + std::to_string(wire.trpc_number) + R"(,"data":{"code":)";
    append_json_string(json, wire.code);
    json += ",\"httpStatus\":" + std::to_string(wire.http_status);
    if (!path.empty()) {
        append_member(json, "path", path);
    }
    append_details(json, error, request_id);
    return json + "}}";
}

std::vector<std::pair<std::string, std::string>> error_headers(const Error& error) {
    std::vector<std::pair<std::string, std::string>> headers;
    if (error.retry_after) {
        const std::string seconds = std::to_string(error.retry_after->count());
        headers.emplace_back("Retry-After", seconds);
        if (error.next_at) {
            headers.emplace_back("RateLimit", "\"generations\";r=0;t=" + seconds);
        }
    }
    return headers;
}

void log_failure(const Error& error, std::string_view operation, std::string_view request_id) {
    if (wire_error(error.code).http_status >= 500) {
        log::error(
            "an operation failed",
            {{"operation", operation},
             {"request", request_id},
             {"reason", error.message},
             {"detail", error.detail}}
        );
    } else if (!error.detail.empty()) {
        log::info(
            "an operation was refused",
            {{"operation", operation},
             {"request", request_id},
             {"reason", error.message},
             {"detail", error.detail}}
        );
    }
}

}  // namespace likeness::api
