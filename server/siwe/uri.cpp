#include "siwe/uri.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

namespace likeness::siwe {

namespace {

constexpr std::string_view kUnreservedMarks = "-._~";
constexpr std::string_view kSubDelims = "!$&'()*+,;=";
constexpr std::string_view kUserinfoMarks = "!$&'()*+,;=:";
constexpr std::string_view kSegmentMarks = "!$&'()*+,;=:@";
constexpr std::string_view kPathMarks = "!$&'()*+,;=:@/";
constexpr std::string_view kQueryMarks = "!$&'()*+,;=:@/?";

bool contains(std::string_view characters, char c) {
    return characters.find(c) != std::string_view::npos;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_hex_digit(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool is_unreserved(char c) {
    return is_letter(c) || is_digit(c) || contains(kUnreservedMarks, c);
}

bool is_number(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

/// Unreserved characters, these marks, and % with two hexadecimal digits.
bool is_encoded(std::string_view text, std::string_view marks) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size() || !is_hex_digit(text[i + 1]) || !is_hex_digit(text[i + 2])) {
                return false;
            }
            i += 2;
        } else if (!is_unreserved(text[i]) && !contains(marks, text[i])) {
            return false;
        }
    }
    return true;
}

/// "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" )
bool is_future_ip(std::string_view text) {
    const std::size_t dot = text.find('.');
    if (dot == std::string_view::npos || dot < 2 || dot + 1 == text.size() ||
        !contains("vV", text.front())) {
        return false;
    }
    const std::string_view version = text.substr(1, dot - 1);
    const std::string_view address = text.substr(dot + 1);
    return std::all_of(version.begin(), version.end(), is_hex_digit) && !contains(address, '%') &&
           is_encoded(address, kUserinfoMarks);
}

/// Between the brackets.
bool is_ip_literal(std::string_view text) {
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return text.find('\0') == std::string_view::npos &&
           (inet_pton(AF_INET6, std::string(text).c_str(), address.data()) == 1 ||
            is_future_ip(text));
}

struct HostAndPort {
    std::string_view host;
    std::string_view port;  // with its colon
};

std::optional<HostAndPort> split_host(std::string_view text) {
    if (!text.starts_with('[')) {
        const std::size_t colon = std::min(text.find(':'), text.size());
        return HostAndPort{text.substr(0, colon), text.substr(colon)};
    }
    const std::size_t bracket = text.find(']');
    if (bracket == std::string_view::npos || !is_ip_literal(text.substr(1, bracket - 1))) {
        return std::nullopt;
    }
    return HostAndPort{text.substr(0, bracket + 1), text.substr(bracket + 1)};
}

/// The part of `text` in front of the first of `ends`; takes it off.
std::string_view take_until(std::string_view& text, std::string_view ends) {
    const std::size_t end = std::min(text.find_first_of(ends), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(end);
    return part;
}

}  // namespace

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

bool is_uri_scheme(std::string_view text) {
    return !text.empty() && is_letter(text.front()) &&
           std::all_of(text.begin(), text.end(), [](char c) {
               return is_letter(c) || is_digit(c) || contains("+-.", c);
           });
}

bool is_path_segment(std::string_view text) {
    return is_encoded(text, kSegmentMarks);
}

std::optional<Authority> parse_authority(std::string_view text) {
    const std::size_t at = text.find('@');
    const bool has_userinfo = at != std::string_view::npos;
    if (has_userinfo) {
        if (!is_encoded(text.substr(0, at), kUserinfoMarks)) {
            return std::nullopt;
        }
        text.remove_prefix(at + 1);
    }
    auto parts = split_host(text);
    if (!parts) {
        return std::nullopt;
    }
    if (parts->port.starts_with(':')) {
        parts->port.remove_prefix(1);
    } else if (!parts->port.empty()) {
        return std::nullopt;
    }
    const bool is_literal = parts->host.starts_with('[');
    if (!is_number(parts->port) || (!is_literal && !is_encoded(parts->host, kSubDelims))) {
        return std::nullopt;
    }
    return Authority{ascii_lower(parts->host), std::string(parts->port), has_userinfo};
}

std::optional<Uri> parse_uri(std::string_view text) {
    const std::string_view scheme = take_until(text, ":");
    if (text.empty() || !is_uri_scheme(scheme)) {
        return std::nullopt;
    }
    text.remove_prefix(1);
    Uri uri{ascii_lower(scheme), std::nullopt};
    if (text.starts_with("//")) {
        text.remove_prefix(2);
        uri.authority = parse_authority(take_until(text, "/?#"));
        if (!uri.authority) {
            return std::nullopt;
        }
    }
    const std::string_view path = take_until(text, "?#");
    const std::string_view query = take_until(text, "#");
    const std::string_view fragment = text;
    const bool is_valid = is_encoded(path, kPathMarks) &&
                          (query.empty() || is_encoded(query.substr(1), kQueryMarks)) &&
                          (fragment.empty() || is_encoded(fragment.substr(1), kQueryMarks));
    return is_valid ? std::optional(std::move(uri)) : std::nullopt;
}

std::string explicit_port(std::string_view port, std::string_view scheme) {
    const bool is_default =
        (scheme == "https" && port == "443") || (scheme == "http" && port == "80");
    return is_default ? std::string{} : std::string(port);
}

std::optional<std::string> origin_of(const Uri& uri) {
    if (!uri.authority || uri.authority->host.empty() || uri.authority->has_userinfo) {
        return std::nullopt;
    }
    const std::string port = explicit_port(uri.authority->port, uri.scheme);
    return uri.scheme + "://" + uri.authority->host + (port.empty() ? "" : ":" + port);
}

}  // namespace likeness::siwe
