#include "testing/code_of.hpp"
#include "testing/repository_contract.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class IdentityRepositoryContract : public RepositoryContract {
protected:
    Session session(std::string key = "key") const {
        return {std::move(key), sample_wallet(1), clock_.now(), clock_.now() + 24h};
    }

    ApiToken token(int wallet, std::string secret_hash) {
        return {
            random_.id<TokenId>(clock_.now()),
            sample_wallet(wallet),
            "nightly",
            "lk_abcd",
            std::move(secret_hash),
            clock_.now()};
    }

    void issue(std::string nonce, std::chrono::milliseconds lifetime = 10min) {
        ASSERT_TRUE(
            run_(identities().add_nonce(std::move(nonce), clock_.now() + lifetime, clock_.now()))
        );
    }

    Result<void> open(std::string nonce, std::string key = "key") {
        return run_(identities().open_session(std::move(nonce), session(std::move(key))));
    }

    std::optional<Session> found(std::string key) {
        return *run_(identities().find_session(std::move(key), clock_.now()));
    }

    std::optional<ApiToken> found_token(std::string secret_hash) {
        return *run_(identities().find_token(std::move(secret_hash), clock_.now()));
    }
};

TEST_P(IdentityRepositoryContract, OpensASessionForANonce) {
    issue("nonce");

    ASSERT_TRUE(open("nonce"));

    const std::optional<Session> opened = found("key");
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->key, "key");
    EXPECT_EQ(opened->wallet, sample_wallet(1));
    EXPECT_EQ(opened->created_at, kNoon);
    EXPECT_EQ(opened->expires_at, kNoon + 24h);
}

TEST_P(IdentityRepositoryContract, RefusesAnUnknownNonceAndOpensNothing) {
    const Result<void> opened = open("never issued");

    ASSERT_FALSE(opened);
    EXPECT_EQ(code_of(opened), ErrorCode::unauthenticated);
    EXPECT_FALSE(found("key"));
}

TEST_P(IdentityRepositoryContract, RefusesANonceThatWasUsed) {
    issue("nonce");
    ASSERT_TRUE(open("nonce", "first"));

    const Result<void> again = open("nonce", "second");

    ASSERT_FALSE(again);
    EXPECT_EQ(code_of(again), ErrorCode::unauthenticated);
    EXPECT_FALSE(found("second"));
}

TEST_P(IdentityRepositoryContract, RefusesANonceFromTheMomentOfItsExpiryOn) {
    issue("just in time");
    issue("too late");

    clock_.advance(10min - 1ms);
    EXPECT_TRUE(open("just in time", "first"));
    clock_.advance(1ms);

    EXPECT_EQ(code_of(open("too late", "second")), ErrorCode::unauthenticated);
}

TEST_P(IdentityRepositoryContract, LetsExactlyOneOfTwentyParallelCallsUseANonce) {
    issue("nonce");
    std::vector<Task<void>> calls;
    for (int i = 0; i < 20; ++i) {
        calls.push_back(identities().open_session("nonce", session("key " + std::to_string(i))));
    }

    const std::vector<Result<void>> results = run_.all(std::move(calls));

    EXPECT_EQ(
        std::count_if(results.begin(), results.end(), [](const auto& r) { return bool{r}; }), 1
    );
    int open_sessions = 0;
    for (int i = 0; i < 20; ++i) {
        open_sessions += found("key " + std::to_string(i)) ? 1 : 0;
    }
    EXPECT_EQ(open_sessions, 1);
}

TEST_P(IdentityRepositoryContract, ForgetsExpiredNoncesAndSessionsWhenANonceIsAdded) {
    issue("used");
    ASSERT_TRUE(open("used"));
    issue("old");
    clock_.advance(25h);

    issue("new");

    EXPECT_FALSE(found("key"));
    clock_.set(kNoon);  // as if it were still in time
    EXPECT_FALSE(open("old", "other"));
    EXPECT_TRUE(open("new", "other"));
}

TEST_P(IdentityRepositoryContract, FindsNoSessionThatWasEndedAndKeepsTheOthers) {
    issue("one");
    issue("two");
    ASSERT_TRUE(open("one", "first"));
    ASSERT_TRUE(open("two", "second"));

    ASSERT_TRUE(run_(identities().end_session("first")));

    EXPECT_FALSE(found("first"));
    EXPECT_TRUE(found("second"));
}

TEST_P(IdentityRepositoryContract, EndsASessionThatIsNotThereWithoutAnError) {
    EXPECT_TRUE(run_(identities().end_session("nobody's")));
}

TEST_P(IdentityRepositoryContract, FindsAnApiKeyByTheHashOfItsSecret) {
    ApiToken added = token(1, "hash");
    added.name = R"(Robert'); DROP TABLE api_tokens;-- "quoted" 🎃)";
    ASSERT_TRUE(run_(identities().add_token(added)));

    const std::optional<ApiToken> known = found_token("hash");

    ASSERT_TRUE(known);
    EXPECT_EQ(known->id, added.id);
    EXPECT_EQ(known->wallet, added.wallet);
    EXPECT_EQ(known->name, added.name);
    EXPECT_EQ(known->prefix, "lk_abcd");
    EXPECT_EQ(known->created_at, kNoon);
    EXPECT_FALSE(found_token("another hash"));
}

TEST_P(IdentityRepositoryContract, NotesTheUseOfAnApiKeyAtMostOnceAMinute) {
    ASSERT_TRUE(run_(identities().add_token(token(1, "hash"))));
    const auto last_used = [&] {
        return (*run_(identities().tokens_of(sample_wallet(1))))[0].last_used_at;
    };

    EXPECT_EQ(last_used(), std::nullopt);
    found_token("hash");
    EXPECT_EQ(last_used(), kNoon);
    clock_.advance(59s);
    found_token("hash");
    EXPECT_EQ(last_used(), kNoon);
    clock_.advance(1s);
    found_token("hash");
    EXPECT_EQ(last_used(), kNoon + 60s);
}

TEST_P(IdentityRepositoryContract, ListsTheKeysOfAWalletNewestFirst) {
    ASSERT_TRUE(run_(identities().add_token(token(1, "older"))));
    clock_.advance(1s);
    ASSERT_TRUE(run_(identities().add_token(token(1, "newer"))));
    ASSERT_TRUE(run_(identities().add_token(token(2, "of another wallet"))));

    std::vector<std::string> hashes;
    for (const ApiToken& known : run_.value(identities().tokens_of(sample_wallet(1)))) {
        hashes.push_back(known.secret_hash);
    }

    EXPECT_THAT(hashes, ElementsAre("newer", "older"));
}

TEST_P(IdentityRepositoryContract, RevokesAKeyAndReturnsTheHashOfItsSecret) {
    const ApiToken added = token(1, "hash");
    ASSERT_TRUE(run_(identities().add_token(added)));

    const Result<std::string> revoked = run_(identities().revoke_token(sample_wallet(1), added.id));

    EXPECT_EQ(*revoked, "hash");
    EXPECT_FALSE(found_token("hash"));
    EXPECT_THAT(*run_(identities().tokens_of(sample_wallet(1))), IsEmpty());
}

TEST_P(IdentityRepositoryContract, RevokesNoKeyOfAnotherWallet) {
    const ApiToken added = token(1, "hash");
    ASSERT_TRUE(run_(identities().add_token(added)));

    const Result<std::string> revoked = run_(identities().revoke_token(sample_wallet(2), added.id));

    ASSERT_FALSE(revoked);
    EXPECT_EQ(code_of(revoked), ErrorCode::not_found);
    EXPECT_TRUE(found_token("hash"));
}

TEST_P(IdentityRepositoryContract, NotesAtMostOnceAnHourWhenASessionWasSeen) {
    issue("nonce");
    ASSERT_TRUE(open("nonce"));
    EXPECT_EQ(found("key")->last_seen_at, kNoon);

    clock_.advance(59min);
    found("key");
    EXPECT_EQ(found("key")->last_seen_at, kNoon);
    clock_.advance(1min);
    found("key");

    EXPECT_EQ(found("key")->last_seen_at, kNoon + 1h);
}

TEST_P(IdentityRepositoryContract, ListsTheOpenSessionsOfAWalletNewestFirst) {
    for (const std::string name : {"first", "second"}) {
        issue(name);
        ASSERT_TRUE(open(name, name + std::string(40, 'k')));
        clock_.advance(1s);
    }

    const std::vector<Session> open_ones =
        run_.value(identities().sessions_of(sample_wallet(1), clock_.now()));

    ASSERT_EQ(open_ones.size(), 2U);
    EXPECT_EQ(open_ones[0].id().text(), ("second" + std::string(40, 'k')).substr(0, 32));
    EXPECT_THAT(run_.value(identities().sessions_of(sample_wallet(2), clock_.now())), IsEmpty());
    EXPECT_THAT(
        run_.value(identities().sessions_of(sample_wallet(1), clock_.now() + 24h)), IsEmpty()
    );
}

TEST_P(IdentityRepositoryContract, EndsASessionOfItsOwnWalletByItsId) {
    const std::string key(64, 'a');
    issue("nonce");
    ASSERT_TRUE(open("nonce", key));
    const SessionId id = found(key)->id();

    EXPECT_EQ(
        code_of(run_(identities().end_session_of(sample_wallet(2), id))), ErrorCode::not_found
    );
    EXPECT_EQ(run_.value(identities().end_session_of(sample_wallet(1), id)), key);
    EXPECT_FALSE(found(key));
}

TEST_P(IdentityRepositoryContract, EndsAllOtherSessionsOfAWallet) {
    for (const std::string key : {"one", "two", "three"}) {
        issue(key);
        ASSERT_TRUE(open(key, key));
    }

    EXPECT_THAT(
        run_.value(identities().end_other_sessions(sample_wallet(1), "two")),
        ::testing::UnorderedElementsAre("one", "three")
    );

    EXPECT_FALSE(found("one"));
    EXPECT_TRUE(found("two"));
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    IdentityRepositoryContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
