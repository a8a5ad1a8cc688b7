#include "net/cookies.hpp"

#include "net/field_value.hpp"

#include <algorithm>

namespace likeness::net {

namespace {

/// RFC 6265, section 4.1.1: US-ASCII without controls, whitespace, DQUOTE, comma, semicolon and
/// backslash.
bool is_cookie_octet(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7F && c != '"' && c != ',' && c != ';' && c != '\\';
}

bool is_cookie_value(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_cookie_octet);
}

bool is_path_value(std::string_view text) {
    return text.starts_with('/') && is_field_value(text) &&
           text.find(';') == std::string_view::npos;
}

std::string_view to_text(SameSite same_site) {
    switch (same_site) {
        case SameSite::strict:
            return "Strict";
        case SameSite::lax:
            return "Lax";
        case SameSite::none:
            return "None";
    }
    return "Strict";
}

}  // namespace

std::optional<std::string_view> find_cookie(std::string_view cookie_header, std::string_view name) {
    while (!cookie_header.empty()) {
        const std::string_view pair = take_element(cookie_header, ';');
        const std::size_t equals = pair.find('=');
        if (equals == std::string_view::npos || pair.substr(0, equals) != name || !is_token(name)) {
            continue;
        }
        const std::string_view value = pair.substr(equals + 1);
        if (is_cookie_value(value)) {
            return value;
        }
    }
    return std::nullopt;
}

Result<std::string> to_set_cookie(const Cookie& cookie) {
    if (!is_token(cookie.name) || !is_cookie_value(cookie.value) || !is_path_value(cookie.path)) {
        return Error::internal(
            "the cookie " + cookie.name + " has characters that no cookie may have"
        );
    }
    if (cookie.same_site == SameSite::none && !cookie.secure) {
        return Error::internal("the cookie " + cookie.name + " is SameSite=None without Secure");
    }
    std::string text = cookie.name + "=" + cookie.value + "; Path=" + cookie.path;
    if (cookie.max_age) {
        text += "; Max-Age=" + std::to_string(cookie.max_age->count());
    }
    text += cookie.http_only ? "; HttpOnly" : "";
    text += cookie.secure ? "; Secure" : "";
    text += "; SameSite=";
    text += to_text(cookie.same_site);
    return text;
}

}  // namespace likeness::net
