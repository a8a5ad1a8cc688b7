#include "net/peer_address.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <cstring>

namespace likeness::net {

namespace {

PeerAddress from_ipv4(in_addr address) {
    std::array<char, INET_ADDRSTRLEN> text{};
    ::inet_ntop(AF_INET, &address, text.data(), text.size());
    const std::uint32_t number = ntohl(address.s_addr);
    return {text.data(), number, number >> 24U == 127};
}

PeerAddress from_ipv6(const in6_addr& address) {
    const std::uint8_t* bytes = &address.s6_addr[0];
    if (IN6_IS_ADDR_V4MAPPED(&address)) {
        in_addr mapped{};
        std::memcpy(&mapped, bytes + 12, sizeof mapped);
        return from_ipv4(mapped);
    }
    std::array<char, INET6_ADDRSTRLEN> text{};
    ::inet_ntop(AF_INET6, &address, text.data(), text.size());
    std::uint64_t network = 0;
    std::memcpy(&network, bytes, sizeof network);
    return {text.data(), network, IN6_IS_ADDR_LOOPBACK(&address) != 0};
}

}  // namespace

PeerAddress to_peer_address(const sockaddr_storage& address) {
    if (address.ss_family == AF_INET) {
        sockaddr_in ipv4{};
        std::memcpy(&ipv4, &address, sizeof ipv4);
        return from_ipv4(ipv4.sin_addr);
    }
    if (address.ss_family == AF_INET6) {
        sockaddr_in6 ipv6{};
        std::memcpy(&ipv6, &address, sizeof ipv6);
        return from_ipv6(ipv6.sin6_addr);
    }
    return {};
}

}  // namespace likeness::net
