#include "core/text_rules.hpp"

#include "base/bytes.hpp"

namespace likeness {

namespace {

constexpr std::size_t kMaxTriggerLength = 80;

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20U || c == '\x7f';
}

/// C1 control characters are U+0080 to U+009F: 0xC2 and a byte below 0xA0.
bool is_c1_control(std::string_view text, std::size_t i) {
    return text[i] == '\xC2' && i + 1 < text.size() &&
           static_cast<unsigned char>(text[i + 1]) < 0xA0U;
}

}  // namespace

Result<std::string>
clean_label(std::string_view field, std::string_view raw, std::size_t min, std::size_t max) {
    if (!is_utf8(raw)) {
        return Error::invalid_field(std::string(field), "must be UTF-8 text");
    }
    std::string label;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        const bool leading_space = raw[i] == ' ' && label.empty();
        if (is_c1_control(raw, i)) {
            ++i;
        } else if (!is_control(raw[i]) && !leading_space) {
            label += raw[i];
        }
    }
    label.erase(label.find_last_not_of(' ') + 1);
    const std::size_t length = utf8_length(label);
    if (length < min) {
        return Error::invalid_field(std::string(field), "must not be empty");
    }
    if (length > max) {
        return Error::invalid_field(
            std::string(field), "must have at most " + std::to_string(max) + " characters"
        );
    }
    return label;
}

Result<std::string> clean_trigger(std::string_view field, std::string_view raw) {
    LIKENESS_TRY(std::string trigger, clean_label(field, raw, 0, kMaxTriggerLength));
    if (trigger.find_first_of("\"<>,\\") != std::string::npos) {
        return Error::invalid_field(
            std::string(field), "must not hold quotes, commas, backslashes or angle brackets"
        );
    }
    return trigger;
}

}  // namespace likeness
