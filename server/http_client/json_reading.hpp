#pragma once

#include <boost/json/object.hpp>

#include <optional>
#include <string_view>

namespace likeness::http_client {

/// The JSON of answers is hostile: read without exceptions: nothing unless it is one object.
std::optional<boost::json::object> read_object(std::string_view json);

/// The member's text; empty when it is missing or no text. Valid as long as the object.
std::string_view text_at(const boost::json::object& object, std::string_view name);

/// The member if it is an array.
const boost::json::array* array_at(const boost::json::object& object, std::string_view name);

}  // namespace likeness::http_client
