#include "api/session_cookie.hpp"

#include <gtest/gtest.h>

namespace likeness::api {
namespace {

using namespace std::chrono_literals;

TEST(SessionCookieTest, IsKeptToThisHostWhereThereIsHttps) {
    EXPECT_EQ(
        session_cookie("secret", 720h, true),
        "__Host-likeness=secret; Path=/; Max-Age=2592000; HttpOnly; Secure; SameSite=Lax"
    );
}

TEST(SessionCookieTest, WorksWithoutHttpsOnTheOwnMachine) {
    EXPECT_EQ(
        session_cookie("secret", 1h, false),
        "likeness=secret; Path=/; Max-Age=3600; HttpOnly; SameSite=Lax"
    );
}

TEST(SessionCookieTest, IsDeletedByALifetimeOfZero) {
    EXPECT_EQ(
        session_cookie("", 0s, true),
        "__Host-likeness=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax"
    );
}

TEST(SessionCookieTest, IsFoundAmongOthers) {
    EXPECT_EQ(session_secret_in("theme=dark; likeness=secret; a=b", false), "secret");
    EXPECT_EQ(session_secret_in("__Host-likeness=secret", true), "secret");
}

TEST(SessionCookieTest, IsNotTheOneOfTheOtherName) {
    EXPECT_EQ(session_secret_in("likeness=secret", true), std::nullopt);
    EXPECT_EQ(session_secret_in("__Host-likeness=secret", false), std::nullopt);
    EXPECT_EQ(session_secret_in("xlikeness=secret", false), std::nullopt);
}

TEST(SessionCookieTest, IsNothingWhenEmptyOrMissing) {
    EXPECT_EQ(session_secret_in("", false), std::nullopt);
    EXPECT_EQ(session_secret_in("likeness=", false), std::nullopt);
    EXPECT_EQ(session_secret_in("likeness", false), std::nullopt);
}

}  // namespace
}  // namespace likeness::api
