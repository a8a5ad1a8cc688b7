#include "core/file_names.hpp"

#include "base/bytes.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace likeness {

namespace {

/// The length of the code point at the front of well-formed UTF-8.
std::size_t length_at_front(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return std::min(length, text.size());
}

bool is_ascii_letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

/// Letters of other scripts. Without the blocks of signs, spaces and marks of direction, all of
/// which begin with E2, E3 80, EE or EF, and without signs of Latin-1 and pictures (F0).
bool is_other_letter(std::string_view point) {
    const auto lead = static_cast<unsigned char>(point[0]);
    if (point.size() == 2) {
        return lead >= 0xC3 && point != "×" && point != "÷";
    }
    return point.size() == 3 && lead != 0xE2 && lead < 0xEE && !point.starts_with("\xE3\x80");
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string day_of(Timestamp time) {
    return to_iso(time).substr(0, 10);
}

std::string_view extension_in(const ObjectKey& key) {
    const std::string_view text = key.text();
    return text.substr(text.rfind('.') + 1);
}

std::string joined(std::initializer_list<std::string_view> parts) {
    std::string name;
    for (const std::string_view part : parts) {
        if (!part.empty()) {
            name.append(name.empty() ? "" : "-").append(part);
        }
    }
    return name;
}

}  // namespace

std::string slug(std::string_view text, std::size_t max) {
    if (!is_utf8(text)) {
        return {};
    }
    std::string out;
    std::size_t last_word = 0;  // where the last whole word ends
    while (!text.empty()) {
        const std::string_view point = text.substr(0, length_at_front(text));
        text.remove_prefix(point.size());
        const char c = lower(point.front());
        const bool is_plain = point.size() == 1 && is_ascii_letter_or_digit(c);
        if (!is_plain && !is_other_letter(point)) {
            last_word = out.empty() || out.back() == '-' ? last_word : out.size();
            out += out.empty() || out.back() == '-' ? "" : "-";
            continue;
        }
        if (out.size() + point.size() > max) {
            out.resize(last_word > 0 ? last_word : out.size());
            break;
        }
        out += is_plain ? std::string_view(&c, 1) : point;
    }
    while (out.ends_with('-')) {
        out.pop_back();
    }
    return out;
}

std::string downloaded_name(const GeneratedImage& image, std::string_view lora_name) {
    const std::string seed = std::to_string(image.seed.value);
    return joined({slug(lora_name), day_of(image.created_at), seed})
        .append(".")
        .append(extension_in(image.path));
}

std::string archived_name(const GeneratedImage& image) {
    const std::string seed = std::to_string(image.seed.value);
    return joined({day_of(image.created_at), slug(image.prompt), seed})
        .append(".")
        .append(extension_in(image.path));
}

std::string UniqueNames::take(const std::string& name) {
    const int count = ++taken_[name];
    if (count == 1) {
        return name;
    }
    const std::size_t dot = std::min(name.rfind('.'), name.size());
    return take(name.substr(0, dot) + "-" + std::to_string(count) + name.substr(dot));
}

}  // namespace likeness
