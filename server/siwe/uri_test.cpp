#include "siwe/uri.hpp"

#include <gtest/gtest.h>

namespace likeness::siwe {
namespace {

using namespace std::string_literals;

TEST(AuthorityTest, IsTakenApart) {
    EXPECT_EQ(parse_authority("studio.example"), (Authority{"studio.example", "", false}));
    EXPECT_EQ(parse_authority("Studio.EXAMPLE:8080"), (Authority{"studio.example", "8080", false}));
    EXPECT_EQ(parse_authority("me:secret@studio.example"), (Authority{"studio.example", "", true}));
    EXPECT_EQ(parse_authority("@studio.example"), (Authority{"studio.example", "", true}));
    EXPECT_EQ(parse_authority("127.0.0.1:1"), (Authority{"127.0.0.1", "1", false}));
    EXPECT_EQ(parse_authority("[::1]:3000"), (Authority{"[::1]", "3000", false}));
    EXPECT_EQ(parse_authority("[::ffff:127.0.0.1]"), (Authority{"[::ffff:127.0.0.1]", "", false}));
    EXPECT_EQ(parse_authority("[v1.a:b]"), (Authority{"[v1.a:b]", "", false}));
    EXPECT_EQ(parse_authority("a_b.example"), (Authority{"a_b.example", "", false}));
    EXPECT_EQ(parse_authority("a%20b"), (Authority{"a%20b", "", false}));
    EXPECT_EQ(parse_authority("studio.example:"), (Authority{"studio.example", "", false}));
    EXPECT_EQ(parse_authority(""), (Authority{"", "", false}));
}

TEST(AuthorityTest, IsRefusedWhereRfc3986RefusesIt) {
    for (const std::string& text :
         {" "s,

          "a b"s,
          "a/b"s,
          "a?b"s,
          "a#b"s,
          "a:b"s,
          "a:80x"s,
          "a@b@c"s,
          "[::1"s,
          "::1"s,
          "[::g]"s,
          "a%2"s,
          "a%zz"s,
          "bücher.example"s,
          "a\tb"s,
          "a\0b"s,
          "a<b"s,
          "[1:2:3:4:5:6:7:8:9]"s,
          "[::1]x"s,
          "[]"s,
          "[::1%25eth0]"s,
          "[1.2.3.4]"s,
          "[v1.]"s,
          "[v.a]"s,
          "[x1.a]"s,
          "[v1.%41]"s,
          "[::1\0]"s,
          "%@a"s,
          "a]"s}) {
        EXPECT_FALSE(parse_authority(text)) << text;
    }
}

TEST(UriTest, IsTakenApart) {
    const auto uri = parse_uri("HTTPS://Studio.example:8443/a/b?c=d#e");

    ASSERT_TRUE(uri);
    EXPECT_EQ(uri->scheme, "https");
    EXPECT_EQ(uri->authority, (Authority{"studio.example", "8443", false}));
}

TEST(UriTest, NeedsNoHost) {
    for (const std::string_view text :
         {"urn:isbn:1", "did:key:z6Mk", "mailto:a@b.example", "localhost:8080", "x:"}) {
        const auto uri = parse_uri(text);

        ASSERT_TRUE(uri) << text;
        EXPECT_FALSE(uri->authority) << text;
    }
}

TEST(UriTest, MayHaveAnEmptyHostAndAnyPathQueryAndFragment) {
    for (const std::string_view text :
         {"file:///a",
          "ipfs://",
          "a://b/c//d/?e=/?&f#/?g",
          "a:/b",
          "a://b?",
          "a://b#",
          "a://b?c",
          "a:b/c:d@e",
          "a:%20"}) {
        EXPECT_TRUE(parse_uri(text)) << text;
    }
}

TEST(UriTest, IsRefusedWhereRfc3986RefusesIt) {
    for (const std::string& text :
         {""s,
          "studio.example"s,
          "/login"s,
          "//studio.example"s,
          "1http://a"s,
          "://a"s,
          "http://a b"s,
          "http://a/ü"s,
          "http://a/%"s,
          "http://a/%2"s,
          "http://a/%2g"s,
          "http://a/[b]"s,
          R"(http://a/"b")"s,
          "http://a/<b>"s,
          "http://a/b\\c"s,
          "http://a/b^c"s,
          "http://a/{b}"s,
          "http://a/b|c"s,
          "http://a/b`c"s,
          "http://a#b#c"s,
          "http://[::1/"s,
          "http://a:b/"s,
          "http://a/\n"s,
          " http://a"s,
          "http://a "s,
          "http://a/\0"s,
          "ht tp://a"s}) {
        EXPECT_FALSE(parse_uri(text)) << text;
    }
}

TEST(OriginTest, IsInLowerCaseWithoutTheDefaultPort) {
    EXPECT_EQ(origin_of(*parse_uri("HTTPS://Studio.Example/login?x#y")), "https://studio.example");
    EXPECT_EQ(origin_of(*parse_uri("https://studio.example:443")), "https://studio.example");
    EXPECT_EQ(origin_of(*parse_uri("https://studio.example:80")), "https://studio.example:80");
    EXPECT_EQ(origin_of(*parse_uri("http://localhost:80/")), "http://localhost");
    EXPECT_EQ(origin_of(*parse_uri("http://localhost:8080/")), "http://localhost:8080");
    EXPECT_EQ(origin_of(*parse_uri("http://[::1]:8080/")), "http://[::1]:8080");
}

TEST(OriginTest, IsNothingWithoutAHostOrWithUserinfo) {
    for (const std::string_view text :
         {"urn:x",
          "localhost:8080",
          "https:studio.example",
          "https:///login",
          "https://me@studio.example/"}) {
        EXPECT_FALSE(origin_of(*parse_uri(text))) << text;
    }
}

TEST(PathSegmentTest, TakesPcharOnly) {
    EXPECT_TRUE(is_path_segment(""));
    EXPECT_TRUE(is_path_segment("abcXYZ019-._~!$&'()*+,;=:@"));
    EXPECT_TRUE(is_path_segment("%20%fF"));
    EXPECT_FALSE(is_path_segment(std::string_view("a%20").substr(0, 3)));
    for (const std::string& text :
         {"a b"s, "a/b"s, "a?b"s, "a#b"s, "a[b"s, "%"s, "%2"s, "%2g"s, "ü"s, "a\0"s, "a\r"s}) {
        EXPECT_FALSE(is_path_segment(text)) << text;
    }
}

}  // namespace
}  // namespace likeness::siwe
