#include "core/device_text.hpp"

#include <array>
#include <utility>

namespace likeness {

namespace {

constexpr std::size_t kLongest = 40;

using Names = std::pair<std::string_view, std::string_view>;  // what the header has, what we say

// Browsers name those that they want to be taken for as well: the rarer come first.
constexpr std::array<Names, 8> kBrowsers{{
    {"Edg", "Edge"},
    {"OPR/", "Opera"},
    {"SamsungBrowser/", "Samsung Internet"},
    {"Firefox/", "Firefox"},
    {"FxiOS/", "Firefox"},
    {"CriOS/", "Chrome"},
    {"Chrome/", "Chrome"},
    {"Safari/", "Safari"},
}};

constexpr std::array<Names, 7> kSystems{{
    {"iPhone", "iPhone"},
    {"iPad", "iPad"},
    {"Android", "Android"},
    {"CrOS", "ChromeOS"},
    {"Windows", "Windows"},
    {"Mac OS X", "macOS"},
    {"Linux", "Linux"},
}};

template <std::size_t N>
std::string_view name_in(std::string_view text, const std::array<Names, N>& names) {
    for (const auto& [has, said] : names) {
        if (text.find(has) != std::string_view::npos) {
            return said;
        }
    }
    return {};
}

bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

}  // namespace

std::string device_text(std::string_view user_agent) {
    const std::string_view browser = name_in(user_agent, kBrowsers);
    if (!browser.empty()) {
        const std::string_view system = name_in(user_agent, kSystems);
        return std::string(browser) + (system.empty() ? "" : " on " + std::string(system));
    }
    std::size_t length = 0;
    while (length < user_agent.size() && length < kLongest && is_name(user_agent[length])) {
        ++length;
    }
    return std::string(user_agent.substr(0, length));
}

}  // namespace likeness
