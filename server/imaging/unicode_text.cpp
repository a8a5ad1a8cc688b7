#include "imaging/unicode_text.hpp"

#include "base/bytes.hpp"
#include "imaging/raw_bytes.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace likeness::imaging {

namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr char32_t kFirstAstral = 0x10000;
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";

struct Entity {
    std::string_view name;
    char character;
};

constexpr std::array kEntities{
    Entity{"&amp;", '&'},
    Entity{"&lt;", '<'},
    Entity{"&gt;", '>'},
    Entity{"&quot;", '"'},
    Entity{"&apos;", '\''}};

/// The length that the first byte announces.
std::size_t sequence_length(std::uint8_t first) {
    if (first < 0x80) {
        return 1;
    }
    if (first < 0xE0) {
        return 2;
    }
    return first < 0xF0 ? 3 : 4;
}

bool is_xml_character(char32_t c) {
    const bool is_control = c < 0x20 && c != '\t' && c != '\n';
    return !is_control && c != 0x7F && c != 0xFFFE && c != 0xFFFF;
}

std::size_t utf16_bytes_of(char32_t c) {
    return c >= kFirstAstral ? 4 : 2;
}

std::size_t utf8_bytes_of(char32_t c) {
    if (c < 0x80) {
        return 1;
    }
    if (c < 0x800) {
        return 2;
    }
    return c < kFirstAstral ? 3 : 4;
}

template <class BytesOf>
std::string shorten(std::string_view text, std::size_t max_bytes, BytesOf bytes_of) {
    const std::size_t room = max_bytes - std::min(max_bytes, bytes_of(0x2026));
    std::size_t used = 0;
    std::size_t fitting = 0;  // how much of the text fits before an ellipsis
    std::string_view rest = text;
    while (!rest.empty()) {
        used += bytes_of(take_code_point(rest));
        if (used <= room) {
            fitting = text.size() - rest.size();
        }
        if (used > max_bytes) {
            const std::string_view ellipsis =
                max_bytes < bytes_of(0x2026) ? std::string_view{} : kEllipsis;
            return std::string(text.substr(0, fitting)).append(ellipsis);
        }
    }
    return std::string(text);
}

/// `text` starts with "&#". What it stands for, and its length.
std::optional<std::pair<char32_t, std::size_t>> numeric_entity(std::string_view text) {
    const bool hexadecimal = text.size() > 2 && text[2] == 'x';
    const char* const first = text.data() + (hexadecimal ? 3 : 2);
    const char* const last = text.data() + text.size();
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(first, last, value, hexadecimal ? 16 : 10);
    const bool is_scalar = value < 0xD800 || (value > 0xDFFF && value < 0x110000);
    if (error != std::errc{} || end == last || *end != ';' || !is_scalar) {
        return std::nullopt;
    }
    return std::pair(char32_t{value}, static_cast<std::size_t>(end - text.data()) + 1);
}

/// `text` starts with an ampersand. Takes what it stands for off the front and appends that.
void take_entity(std::string_view& text, std::string& out) {
    for (const Entity& entity : kEntities) {
        if (text.starts_with(entity.name)) {
            out += entity.character;
            text.remove_prefix(entity.name.size());
            return;
        }
    }
    if (text.starts_with("&#")) {
        if (const auto number = numeric_entity(text)) {
            append_utf8(out, number->first);
            text.remove_prefix(number->second);
            return;
        }
    }
    out += '&';
    text.remove_prefix(1);
}

}  // namespace

char32_t take_code_point(std::string_view& text) {
    const std::uint8_t first = byte_at(text, 0);
    const std::size_t length = sequence_length(first);
    const std::string_view sequence = text.substr(0, length);
    if (sequence.size() != length || !is_utf8(sequence)) {
        text.remove_prefix(1);
        return kReplacement;
    }
    text.remove_prefix(length);
    if (length == 1) {
        return first;
    }
    char32_t value = first & (0x7FU >> length);
    for (const char c : sequence.substr(1)) {
        value = value << 6U | (static_cast<std::uint8_t>(c) & 0x3FU);
    }
    return value;
}

void append_utf8(std::string& out, char32_t c) {
    constexpr std::array<unsigned, 5> kLeads{0, 0, 0xC0, 0xE0, 0xF0};
    const std::size_t length = utf8_bytes_of(c);
    if (length == 1) {
        out += static_cast<char>(c);
        return;
    }
    auto shift = static_cast<unsigned>(6 * (length - 1));
    out += static_cast<char>(kLeads[length] | c >> shift);
    while (shift > 0) {
        shift -= 6;
        out += static_cast<char>(0x80U | (c >> shift & 0x3FU));
    }
}

std::string clean_text(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        char32_t c = take_code_point(text);
        if (c == '\r') {
            if (text.starts_with('\n')) {
                continue;
            }
            c = '\n';
        }
        if (is_xml_character(c)) {
            append_utf8(out, c);
        }
    }
    return out;
}

std::size_t utf16_bytes(std::string_view text) {
    std::size_t bytes = 0;
    while (!text.empty()) {
        bytes += utf16_bytes_of(take_code_point(text));
    }
    return bytes;
}

std::string to_utf16be(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const char32_t c = take_code_point(text);
        if (c >= kFirstAstral) {
            append_be16(out, 0xD800U + ((c - kFirstAstral) >> 10U));
            append_be16(out, 0xDC00U + ((c - kFirstAstral) & 0x3FFU));
        } else {
            append_be16(out, c);
        }
    }
    return out;
}

std::string from_utf16(std::string_view bytes, bool little_endian) {
    const auto unit_at = [&](std::size_t at) -> char32_t {
        return little_endian ? le16_at(bytes, at) : be16_at(bytes, at);
    };
    std::string out;
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        const char32_t unit = unit_at(at);
        const char32_t next = at + 3 < bytes.size() ? unit_at(at + 2) : 0;
        if (unit < 0xD800 || unit > 0xDFFF) {
            append_utf8(out, unit);
        } else if (unit <= 0xDBFF && next >= 0xDC00 && next <= 0xDFFF) {
            append_utf8(out, kFirstAstral + ((unit - 0xD800) << 10U) + (next - 0xDC00));
            at += 2;
        } else {
            append_utf8(out, kReplacement);
        }
    }
    return out;
}

std::string from_utf8_or_latin1(std::string_view text) {
    if (is_utf8(text)) {
        return std::string(text);
    }
    std::string out;
    for (const char c : text) {
        append_utf8(out, static_cast<std::uint8_t>(c));
    }
    return out;
}

std::string shorten_utf8(std::string_view text, std::size_t max_bytes) {
    return shorten(text, max_bytes, utf8_bytes_of);
}

std::string shorten_utf16(std::string_view text, std::size_t max_bytes) {
    return shorten(text, max_bytes, utf16_bytes_of);
}

std::string escape_xml(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string unescape_xml(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        if (text.front() == '&') {
            take_entity(text, out);
        } else {
            out += text.front();
            text.remove_prefix(1);
        }
    }
    return out;
}

}  // namespace likeness::imaging
