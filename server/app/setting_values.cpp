#include "app/setting_values.hpp"

namespace likeness::app {

Error wrong(const Settings& settings, std::string_view key, std::string must) {
    const SettingValue& value = settings.value(key);
    return Error{
        ErrorCode::invalid_argument, std::string(key) + " (from " + value.source + ") " + must};
}

std::optional<bool> parse_switch(std::string_view text) {
    if (text == "on" || text == "true" || text == "1" || text == "yes") {
        return true;
    }
    if (text == "off" || text == "false" || text == "0" || text == "no") {
        return false;
    }
    return std::nullopt;
}

}  // namespace likeness::app
