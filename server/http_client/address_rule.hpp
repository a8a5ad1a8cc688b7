#pragma once

struct sockaddr;

namespace likeness::http_client {

/// Which addresses a request may connect to. Judged on the address itself, after the name was
/// looked up, so that no name can lead elsewhere.
enum class AddressRule {
    any,
    public_only  // for URLs that users give: nothing of this machine, its networks or a cloud's
                 // inside
};

/// True for addresses that the whole Internet can reach: IANA's special-purpose registries (RFC
/// 6890, 8190), IPv4 inside IPv6 judged as IPv4. Families other than these two are not public.
bool is_public(const sockaddr& address);

}  // namespace likeness::http_client
