#include "base/json_text.hpp"

#include "base/bytes.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace likeness {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// True for bytes that stand for themselves inside a JSON string.
constexpr std::array<bool, 256> make_plain_table() {
    std::array<bool, 256> plain{};
    for (std::size_t c = 0x20; c < 256; ++c) {
        plain[c] = c != '"' && c != '\\' && c != '<' && c != 0x7F;
    }
    return plain;
}

constexpr std::array<bool, 256> kPlain = make_plain_table();

void append_escaped(std::string& out, unsigned char c) {
    switch (c) {
        case '"':
            out += "\\\"";
            return;
        case '\\':
            out += "\\\\";
            return;
        case '\n':
            out += "\\n";
            return;
        case '\r':
            out += "\\r";
            return;
        case '\t':
            out += "\\t";
            return;
        default:
            break;
    }
    out += "\\u00";
    out += kHexDigits[c >> 4U];
    out += kHexDigits[c & 15U];
}

constexpr std::uint64_t kEachByte = 0x0101010101010101U;
constexpr std::uint64_t kHighBits = 0x8080808080808080U;

/// Not zero if one of the eight bytes is zero.
constexpr std::uint64_t zero_bytes(std::uint64_t bytes) {
    return (bytes - kEachByte) & ~bytes & kHighBits;
}

/// Eight bytes at once, without a look into the table.
bool are_plain(const char* eight) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, eight, sizeof bytes);
    const std::uint64_t controls = (bytes - kEachByte * 0x20U) & ~bytes & kHighBits;
    return (controls | zero_bytes(bytes ^ (kEachByte * '"')) |
            zero_bytes(bytes ^ (kEachByte * '\\')) | zero_bytes(bytes ^ (kEachByte * '<')) |
            zero_bytes(bytes ^ (kEachByte * 0x7FU))) == 0;
}

/// Where the first byte at or after `from` is that needs escaping; the size if there is none.
std::size_t end_of_plain(std::string_view text, std::size_t from) {
    std::size_t i = from;
    while (i + 8 <= text.size() && are_plain(text.data() + i)) {
        i += 8;
    }
    while (i < text.size() && kPlain[static_cast<unsigned char>(text[i])]) {
        ++i;
    }
    return i;
}

void append_plain_or_escaped(std::string& out, std::string_view text) {
    std::size_t start = 0;
    while (start < text.size()) {
        const std::size_t end = end_of_plain(text, start);
        out.append(text, start, end - start);
        if (end < text.size()) {
            append_escaped(out, static_cast<unsigned char>(text[end]));
        }
        start = end + 1;
    }
}

bool is_ascii(std::string_view text) {
    unsigned char all = 0;
    for (const char c : text) {
        all = static_cast<unsigned char>(all | static_cast<unsigned char>(c));
    }
    return all < 0x80U;
}

/// Puts U+FFFD in place of every byte that belongs to no code point.
std::string repaired(std::string_view text) {
    std::string out;
    std::size_t i = 0;
    while (i < text.size()) {
        std::size_t length = 4;
        while (length > 0 &&
               (i + length > text.size() || utf8_length(text.substr(i, length)) != 1 ||
                !is_utf8(text.substr(i, length)))) {
            --length;
        }
        if (length == 0) {
            out += kReplacement;
            ++i;
        } else {
            out.append(text, i, length);
            i += length;
        }
    }
    return out;
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    if (is_ascii(text) || is_utf8(text)) {
        append_plain_or_escaped(out, text);
    } else {
        append_plain_or_escaped(out, repaired(text));
    }
    out += '"';
}

std::string json_string(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}

}  // namespace likeness
