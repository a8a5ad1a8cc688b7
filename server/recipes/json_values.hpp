#pragma once

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

/// JSON as other programs write it.
namespace likeness::recipes {

/// An object of at most 1 MiB and 64 levels; nothing for all else. NaN and Infinity, which Python
/// writes, read as null.
std::optional<boost::json::object> parse_json_object(std::string_view text);

/// The list, object or text of a JSON text, by the same rules.
std::optional<boost::json::value> parse_json(std::string_view text);

/// What a quoted JSON text says; without its quotes if it cannot be read.
std::string unquoted_json(std::string_view quoted);

/// The first of these keys that is there and not null; nullptr if none is.
const boost::json::value*
find(const boost::json::object& object, std::initializer_list<std::string_view> keys);

/// A member that is an object; nullptr if it is not.
const boost::json::object* find_object(const boost::json::object& object, std::string_view key);
/// A member that is a list; nullptr if it is not.
const boost::json::array* find_array(const boost::json::object& object, std::string_view key);

/// A text or number as text; empty for all else.
std::string scalar_text(const boost::json::value& value);
/// The same for the first of these keys that is there.
std::string
scalar_text(const boost::json::object& object, std::initializer_list<std::string_view> keys);

}  // namespace likeness::recipes
