#include "net/target.hpp"

#include "base/bytes.hpp"

#include <algorithm>

namespace likeness::net {

namespace {

constexpr std::size_t kMaxQueryPairs = 100;

Error refused(std::string_view why) {
    return {ErrorCode::invalid_argument, "The address cannot be read: " + std::string(why)};
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

/// A name or a value of a query.
Result<std::string> decode_query_text(std::string_view text) {
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    LIKENESS_TRY(std::string decoded, percent_decode(spaced));
    if (!is_utf8(decoded)) {
        return refused("its query is not UTF-8.");
    }
    if (decoded.find('\0') != std::string::npos) {
        return refused("its query holds a NUL.");
    }
    return decoded;
}

Result<std::string> decode_segment(std::string_view text) {
    LIKENESS_TRY(std::string segment, percent_decode(text));
    if (segment == "." || segment == "..") {
        return refused("its path goes up or stays in place.");
    }
    const bool has_bad_byte = std::any_of(segment.begin(), segment.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte < 0x20 || byte == 0x7F || c == '/' || c == '\\';
    });
    if (has_bad_byte) {
        return refused("its path holds an encoded slash, a backslash or a control character.");
    }
    if (!is_utf8(segment)) {
        return refused("its path is not UTF-8.");
    }
    return segment;
}

}  // namespace

Result<std::string> percent_decode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        const int high = i + 1 < text.size() ? hex_value(text[i + 1]) : -1;
        const int low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
        if (high < 0 || low < 0) {
            return refused("a percent sign must be followed by two hexadecimal digits.");
        }
        if (high == 0 && low == 0) {
            return refused("it holds an encoded NUL.");
        }
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return decoded;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view kHexDigits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += kHexDigits[byte >> 4U];
        encoded += kHexDigits[byte & 15U];
    }
    return encoded;
}

Result<QueryPairs> parse_query(std::string_view query) {
    QueryPairs pairs;
    while (!query.empty()) {
        const std::size_t end = std::min(query.find('&'), query.size());
        const std::string_view pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.empty()) {
            continue;
        }
        if (pairs.size() == kMaxQueryPairs) {
            return refused("its query has more than 100 parameters.");
        }
        const std::size_t equals = std::min(pair.find('='), pair.size());
        LIKENESS_TRY(std::string name, decode_query_text(pair.substr(0, equals)));
        LIKENESS_TRY(
            std::string value, decode_query_text(pair.substr(std::min(equals + 1, pair.size())))
        );
        pairs.emplace_back(std::move(name), std::move(value));
    }
    return pairs;
}

Result<std::vector<std::string>> split_path(std::string_view path) {
    if (!path.starts_with('/')) {
        return refused("its path must begin with a slash.");
    }
    path.remove_prefix(1);
    std::vector<std::string> segments;
    while (!path.empty()) {
        const std::size_t slash = path.find('/');
        if (slash == 0) {
            return refused("its path holds an empty segment.");
        }
        LIKENESS_TRY(std::string segment, decode_segment(path.substr(0, slash)));
        segments.push_back(std::move(segment));
        if (slash == std::string_view::npos) {
            break;
        }
        path.remove_prefix(slash + 1);
        if (path.empty()) {
            segments.emplace_back();
        }
    }
    return segments;
}

}  // namespace likeness::net
