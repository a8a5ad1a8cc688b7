#include "core/sessions.hpp"

#include "core/sign_in.hpp"
#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/test_database.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::code_of;
using test::sample_wallet;

class SessionsTest : public ::testing::Test {
protected:
    SessionId open(const std::string& secret, int wallet = 1) {
        run_.value(database_.identities().add_nonce(secret, clock_.now() + 10min, clock_.now()));
        Session session{
            stored_form(secret),
            sample_wallet(wallet),
            clock_.now(),
            clock_.now() + 24h,
            "Firefox"};
        const SessionId id = session.id();
        run_.value(database_.identities().open_session(secret, std::move(session)));
        return id;
    }

    bool is_signed_in(const std::string& secret) {
        return run_.value(authentication_.authenticate({.session_secret = secret}))
            .caller.is_signed_in();
    }

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::TestDatabase database_;
    Authentication authentication_{database_.identities(), clock_, std::nullopt};
    Sessions sessions_{database_.identities(), authentication_, clock_};
};

TEST_F(SessionsTest, EndAtOnce) {
    const SessionId phone = open("phone");
    open("desk");
    ASSERT_TRUE(is_signed_in("phone"));

    ASSERT_TRUE(run_(sessions_.end(sample_wallet(1), phone)));

    EXPECT_FALSE(is_signed_in("phone"));
    EXPECT_TRUE(is_signed_in("desk"));
}

TEST_F(SessionsTest, AreOnlyEndedByTheirOwnWallet) {
    const SessionId phone = open("phone");

    EXPECT_EQ(code_of(run_(sessions_.end(sample_wallet(2), phone))), ErrorCode::not_found);
    EXPECT_TRUE(is_signed_in("phone"));
}

TEST_F(SessionsTest, AllButTheCallersOwnAreEndedTogether) {
    for (const char* secret : {"phone", "desk", "couch"}) {
        open(secret);
        ASSERT_TRUE(is_signed_in(secret));
    }
    open("a stranger's", 2);

    EXPECT_EQ(run_.value(sessions_.end_others(sample_wallet(1), "desk")), 2);

    EXPECT_FALSE(is_signed_in("phone"));
    EXPECT_TRUE(is_signed_in("desk"));
    EXPECT_FALSE(is_signed_in("couch"));
    EXPECT_TRUE(is_signed_in("a stranger's"));
}

}  // namespace
}  // namespace likeness
