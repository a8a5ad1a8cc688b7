#pragma once

#include "base/result.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace likeness::net {

/// The value of the first cookie of this name in a Cookie header (RFC 6265, section 4.2.1), as
/// sent. A pair whose name is no token or whose value holds other than cookie-octets is passed
/// over, quoted values included.
std::optional<std::string_view> find_cookie(std::string_view cookie_header, std::string_view name);

enum class SameSite {
    strict,
    lax,
    none
};

/// A cookie to be set. The defaults are those of a session: all paths, unseen by scripts, not sent
/// from other sites.
struct Cookie {
    std::string name;
    std::string value;
    std::string path = "/";
    /// Absent: until the browser closes. Zero: delete it now.
    std::optional<std::chrono::seconds> max_age = {};
    bool http_only = true;
    bool secure = true;
    SameSite same_site = SameSite::lax;
};

/// The value of a Set-Cookie header. Refuses a name that is no token, a value or path that the
/// grammar does not allow, and SameSite=None without Secure, which browsers drop.
Result<std::string> to_set_cookie(const Cookie& cookie);

}  // namespace likeness::net
