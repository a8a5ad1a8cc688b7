#pragma once

#include <string>
#include <string_view>

namespace likeness {

/// What a User-Agent header says in a few words, "Firefox on Linux", so that people know their
/// devices apart; the name of any other program; empty when it says nothing. At most 40 characters
/// of ASCII.
std::string device_text(std::string_view user_agent);

}  // namespace likeness
