#include "api/dispatcher.hpp"

#include "api/session_cookie.hpp"
#include "api/testing_table.hpp"
#include "net/in_memory_request.hpp"
#include "testing/code_of.hpp"
#include "testing/test_services.hpp"

#include <gtest/gtest.h>

namespace likeness::api {
namespace {

using net::InMemoryRequest;
using net::Method;
using test::code_of;

class DispatcherTest : public ::testing::Test {
protected:
    Result<Call> open(InMemoryRequest& request) {
        net::Request asked = request.request();
        return world_.world.run(dispatcher_.open(asked));
    }

    /// Whether a signed-in caller may call the row with this request.
    Result<void> admit(std::string_view row, InMemoryRequest& request) {
        net::Request asked = request.request();
        Call call{world_.services};
        call.caller.wallet = test::sample_wallet(1);
        call.address = "192.0.2.1";
        return dispatcher_.admit(*table_.find(row), call, asked);
    }

    test::TestServices world_;
    OperationTable table_{testing_operations()};
    Dispatcher dispatcher_{world_.services, {{"https://likeness.example"}}};
};

TEST_F(DispatcherTest, KnowsTheHolderOfAnApiKey) {
    InMemoryRequest request;
    request.header("Authorization", world_.authorization());

    EXPECT_EQ(open(request).value().caller.wallet, test::sample_wallet(1));
}

TEST_F(DispatcherTest, LetsNobodyInWithoutCredentials) {
    InMemoryRequest request;

    EXPECT_FALSE(open(request).value().caller.is_signed_in());
}

TEST_F(DispatcherTest, TakesAnUnknownSessionForNobodyAndAnUnknownKeyForAnError) {
    InMemoryRequest session;
    session.header("Cookie", "likeness=unknown");
    InMemoryRequest key;
    key.header("Authorization", "Bearer lk_unknown");

    EXPECT_FALSE(open(session).value().caller.is_signed_in());
    EXPECT_EQ(code_of(open(key)), ErrorCode::unauthenticated);
}

TEST_F(DispatcherTest, ReadsWhatTheClientPrefers) {
    InMemoryRequest request;
    request.header("Prefer", "wait=10, respond-async").header("Idempotency-Key", "\"abc\"");

    const Call call = open(request).value();

    EXPECT_TRUE(call.respond_async);
    EXPECT_EQ(call.idempotency_key, "abc");
}

TEST_F(DispatcherTest, TakesAnIdempotencyKeyWithoutQuotesToo) {
    InMemoryRequest request;
    request.header("Idempotency-Key", "abc");

    EXPECT_EQ(open(request).value().idempotency_key, "abc");
}

TEST_F(DispatcherTest, LetsPagesOfOtherOriginsChangeNothing) {
    for (const char* origin :
         {"https://evil.example",
          "http://likeness.example",
          "https://likeness.example:8443",
          "https://likeness.example.evil.example",
          "null",
          ""}) {
        InMemoryRequest request(Method::post);
        request.header("Origin", origin);

        EXPECT_EQ(code_of(admit("echo.shout", request)), ErrorCode::permission_denied) << origin;
    }
}

TEST_F(DispatcherTest, LetsOwnPagesAndProgramsChangeThings) {
    InMemoryRequest page(Method::post);
    page.header("Origin", "https://likeness.example").header("Sec-Fetch-Site", "cross-site");
    InMemoryRequest program(Method::post);
    InMemoryRequest with_key(Method::post);
    with_key.header("Origin", "https://evil.example").header("Authorization", "Bearer x");

    EXPECT_TRUE(admit("echo.shout", page));
    EXPECT_TRUE(admit("echo.shout", program));
    EXPECT_TRUE(admit("echo.shout", with_key));
}

TEST_F(DispatcherTest, KnowsThatBrowsersAddThePasswordOfAProxyByThemselves) {
    InMemoryRequest request(Method::post);
    request.header("Origin", "https://evil.example").header("Authorization", "Basic YTpi");

    EXPECT_EQ(code_of(admit("echo.shout", request)), ErrorCode::permission_denied);
}

TEST_F(DispatcherTest, BelievesTheBrowserWhereARequestComesFrom) {
    for (const auto& [site, is_admitted] :
         {std::pair{"cross-site", false},
          std::pair{"same-site", false},
          std::pair{"same-origin", true},
          std::pair{"none", true}}) {
        InMemoryRequest request(Method::post);
        request.header("Sec-Fetch-Site", site);

        EXPECT_EQ(admit("echo.shout", request).has_value(), is_admitted) << site;
    }
}

TEST_F(DispatcherTest, LetsPagesOfOtherOriginsAsk) {
    InMemoryRequest request;
    request.header("Origin", "https://evil.example");

    EXPECT_TRUE(admit("echo.text", request));
}

TEST(ClientAddressTest, IsThePeer) {
    InMemoryRequest request;
    request.header("X-Forwarded-For", "203.0.113.9");

    EXPECT_EQ(client_address(request.request()), "192.0.2.1");
}

TEST(SessionCookieNameTest, FollowsTheServer) {
    EXPECT_EQ(session_cookie_name(true), "__Host-likeness");
    EXPECT_EQ(session_cookie_name(false), "likeness");
}

/// A request as a proxy on this machine hands it on.
class FromLoopback final : public net::BodySource {
public:
    explicit FromLoopback(std::string_view forwarded, std::string_view peer = "127.0.0.1")
        : field_{"X-Forwarded-For", forwarded} {
        head_.fields = {&field_, 1};
        head_.remote_address = peer;
    }

    std::string client() { return client_address(net::Request(head_, id_, *this)); }

    Task<std::size_t> read_some(std::span<char>) override { co_return std::size_t{0}; }

private:
    net::HeaderField field_;
    net::RequestHead head_;
    std::string id_ = "00ff";
};

TEST(ClientAddressTest, IsWhomAProxyOnThisMachineSaw) {
    EXPECT_EQ(FromLoopback("203.0.113.9").client(), "203.0.113.9");
    EXPECT_EQ(FromLoopback("203.0.113.9", "::1").client(), "203.0.113.9");
}

TEST(ClientAddressTest, IsNotWhatTheClientItselfClaims) {
    EXPECT_EQ(FromLoopback("198.51.100.1, 203.0.113.9").client(), "203.0.113.9");
    EXPECT_EQ(FromLoopback("198.51.100.1,203.0.113.9").client(), "203.0.113.9");
}

}  // namespace
}  // namespace likeness::api
