#include "http_client/json_reading.hpp"

#include <boost/json/parse.hpp>

namespace likeness::http_client {

std::optional<boost::json::object> read_object(std::string_view json) {
    boost::system::error_code failed;
    boost::json::value value = boost::json::parse({json.data(), json.size()}, failed);
    if (failed || !value.is_object()) {
        return std::nullopt;
    }
    return std::move(value.as_object());
}

std::string_view text_at(const boost::json::object& object, std::string_view name) {
    const boost::json::value* value = object.if_contains({name.data(), name.size()});
    if (value == nullptr || !value->is_string()) {
        return {};
    }
    const boost::json::string& text = value->as_string();
    return {text.data(), text.size()};
}

const boost::json::array* array_at(const boost::json::object& object, std::string_view name) {
    const boost::json::value* value = object.if_contains({name.data(), name.size()});
    return value == nullptr ? nullptr : value->if_array();
}

}  // namespace likeness::http_client
