#include "http_client/address_rule.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace likeness::http_client {

namespace {

struct Block4 {
    std::uint32_t network;
    int bits;
};

constexpr std::uint32_t ipv4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
    return a << 24 | b << 16 | c << 8 | d;
}

constexpr std::array kSpecial4 = {
    Block4{ipv4(0, 0, 0, 0), 8},
    Block4{ipv4(10, 0, 0, 0), 8},
    Block4{ipv4(100, 64, 0, 0), 10},
    Block4{ipv4(127, 0, 0, 0), 8},
    Block4{ipv4(169, 254, 0, 0), 16},
    Block4{ipv4(172, 16, 0, 0), 12},
    Block4{ipv4(192, 0, 0, 0), 24},
    Block4{ipv4(192, 0, 2, 0), 24},
    Block4{ipv4(192, 88, 99, 0), 24},
    Block4{ipv4(192, 168, 0, 0), 16},
    Block4{ipv4(198, 18, 0, 0), 15},
    Block4{ipv4(198, 51, 100, 0), 24},
    Block4{ipv4(203, 0, 113, 0), 24},
    Block4{ipv4(224, 0, 0, 0), 4},
    Block4{ipv4(240, 0, 0, 0), 4},
};

bool is_public4(std::uint32_t address) {
    return std::none_of(kSpecial4.begin(), kSpecial4.end(), [&](const Block4& block) {
        return (address ^ block.network) >> (32 - block.bits) == 0;
    });
}

using Bytes16 = std::array<std::uint8_t, 16>;

std::uint32_t ipv4_at(const Bytes16& address, std::size_t offset) {
    return ipv4(address[offset], address[offset + 1], address[offset + 2], address[offset + 3]);
}

bool is_public6(const Bytes16& address) {
    constexpr Bytes16 kMapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    if (std::equal(address.begin(), address.begin() + 12, kMapped.begin())) {
        return is_public4(ipv4_at(address, 12));
    }
    if (address[0] >> 5 != 1) {  // 2000::/3 is all that is given out
        return false;
    }
    const std::uint32_t first = ipv4_at(address, 0);
    if (first == 0x2001'0db8 || first >> 9 == 0x2001'0000U >> 9) {  // examples; 2001::/23
        return false;
    }
    if (first >> 20 == 0x3fff'0000U >> 20) {  // more examples, RFC 9637
        return false;
    }
    if (first >> 16 == 0x2002) {  // 6to4
        return is_public4(ipv4_at(address, 2));
    }
    return true;
}

}  // namespace

bool is_public(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in ip4{};
        std::memcpy(&ip4, &address, sizeof ip4);
        return is_public4(ntohl(ip4.sin_addr.s_addr));
    }
    if (address.sa_family == AF_INET6) {
        sockaddr_in6 ip6{};
        std::memcpy(&ip6, &address, sizeof ip6);
        Bytes16 bytes{};
        std::memcpy(bytes.data(), &ip6.sin6_addr, bytes.size());
        return is_public6(bytes);
    }
    return false;
}

}  // namespace likeness::http_client
