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

/// As many bytes as are looked at together: links of a gallery page are 60 kB of plain text.
using Block = unsigned char __attribute__((vector_size(16)));

/// The whole block, without a look into the table.
bool is_plain(const char* block) {
    Block bytes{};
    std::memcpy(&bytes, block, sizeof bytes);
    const auto special =
        (bytes < 0x20) | (bytes == '"') | (bytes == '\\') | (bytes == '<') | (bytes == 0x7F);
    std::array<std::uint64_t, sizeof(Block) / sizeof(std::uint64_t)> words{};
    std::memcpy(words.data(), &special, sizeof words);
    return (words[0] | words[1]) == 0;
}

/// Where the first byte at or after `from` is that needs escaping; the size if there is none.
std::size_t end_of_plain(std::string_view text, std::size_t from) {
    std::size_t i = from;
    while (i + sizeof(Block) <= text.size() && is_plain(text.data() + i)) {
        i += sizeof(Block);
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
