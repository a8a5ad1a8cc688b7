#pragma once

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <string>

namespace likeness::net {

/// Who is at the other end of a connection.
struct PeerAddress {
    /// The address without the port; IPv4 in its own form also when it came mapped into IPv6.
    std::string text;
    /// Same for all peers that count as one: the IPv4 address, or the /64 network of IPv6.
    std::uint64_t network = 0;
    bool is_loopback = false;
};

PeerAddress to_peer_address(const sockaddr_storage& address);

}  // namespace likeness::net
