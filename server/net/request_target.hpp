#pragma once

#include <optional>
#include <string_view>

namespace likeness::net {

/// The parts of a request target in the forms that a server of content meets (RFC 9112,
/// section 3.2).
struct TargetParts {
    std::string_view path;
    std::string_view query;
};

/// Takes origin-form ("/path?query"), absolute-form ("http://host/path?query": the host is dropped)
/// and, if `allow_asterisk` (OPTIONS), "*". Nothing for all else: other schemes, fragments, bytes
/// outside visible ASCII, authority-form.
std::optional<TargetParts> split_target(std::string_view target, bool allow_asterisk);

/// True for a well-formed value of a Host field: a name, an IPv4 address or a bracketed IPv6
/// address, with or without a port. An empty one is refused: http and https always have a host.
bool is_valid_host(std::string_view host);

}  // namespace likeness::net
