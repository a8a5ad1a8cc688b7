#pragma once

#include "app/settings.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace likeness::app {

/// "quota (from LIKENESS_QUOTA) must ...".
Error wrong(const Settings& settings, std::string_view key, std::string must);

/// "on" and "off", and what people write for them.
std::optional<bool> parse_switch(std::string_view text);

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const auto [stopped, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    return failure == std::errc{} && stopped == text.data() + text.size() ? std::optional(number)
                                                                          : std::nullopt;
}

}  // namespace likeness::app
