#include "net/cookies.hpp"

#include <gtest/gtest.h>

namespace likeness::net {
namespace {

using namespace std::chrono_literals;

TEST(FindCookieTest, TakesTheFirstOfAName) {
    EXPECT_EQ(find_cookie("theme=dark; session=abc=; session=def", "session"), "abc=");
    EXPECT_EQ(find_cookie("session=", "session"), "");
}

TEST(FindCookieTest, IsExactAboutNames) {
    EXPECT_FALSE(find_cookie("xsession=a; Session=b; session; session =c", "session"));
    EXPECT_FALSE(find_cookie("", "session"));
}

TEST(FindCookieTest, PassesOverValuesThatNoCookieMayHave) {
    EXPECT_EQ(find_cookie("s=\"quoted\"; s=a b; s=a,b; s=a\\b; s=\xc3\xa9; s=good", "s"), "good");
}

TEST(ToSetCookieTest, IsASessionsCookieByDefault) {
    Cookie cookie;
    cookie.name = "session";
    cookie.value = "abc";

    EXPECT_EQ(to_set_cookie(cookie).value(), "session=abc; Path=/; HttpOnly; Secure; SameSite=Lax");
}

TEST(ToSetCookieTest, WritesWhatIsAskedFor) {
    Cookie cookie;
    cookie.name = "theme";
    cookie.value = "dark";
    cookie.path = "/app";
    cookie.max_age = 0s;
    cookie.http_only = false;
    cookie.secure = false;
    cookie.same_site = SameSite::strict;

    EXPECT_EQ(to_set_cookie(cookie).value(), "theme=dark; Path=/app; Max-Age=0; SameSite=Strict");
}

TEST(ToSetCookieTest, RefusesWhatWouldAddAttributesOrLines) {
    const auto refuses = [](std::string name, std::string value, std::string path) {
        Cookie cookie;
        cookie.name = std::move(name);
        cookie.value = std::move(value);
        cookie.path = std::move(path);
        return !to_set_cookie(cookie);
    };

    EXPECT_TRUE(refuses("", "v", "/"));
    EXPECT_TRUE(refuses("a=b", "v", "/"));
    EXPECT_TRUE(refuses("a", "v; Domain=evil.example", "/"));
    EXPECT_TRUE(refuses("a", "v\r\nX: y", "/"));
    EXPECT_TRUE(refuses("a", "v", "/; Secure"));
    EXPECT_TRUE(refuses("a", "v", "relative"));
}

TEST(ToSetCookieTest, RefusesSameSiteNoneWithoutSecure) {
    Cookie cookie;
    cookie.name = "a";
    cookie.secure = false;
    cookie.same_site = SameSite::none;

    EXPECT_FALSE(to_set_cookie(cookie));
}

}  // namespace
}  // namespace likeness::net
