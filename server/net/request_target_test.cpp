#include "net/request_target.hpp"

#include <gtest/gtest.h>

#include <tuple>

namespace likeness::net {
namespace {

struct TargetCase {
    std::string_view target;
    std::string_view path;
    std::string_view query;
};

TEST(RequestTargetTest, SplitsTheFormsThatAServerMeets) {
    for (const TargetCase& expected :
         {TargetCase{"/", "/", ""},
          TargetCase{"/a/b?x=1?y", "/a/b", "x=1?y"},
          TargetCase{"/a?", "/a", ""},
          TargetCase{"//a", "//a", ""},
          TargetCase{"http://example.org/a?b", "/a", "b"},
          TargetCase{"HTTPS://example.org:443", "/", ""},
          TargetCase{"http://[::1]:80?q", "/", "q"}}) {
        const auto parts = split_target(expected.target, false);

        ASSERT_TRUE(parts) << expected.target;
        EXPECT_EQ(parts->path, expected.path) << expected.target;
        EXPECT_EQ(parts->query, expected.query) << expected.target;
    }
}

TEST(RequestTargetTest, TakesTheAsteriskOnlyWhereAllowed) {
    EXPECT_TRUE(split_target("*", true));
    EXPECT_FALSE(split_target("*", false));
}

TEST(RequestTargetTest, RefusesOtherForms) {
    for (const std::string_view target :
         {"",
          "a",
          "example.org:443",
          "ftp://example.org/",
          "http://",
          "http:///a",
          "http://user@example.org/",
          "/a#b",
          "/a b",
          "/\x7f",
          "/\xc3\xa9",
          "/\t",
          "**"}) {
        EXPECT_FALSE(split_target(target, true)) << target;
    }
}

TEST(HostTest, TakesNamesAndAddressesWithPorts) {
    for (const std::string_view host :
         {"localhost", "a-b.example.org:8080", "127.0.0.1", "[::1]", "[2001:db8::1]:65535", "x:"}) {
        EXPECT_TRUE(is_valid_host(host)) << host;
    }
}

TEST(HostTest, RefusesTheRest) {
    for (const std::string_view host :
         {"",
          ":80",
          "a b",
          "a/b",
          "a@b",
          "a:b",
          "a:65536",
          "a:123456",
          "[::1",
          "::1",
          "[]",
          "[::g]",
          "a,b",
          "a:1:2",
          "[::1]x",
          "a?b"}) {
        EXPECT_FALSE(is_valid_host(host)) << host;
    }
}

}  // namespace
}  // namespace likeness::net
