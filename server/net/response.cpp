#include "net/response.hpp"

#include "base/log.hpp"
#include "net/field_value.hpp"

#include <algorithm>
#include <array>

namespace likeness::net {

namespace {

constexpr std::size_t kUsualHeaderBytes = 256;  // one allocation for most answers

constexpr std::array<std::string_view, 8> kServerFields = {
    "Content-Length",
    "Transfer-Encoding",
    "Connection",
    "Date",
    "X-Request-Id",
    "X-Content-Type-Options",
    "Keep-Alive",
    "Trailer"};

bool is_server_field(std::string_view name) {
    return std::any_of(kServerFields.begin(), kServerFields.end(), [&](std::string_view field) {
        return equals_ignoring_case(field, name);
    });
}

std::optional<std::string_view> find_line(std::string_view lines, std::string_view name) {
    while (!lines.empty()) {
        const std::size_t end = lines.find("\r\n");
        const std::string_view line = lines.substr(0, end);
        const std::size_t colon = line.find(':');
        if (equals_ignoring_case(line.substr(0, colon), name)) {
            return trim(line.substr(colon + 1));
        }
        lines.remove_prefix(end + 2);
    }
    return std::nullopt;
}

}  // namespace

Response::Response(Response&& other) noexcept = default;

Response& Response::operator=(Response&& other) noexcept = default;

Response::~Response() = default;

void Response::add_header(std::string_view name, std::string_view value) {
    if (!is_token(name) || !is_field_value(value) || is_server_field(name)) {
        log::error("response header left out", {{"name", name}, {"value_bytes", value.size()}});
        return;
    }
    if (header_lines_.empty()) {
        header_lines_.reserve(kUsualHeaderBytes);
    }
    header_lines_ += name;
    header_lines_ += ": ";
    header_lines_ += value;
    header_lines_ += "\r\n";
}

std::optional<std::string_view> Response::header(std::string_view name) const {
    const auto added = find_line(header_lines_, name);
    return added ? added : find_line(fixed_headers, name);
}

}  // namespace likeness::net
