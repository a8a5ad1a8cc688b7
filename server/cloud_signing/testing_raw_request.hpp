#pragma once

#include "cloud_signing/canonical_request.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace likeness::cloud_signing {

/// A request as published test suites write it down, with continued header lines and bytes that no
/// real request line has.
struct RawRequest {
    std::string method;
    std::string path;
    NameValues query;
    NameValues headers;
    std::string body;
};

inline int hex_digit(char c) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const std::size_t found = kDigits.find(c >= 'A' && c <= 'F' ? static_cast<char>(c + 32) : c);
    return found == std::string_view::npos ? -1 : static_cast<int>(found);
}

inline std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool is_escape = text[i] == '%' && i + 2 < text.size() &&
                               hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
        out += is_escape ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]))
                         : text[i];
        i += is_escape ? 2 : 0;
    }
    return out;
}

inline NameValues parse_query(std::string_view text) {
    NameValues query;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find('&'));
        const std::size_t equals = part.find('=');
        if (!part.empty()) {
            query.emplace_back(
                percent_decoded(part.substr(0, equals)),
                equals == std::string_view::npos ? "" : percent_decoded(part.substr(equals + 1))
            );
        }
        text.remove_prefix(std::min(text.size(), part.size() + 1));
    }
    return query;
}

/// Takes the first line off.
inline std::string_view take_line(std::string_view& text) {
    std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

inline RawRequest parse_raw_request(std::string_view text) {
    RawRequest request;
    const std::string_view first = take_line(text);
    const std::size_t target_begin = first.find(' ') + 1;
    const std::size_t target_end = std::min(first.rfind(" HTTP/"), first.size());
    const std::string_view target = first.substr(target_begin, target_end - target_begin);
    request.method = first.substr(0, target_begin - 1);
    const std::size_t mark = std::min(target.find('?'), target.size());
    request.path = percent_decoded(target.substr(0, mark));
    request.query = parse_query(target.substr(std::min(mark + 1, target.size())));
    for (std::string_view line = take_line(text); !line.empty(); line = take_line(text)) {
        const std::size_t colon = line.find(':');
        if (line.front() == ' ' || line.front() == '\t') {
            request.headers.back().second += " " + std::string(line);
        } else if (colon != std::string_view::npos) {
            request.headers.emplace_back(line.substr(0, colon), line.substr(colon + 1));
        }
    }
    request.body = text;
    return request;
}

}  // namespace likeness::cloud_signing
