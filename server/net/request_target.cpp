#include "net/request_target.hpp"

#include "net/field_value.hpp"

#include <algorithm>

namespace likeness::net {

namespace {

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// reg-name of RFC 3986 without sub-delims that no host has, or an IPv4 address.
bool is_host_name(std::string_view name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return is_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~' || c == '%';
    });
}

bool is_bracketed_address(std::string_view text) {
    constexpr std::string_view kAddressCharacters = "0123456789abcdefABCDEF:.";
    return text.size() > 2 && text.starts_with('[') && text.ends_with(']') &&
           text.substr(1, text.size() - 2).find_first_not_of(kAddressCharacters) ==
               std::string_view::npos;
}

bool is_port(std::string_view text) {
    return text.empty() || (text.size() <= 5 && parse_decimal(text).value_or(65536) <= 65535);
}

/// What follows "http://" or "https://", or nothing.
std::optional<std::string_view> strip_scheme(std::string_view target) {
    for (const std::string_view scheme :
         {std::string_view("http://"), std::string_view("https://")}) {
        if (equals_ignoring_case(target.substr(0, scheme.size()), scheme)) {
            return target.substr(scheme.size());
        }
    }
    return std::nullopt;
}

TargetParts split_query(std::string_view path_and_query) {
    const std::size_t mark = path_and_query.find('?');
    if (mark == std::string_view::npos) {
        return {path_and_query, {}};
    }
    return {path_and_query.substr(0, mark), path_and_query.substr(mark + 1)};
}

}  // namespace

std::optional<TargetParts> split_target(std::string_view target, bool allow_asterisk) {
    const bool visible = std::all_of(target.begin(), target.end(), [](char c) {
        return c > 0x20 && c < 0x7F && c != '#';
    });
    if (!visible) {
        return std::nullopt;
    }
    if (target.starts_with('/')) {
        return split_query(target);
    }
    if (target == "*" && allow_asterisk) {
        return TargetParts{target, {}};
    }
    const std::optional<std::string_view> rest = strip_scheme(target);
    if (!rest) {
        return std::nullopt;
    }
    const std::size_t host_end = std::min(rest->find_first_of("/?"), rest->size());
    if (!is_valid_host(rest->substr(0, host_end))) {
        return std::nullopt;
    }
    TargetParts parts = split_query(rest->substr(host_end));
    if (parts.path.empty()) {
        parts.path = "/";
    }
    return parts;
}

bool is_valid_host(std::string_view host) {
    const std::size_t bracket = host.rfind(']');
    const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
    const std::string_view name = host.substr(0, colon);
    const std::string_view port =
        colon == std::string_view::npos ? std::string_view() : host.substr(colon + 1);
    return (is_host_name(name) || is_bracketed_address(name)) && is_port(port);
}

}  // namespace likeness::net
