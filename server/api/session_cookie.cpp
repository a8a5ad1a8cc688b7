#include "api/session_cookie.hpp"

#include "net/cookies.hpp"

namespace likeness::api {

std::string_view session_cookie_name(bool secure) {
    return secure ? "__Host-likeness" : "likeness";
}

std::string session_cookie(const std::string& secret, std::chrono::seconds lifetime, bool secure) {
    net::Cookie cookie;
    cookie.name = session_cookie_name(secure);
    cookie.value = secret;
    cookie.max_age = lifetime;
    cookie.secure = secure;
    return net::to_set_cookie(cookie).value();  // our own names and base64url are always fit
}

std::optional<std::string> session_secret_in(std::string_view cookie_header, bool secure) {
    const std::optional<std::string_view> secret =
        net::find_cookie(cookie_header, session_cookie_name(secure));
    if (!secret || secret->empty()) {
        return std::nullopt;
    }
    return std::string(*secret);
}

}  // namespace likeness::api
