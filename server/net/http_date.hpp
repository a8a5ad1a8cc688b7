#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace likeness::net {

/// The preferred form of HTTP dates (RFC 9110, section 5.6.7): Sun, 06 Nov 1994 08:49:37 GMT. For
/// years 1970 to 9999.
std::string to_http_date(std::chrono::sys_seconds time);

/// Reads the preferred form and the two obsolete ones. A two-digit year is the one within 50 years
/// of `now`. Nothing for all else, calendar errors included; the day of the week is not compared
/// with the date.
std::optional<std::chrono::sys_seconds>
parse_http_date(std::string_view text, std::chrono::sys_seconds now);
/// The same, by the clock.
std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text);

}  // namespace likeness::net
