#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace likeness::api {

/// The cookie's name: with the __Host- prefix where the page is served by https, which browsers
/// then keep to this host.
std::string_view session_cookie_name(bool secure);
/// The value of Set-Cookie for a session; a lifetime of zero deletes it.
std::string session_cookie(const std::string& secret, std::chrono::seconds lifetime, bool secure);
/// The secret in a Cookie header.
std::optional<std::string> session_secret_in(std::string_view cookie_header, bool secure);

}  // namespace likeness::api
