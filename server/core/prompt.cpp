#include "core/prompt.hpp"

#include "base/bytes.hpp"

#include <algorithm>

namespace likeness {

namespace {

bool is_line_or_tab(char c) {
    return c == '\n' || c == '\r' || c == '\t' || c == '\v' || c == '\f';
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20U || c == '\x7f';
}

/// C1 control characters are U+0080 to U+009F: 0xC2 and a byte below 0xA0.
bool is_c1_control(std::string_view text, std::size_t i) {
    return text[i] == '\xC2' && i + 1 < text.size() &&
           static_cast<unsigned char>(text[i + 1]) < 0xA0U;
}

std::string without_controls(std::string_view raw) {
    std::string text;
    text.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (is_line_or_tab(raw[i])) {
            text += ' ';
        } else if (is_c1_control(raw, i)) {
            ++i;
        } else if (!is_control(raw[i])) {
            text += raw[i];
        }
    }
    return text;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_word_character(char c) {
    return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'z') ||
           static_cast<unsigned char>(c) >= 0x80U;
}

bool contains_word(std::string_view text, std::string_view word) {
    const auto same = [](char a, char b) { return lower(a) == lower(b); };
    auto from = text.begin();
    while (true) {
        const auto found = std::search(from, text.end(), word.begin(), word.end(), same);
        if (found == text.end()) {
            return false;
        }
        const auto after = found + static_cast<std::ptrdiff_t>(word.size());
        const bool starts = found == text.begin() || !is_word_character(*(found - 1));
        const bool ends = after == text.end() || !is_word_character(*after);
        if (starts && ends) {
            return true;
        }
        from = found + 1;
    }
}

/// Whether another one says it too: a longer one, or the same one earlier in the list.
bool is_said_by_another(const std::vector<std::string>& words, std::size_t at) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool counts =
            words[i].size() > words[at].size() || (words[i].size() == words[at].size() && i < at);
        if (counts && contains_word(words[i], words[at])) {
            return true;
        }
    }
    return false;
}

std::vector<std::string_view>
missing_words(std::string_view prompt, const std::vector<std::string>& words) {
    std::vector<std::string_view> missing;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (!word.empty() && !contains_word(prompt, word) && !is_said_by_another(words, i)) {
            missing.push_back(word);
        }
    }
    return missing;
}

}  // namespace

Result<std::string> clean_prompt(std::string_view raw) {
    if (!is_utf8(raw)) {
        return Error::invalid_field("prompt", "must be UTF-8 text");
    }
    const std::string text = without_controls(raw);
    const std::string_view prompt = trimmed(text);
    if (prompt.empty()) {
        return Error::invalid_field("prompt", "must not be empty");
    }
    if (utf8_length(prompt) > kMaxPromptLength) {
        return Error::invalid_field(
            "prompt", "must have at most " + std::to_string(kMaxPromptLength) + " characters"
        );
    }
    return std::string(prompt);
}

std::string final_prompt(std::string_view prompt, const std::vector<std::string>& trigger_words) {
    const std::vector<std::string_view> missing = missing_words(prompt, trigger_words);
    std::string text(prompt);
    for (std::size_t i = 0; i < missing.size(); ++i) {
        const bool is_last = i + 1 == missing.size();
        text += i == 0 ? " in the style of " : is_last ? " and " : ", ";
        text += missing[i];
    }
    return text;
}

}  // namespace likeness
