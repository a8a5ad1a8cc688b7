#include "net/response_head.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace likeness::net {

namespace {

struct Reason {
    int status;
    std::string_view phrase;
};

/// Usual status codes; others go without a phrase, as RFC 9112 allows.
constexpr std::array kReasons = {
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{204, "No Content"},
    Reason{206, "Partial Content"},
    Reason{301, "Moved Permanently"},
    Reason{302, "Found"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{307, "Temporary Redirect"},
    Reason{308, "Permanent Redirect"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{406, "Not Acceptable"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{410, "Gone"},
    Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"},
    Reason{414, "URI Too Long"},
    Reason{415, "Unsupported Media Type"},
    Reason{416, "Range Not Satisfiable"},
    Reason{417, "Expectation Failed"},
    Reason{422, "Unprocessable Content"},
    Reason{428, "Precondition Required"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{502, "Bad Gateway"},
    Reason{503, "Service Unavailable"},
    Reason{504, "Gateway Timeout"},
    Reason{505, "HTTP Version Not Supported"},
};

std::string_view reason_phrase(int status) {
    const auto* found = std::find_if(kReasons.begin(), kReasons.end(), [&](const Reason& reason) {
        return reason.status == status;
    });
    return found == kReasons.end() ? std::string_view() : found->phrase;
}

void append_number(std::string& out, std::uint64_t value) {
    std::array<char, 20> digits{};
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), result.ptr);
}

}  // namespace

void append_response_head(std::string& out, const Response& response, const HeadFacts& facts) {
    out += "HTTP/1.1 ";
    append_number(out, static_cast<std::uint64_t>(response.status));
    out += ' ';
    out += reason_phrase(response.status);
    out += "\r\nDate: ";
    out += facts.date;
    out += "\r\nX-Request-Id: ";
    out += facts.request_id;
    out += "\r\nX-Content-Type-Options: nosniff\r\n";
    out += response.fixed_headers;
    out += response.header_lines();
    if (facts.content_length) {
        out += "Content-Length: ";
        append_number(out, *facts.content_length);
        out += "\r\n";
    }
    if (facts.is_chunked) {
        out += "Transfer-Encoding: chunked\r\n";
    }
    if (!facts.keep_alive) {
        out += "Connection: close\r\n";
    } else if (facts.is_http_1_0) {
        out += "Connection: keep-alive\r\n";
    }
    out += "\r\n";
}

}  // namespace likeness::net
