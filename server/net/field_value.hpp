#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace likeness::net {

// The small grammar that header field values share (RFC 9110, section 5.6). Nothing here allocates.

/// True if both are the same apart from the case of ASCII letters.
bool equals_ignoring_case(std::string_view a, std::string_view b);

/// Without spaces and tabs at both ends.
std::string_view trim(std::string_view text);

/// One or more token characters (section 5.6.2): a field name, a method, a cookie name.
bool is_token(std::string_view text);

/// True if the text can stand as a field value: no control characters besides the tab, so no line
/// ends and no NUL.
bool is_field_value(std::string_view text);

/// Digits only, at least one, and no more than the type holds.
std::optional<std::uint64_t> parse_decimal(std::string_view digits);

/// Takes everything up to the next `separator` off the front of `rest` (all of it if there is none)
/// and trims it.
std::string_view take_element(std::string_view& rest, char separator);

/// The value of `name` among parameters like `; name=value; other="quoted"`, case-insensitive,
/// first one. A quoted value comes with its quotes; nothing if the parameter is absent.
std::optional<std::string_view> find_parameter(std::string_view parameters, std::string_view name);

}  // namespace likeness::net
