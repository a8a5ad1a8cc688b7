#include "safetensors/display_text.hpp"

#include "base/bytes.hpp"

#include <algorithm>

namespace likeness::safetensors {

namespace {

constexpr std::size_t kQuotedCodePoints = 80;

/// The code point at the front of `text`, or nothing if the bytes there are not UTF-8.
std::string_view first_code_point(std::string_view text) {
    for (std::size_t length = 1; length <= std::min<std::size_t>(4, text.size()); ++length) {
        const std::string_view candidate = text.substr(0, length);
        if (is_utf8(candidate)) {
            return candidate;
        }
    }
    return {};
}

bool is_space(std::string_view code_point) {
    return code_point == " " || code_point == "\t" || code_point == "\n" || code_point == "\r" ||
           code_point == "\u00A0" || code_point == "\u2028" || code_point == "\u2029";
}

bool is_invisible(std::string_view code_point) {
    if (code_point.size() == 1) {
        const auto byte = static_cast<unsigned char>(code_point.front());
        return byte < 0x20U || byte == 0x7FU;
    }
    if (code_point.size() == 2) {
        return (code_point >= "\u0080" && code_point <= "\u009F") || code_point == "\u061C";
    }
    return (code_point >= "\u200B" && code_point <= "\u200F") ||
           (code_point >= "\u202A" && code_point <= "\u202E") ||
           (code_point >= "\u2060" && code_point <= "\u206F") || code_point == "\uFEFF";
}

}  // namespace

std::string
display_text(std::string_view text, std::size_t max_code_points, std::string_view ellipsis) {
    std::string shown;
    std::size_t count = 0;
    bool space_waits = false;
    while (!text.empty()) {
        const std::string_view code_point = first_code_point(text);
        text.remove_prefix(std::max<std::size_t>(1, code_point.size()));
        if (is_space(code_point)) {
            space_waits = count > 0;
            continue;
        }
        if (code_point.empty() || is_invisible(code_point)) {
            continue;
        }
        const std::size_t needed = space_waits ? 2 : 1;
        if (count + needed > max_code_points) {
            return shown.append(ellipsis);
        }
        shown.append(space_waits ? " " : "").append(code_point);
        count += needed;
        space_waits = false;
    }
    return shown;
}

std::string quoted_name(std::string_view name) {
    return std::string("\"").append(display_text(name, kQuotedCodePoints)).append("\"");
}

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t i = digits.size(); i > 3; i -= 3) {
        digits.insert(i - 3, 1, ',');
    }
    return digits;
}

}  // namespace likeness::safetensors
