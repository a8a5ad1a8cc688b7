#pragma once

#include "app/config.hpp"
#include "app/settings.hpp"

#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <string_view>

/// What the tests of settings share.
namespace likeness::app {

/// While it lives, the environment says nothing about any setting but what the test makes it say.
class CleanEnvironment {
public:
    CleanEnvironment() {
        for (const SettingRow& row : setting_rows()) {
            hide(row.variable);
            hide(row.other_variable);
        }
    }

    ~CleanEnvironment() {
        for (const auto& [name, value] : before_) {
            put(name, value);
        }
    }

    CleanEnvironment(const CleanEnvironment&) = delete;
    CleanEnvironment& operator=(const CleanEnvironment&) = delete;

    /// `name` is that of a setting.
    static void set(const std::string& name, const std::string& value) { put(name, value); }

private:
    void hide(std::string_view variable) {
        const std::string name(variable);
        if (name.empty() || before_.contains(name)) {
            return;
        }
        const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): one thread
        before_[name] = value == nullptr ? std::nullopt : std::optional<std::string>(value);
        put(name, std::nullopt);
    }

    static void put(const std::string& name, const std::optional<std::string>& value) {
        if (value) {
            setenv(name.c_str(), value->c_str(), 1);  // NOLINT(concurrency-mt-unsafe): one thread
        } else {
            unsetenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): one thread
        }
    }

    std::map<std::string, std::optional<std::string>> before_;
};

/// The configuration that these flags make in a clean environment.
inline Result<Config> config_of(const Settings::Texts& flags) {
    const CleanEnvironment environment;
    LIKENESS_TRY(const Settings settings, Settings::resolve(flags));
    return Config::from(settings);
}

}  // namespace likeness::app
