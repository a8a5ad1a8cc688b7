#pragma once

#include <span>
#include <string>
#include <string_view>

namespace likeness::fal {

/// "https://queue.fal.run:443/a?b" -> "https://queue.fal.run:443": scheme, host in lower case and
/// port, always there. Empty for what is no http or https URL, or names a user.
std::string origin_of(std::string_view url);

/// True if the URL's origin is one of `allowed`: origins, in which the host may begin with "*." for
/// any subdomain.
bool is_allowed_origin(std::string_view url, std::span<const std::string> allowed);

/// False for addresses that only this machine or its network can reach, as far as their names tell:
/// loopback, private and link-local numbers, names without a dot.
bool is_on_the_internet(std::string_view url);

}  // namespace likeness::fal
