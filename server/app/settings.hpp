#pragma once

#include "base/result.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace likeness::app {

/// One thing an operator can set: by flag, by environment variable, in likeness.toml; in this order
/// of weight.
struct SettingRow {
    std::string_view key;  // in likeness.toml, and with dashes the flag: "public_url", --public-url
    std::string_view variable;  // of the environment; empty for none
    std::string_view fallback;  // as text; empty may mean "worked out from others"
    std::string_view help;
    bool is_secret = false;
    std::string_view other_variable = {};  // read too, when the first is not set
};

/// All of them.
std::span<const SettingRow> setting_rows();
std::string flag_of(const SettingRow& row);

struct SettingValue {
    std::string text;
    std::string source;  // "default", "likeness.toml", "LIKENESS_QUOTA", "--quota"
};

/// What is in force, and where it came from.
class Settings {
public:
    using Texts = std::map<std::string, std::string, std::less<>>;

    /// `flags` by key. Reads the environment, and the file that --config or LIKENESS_CONFIG names,
    /// else likeness.toml in the working folder if there is one. invalid_argument names what cannot
    /// be read or is unknown.
    static Result<Settings> resolve(const Texts& flags);

    /// Empty when nothing is set. `key` must be one of setting_rows().
    const std::string& text(std::string_view key) const { return values_.find(key)->second.text; }

    const SettingValue& value(std::string_view key) const { return values_.find(key)->second; }

private:
    std::map<std::string, SettingValue, std::less<>> values_;
};

}  // namespace likeness::app
