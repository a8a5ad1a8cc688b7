#include "net/peer_address.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>

#include <cstring>

namespace likeness::net {
namespace {

PeerAddress peer_of_ipv4(const char* text) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    EXPECT_EQ(::inet_pton(AF_INET, text, &address.sin_addr), 1);
    sockaddr_storage storage{};
    std::memcpy(&storage, &address, sizeof address);
    return to_peer_address(storage);
}

PeerAddress peer_of_ipv6(const char* text) {
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    EXPECT_EQ(::inet_pton(AF_INET6, text, &address.sin6_addr), 1);
    sockaddr_storage storage{};
    std::memcpy(&storage, &address, sizeof address);
    return to_peer_address(storage);
}

TEST(PeerAddressTest, WritesAddressesWithoutPorts) {
    EXPECT_EQ(peer_of_ipv4("192.0.2.7").text, "192.0.2.7");
    EXPECT_EQ(peer_of_ipv6("2001:db8::1").text, "2001:db8::1");
}

TEST(PeerAddressTest, ShowsMappedAddressesAsIpv4) {
    EXPECT_EQ(peer_of_ipv6("::ffff:192.0.2.7").text, "192.0.2.7");
    EXPECT_EQ(peer_of_ipv6("::ffff:192.0.2.7").network, peer_of_ipv4("192.0.2.7").network);
}

TEST(PeerAddressTest, CountsAnIpv6NetworkAsOne) {
    EXPECT_EQ(
        peer_of_ipv6("2001:db8:0:1::1").network, peer_of_ipv6("2001:db8:0:1:ffff::2").network
    );
    EXPECT_NE(peer_of_ipv6("2001:db8:0:1::1").network, peer_of_ipv6("2001:db8:0:2::1").network);
    EXPECT_NE(peer_of_ipv4("192.0.2.7").network, peer_of_ipv4("192.0.2.8").network);
}

TEST(PeerAddressTest, KnowsLoopback) {
    EXPECT_TRUE(peer_of_ipv4("127.0.0.1").is_loopback);
    EXPECT_TRUE(peer_of_ipv4("127.9.9.9").is_loopback);
    EXPECT_TRUE(peer_of_ipv6("::1").is_loopback);
    EXPECT_TRUE(peer_of_ipv6("::ffff:127.0.0.1").is_loopback);
    EXPECT_FALSE(peer_of_ipv4("128.0.0.1").is_loopback);
    EXPECT_FALSE(peer_of_ipv6("::2").is_loopback);
}

}  // namespace
}  // namespace likeness::net
