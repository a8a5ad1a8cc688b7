#pragma once

#include <string>
#include <string_view>

namespace likeness {

/// Appends `text` as a JSON string with its quotes. Control characters are escaped; bytes that are
/// not UTF-8 become U+FFFD, so that the result is always valid JSON. `<` is escaped too: the text
/// may be put into a script element.
void append_json_string(std::string& out, std::string_view text);

/// The same as a text of its own.
std::string json_string(std::string_view text);

}  // namespace likeness
