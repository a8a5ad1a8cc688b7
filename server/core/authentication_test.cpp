#include "core/authentication.hpp"

#include "core/api_tokens.hpp"
#include "core/sign_in.hpp"
#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/gate.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_database.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::sample_wallet;

/// Answers only when its gate is open, with what it found before.
class SlowIdentities final : public IdentityRepository {
public:
    SlowIdentities(IdentityRepository& identities, asio::any_io_executor executor)
        : answering(std::move(executor)),
          identities_(identities) {}

    Task<void> add_nonce(std::string nonce, Timestamp expires_at, Timestamp now) override {
        return identities_.add_nonce(std::move(nonce), expires_at, now);
    }

    Task<void> open_session(std::string nonce, Session session) override {
        return identities_.open_session(std::move(nonce), std::move(session));
    }

    Task<std::optional<Session>> find_session(std::string key, Timestamp now) override {
        Result<std::optional<Session>> found =
            co_await identities_.find_session(std::move(key), now);
        co_await answering.pass();
        co_return found;
    }

    Task<void> end_session(std::string key) override {
        return identities_.end_session(std::move(key));
    }

    Task<std::vector<Session>> sessions_of(WalletAddress wallet, Timestamp now) override {
        return identities_.sessions_of(std::move(wallet), now);
    }

    Task<std::string> end_session_of(WalletAddress wallet, SessionId id) override {
        return identities_.end_session_of(std::move(wallet), std::move(id));
    }

    Task<std::vector<std::string>> end_other_sessions(WalletAddress wallet, std::string key)
        override {
        return identities_.end_other_sessions(std::move(wallet), std::move(key));
    }

    Task<void> add_token(ApiToken token) override {
        return identities_.add_token(std::move(token));
    }

    Task<std::optional<ApiToken>> find_token(std::string secret_hash, Timestamp now) override {
        Result<std::optional<ApiToken>> found =
            co_await identities_.find_token(std::move(secret_hash), now);
        co_await answering.pass();
        co_return found;
    }

    Task<std::vector<ApiToken>> tokens_of(WalletAddress wallet) override {
        return identities_.tokens_of(std::move(wallet));
    }

    Task<std::string> revoke_token(WalletAddress wallet, TokenId id) override {
        return identities_.revoke_token(std::move(wallet), std::move(id));
    }

    test::Gate answering;

private:
    IdentityRepository& identities_;
};

class AuthenticationTest : public ::testing::Test {
protected:
    void open_session(const std::string& secret, int wallet = 1) {
        run_.value(identities_.add_nonce(secret, clock_.now() + 10min, clock_.now()));
        Session session{
            stored_form(secret), sample_wallet(wallet), clock_.now(), clock_.now() + 24h};
        run_.value(identities_.open_session(secret, std::move(session)));
    }

    Result<Authenticated> with_session(std::string secret) {
        return run_(authentication_.authenticate({.session_secret = std::move(secret)}));
    }

    Result<Authenticated> with_token(std::string token) {
        return run_(authentication_.authenticate({.api_token = std::move(token)}));
    }

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::TestDatabase database_;
    SlowIdentities identities_{database_.identities(), run_.executor()};
    Authentication authentication_{identities_, clock_, sample_wallet(200)};
    ApiTokens tokens_{identities_, authentication_, clock_, random_};
};

TEST_F(AuthenticationTest, KnowsNobodyWithoutCredentials) {
    const Authenticated nobody = *run_(authentication_.authenticate({}));

    EXPECT_FALSE(nobody.caller.is_signed_in());
    EXPECT_FALSE(nobody.caller.is_admin);
}

TEST_F(AuthenticationTest, KnowsTheWalletOfASessionAndWhenItEnds) {
    open_session("secret");

    const Authenticated known = *with_session("secret");

    EXPECT_EQ(known.caller.wallet, sample_wallet(1));
    EXPECT_FALSE(known.caller.is_admin);
    EXPECT_EQ(known.session_expires_at, clock_.now() + 24h);
}

TEST_F(AuthenticationTest, TakesAnUnknownSessionForNobody) {
    EXPECT_FALSE(with_session("made up")->caller.is_signed_in());
    EXPECT_FALSE(with_session("")->caller.is_signed_in());
    EXPECT_FALSE(with_session(std::string(100'000, 'x'))->caller.is_signed_in());
}

TEST_F(AuthenticationTest, EndsASessionAtItsExpiryEvenWhenItIsRemembered) {
    open_session("secret");
    ASSERT_TRUE(with_session("secret")->caller.is_signed_in());

    clock_.advance(24h - 1ms);
    EXPECT_TRUE(with_session("secret")->caller.is_signed_in());
    clock_.advance(1ms);

    EXPECT_FALSE(with_session("secret")->caller.is_signed_in());
}

TEST_F(AuthenticationTest, EndsASessionAtOnceThatIsEndedThroughIt) {
    open_session("secret");
    ASSERT_TRUE(with_session("secret")->caller.is_signed_in());

    ASSERT_TRUE(run_(authentication_.end_session("secret")));

    EXPECT_FALSE(with_session("secret")->caller.is_signed_in());
    EXPECT_FALSE(run_.value(database_.identities().find_session(stored_form("secret"), clock_.now())
    ));
}

TEST_F(AuthenticationTest, DoesNotRememberASessionThatEndedWhileItWasLookedUp) {
    open_session("secret");
    identities_.answering.close();
    auto end_meanwhile = [this]() -> Task<void> {
        while (identities_.answering.waiting() == 0) {
            co_await sleep_for(1ms);
        }
        Result<void> ended = co_await authentication_.end_session("secret");
        identities_.answering.open();
        co_return ended;
    };

    run_.all(authentication_.authenticate({.session_secret = "secret"}), end_meanwhile());

    EXPECT_FALSE(with_session("secret")->caller.is_signed_in());
}

TEST_F(AuthenticationTest, DoesNotRememberAKeyThatWasRevokedWhileItWasLookedUp) {
    const CreatedToken created = *run_(tokens_.create(sample_wallet(1), "nightly"));
    identities_.answering.close();
    auto revoke_meanwhile = [&]() -> Task<void> {
        while (identities_.answering.waiting() == 0) {
            co_await sleep_for(1ms);
        }
        Result<void> revoked = co_await tokens_.revoke(sample_wallet(1), created.token.id);
        identities_.answering.open();
        co_return revoked;
    };

    run_.all(authentication_.authenticate({.api_token = created.secret}), revoke_meanwhile());

    EXPECT_EQ(test::code_of(with_token(created.secret)), ErrorCode::unauthenticated);
}

TEST_F(AuthenticationTest, KnowsTheWalletOfAnApiKey) {
    const CreatedToken created = *run_(tokens_.create(sample_wallet(1), "nightly"));

    const Authenticated known = *with_token(created.secret);

    EXPECT_EQ(known.caller.wallet, sample_wallet(1));
    EXPECT_EQ(known.session_expires_at, std::nullopt);
}

TEST_F(AuthenticationTest, RefusesAnApiKeyThatIsNotOurs) {
    for (const char* token : {"", "lk_", "lk_made-up"}) {
        const Result<Authenticated> refused = with_token(token);

        ASSERT_FALSE(refused) << token;
        EXPECT_EQ(test::code_of(refused), ErrorCode::unauthenticated);
    }
}

TEST_F(AuthenticationTest, TakesNoSessionForAnApiKeyNorTheOtherWayRound) {
    open_session("secret");
    const CreatedToken created = *run_(tokens_.create(sample_wallet(1), "nightly"));

    EXPECT_FALSE(with_token("secret"));
    EXPECT_FALSE(with_session(created.secret)->caller.is_signed_in());
    EXPECT_TRUE(with_session("secret")->caller.is_signed_in());
    EXPECT_TRUE(with_token(created.secret));
}

TEST_F(AuthenticationTest, CountsAnApiKeyMoreThanACookie) {
    open_session("secret", 2);
    const CreatedToken created = *run_(tokens_.create(sample_wallet(1), "nightly"));

    const Authenticated known =
        *run_(authentication_.authenticate({.session_secret = "secret", .api_token = created.secret}
        ));

    EXPECT_EQ(known.caller.wallet, sample_wallet(1));
}

TEST_F(AuthenticationTest, MakesTheAdminsWalletTheAdmin) {
    open_session("secret", 200);

    EXPECT_TRUE(with_session("secret")->caller.is_admin);
    EXPECT_TRUE(authentication_.is_admin(sample_wallet(200)));
    EXPECT_FALSE(authentication_.is_admin(sample_wallet(1)));
}

TEST_F(AuthenticationTest, HasNoAdminWhenNoneIsNamed) {
    const Authentication without_admin(identities_, clock_, std::nullopt);

    EXPECT_FALSE(without_admin.is_admin(sample_wallet(200)));
}

}  // namespace
}  // namespace likeness
