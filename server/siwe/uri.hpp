#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace likeness::siwe {

// RFC 3986 to the letter. Boost.URL 1.81 is not used here: it takes "http://a:b/", which the RFC
// does not allow.

std::string ascii_lower(std::string_view text);

/// A letter, then letters, digits, "+", "-" and ".".
bool is_uri_scheme(std::string_view text);

/// *pchar: what may stand in one segment of a path.
bool is_path_segment(std::string_view text);

/// [userinfo@]host[:port], taken apart.
struct Authority {
    std::string
        host;  // lower case; IP literals in their brackets; percent signs as written; may be empty
    std::string port;  // digits; empty without a port
    bool has_userinfo = false;

    friend bool operator==(const Authority&, const Authority&) = default;
};

/// Nothing if the text is no authority.
std::optional<Authority> parse_authority(std::string_view text);

/// What counts of an absolute URI when its origin is compared.
struct Uri {
    std::string scheme;                  // lower case
    std::optional<Authority> authority;  // absent in "urn:x"
};

/// Nothing if the text is no URI with a scheme: spaces, characters outside ASCII, bad percent
/// signs, ...
std::optional<Uri> parse_uri(std::string_view text);

/// The port unless it is the scheme's default: "" for https and 443.
std::string explicit_port(std::string_view port, std::string_view scheme);

/// scheme://host[:port] in lower case without the scheme's default port; nothing for URIs without a
/// host or with userinfo, which no origin has.
std::optional<std::string> origin_of(const Uri& uri);

}  // namespace likeness::siwe
