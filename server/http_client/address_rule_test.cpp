#include "http_client/address_rule.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstring>
#include <string>

namespace likeness::http_client {
namespace {

bool is_public_text(const std::string& text) {
    sockaddr_storage storage{};
    if (text.find(':') == std::string::npos) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        EXPECT_EQ(::inet_pton(AF_INET, text.c_str(), &address.sin_addr), 1) << text;
        std::memcpy(&storage, &address, sizeof address);
    } else {
        sockaddr_in6 address{};
        address.sin6_family = AF_INET6;
        EXPECT_EQ(::inet_pton(AF_INET6, text.c_str(), &address.sin6_addr), 1) << text;
        std::memcpy(&storage, &address, sizeof address);
    }
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
    return is_public(reinterpret_cast<const sockaddr&>(storage));
}

TEST(AddressRuleTest, TakesAddressesOfTheInternet) {
    for (const char* text :
         {"1.1.1.1",
          "8.8.8.8",
          "93.184.216.34",
          "172.15.255.255",
          "172.32.0.1",
          "100.128.0.1",
          "198.20.0.1",
          "223.255.255.255",
          "2606:4700::1111",
          "2a00:1450:4001::1",
          "2002:0808:0808::1",
          "::ffff:8.8.8.8"}) {
        EXPECT_TRUE(is_public_text(text)) << text;
    }
}

TEST(AddressRuleTest, RefusesTheMachineItsNetworksAndWhatIsReserved) {
    for (const char* text :
         {"0.0.0.0",
          "0.1.2.3",
          "10.0.0.1",
          "100.64.0.1",
          "127.0.0.1",
          "127.255.0.1",
          "169.254.169.254",
          "172.16.0.1",
          "172.31.255.1",
          "192.0.0.8",
          "192.0.2.1",
          "192.168.1.1",
          "198.18.0.1",
          "198.19.255.1",
          "198.51.100.7",
          "203.0.113.7",
          "224.0.0.1",
          "255.255.255.255",
          "240.0.0.1"}) {
        EXPECT_FALSE(is_public_text(text)) << text;
    }
}

TEST(AddressRuleTest, RefusesThemInIpv6Too) {
    for (const char* text :
         {"::",
          "::1",
          "::ffff:127.0.0.1",
          "::ffff:169.254.169.254",
          "::127.0.0.1",
          "64:ff9b::7f00:1",
          "fe80::1",
          "fc00::1",
          "fd12::1",
          "ff02::1",
          "2001:db8::1",
          "2001::1",
          "3fff::1",
          "2002:7f00:1::",
          "2002:0a00:1::1"}) {
        EXPECT_FALSE(is_public_text(text)) << text;
    }
}

TEST(AddressRuleTest, RefusesOtherFamilies) {
    sockaddr address{};
    address.sa_family = AF_UNIX;

    EXPECT_FALSE(is_public(address));
}

}  // namespace
}  // namespace likeness::http_client
