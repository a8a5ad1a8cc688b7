#include "core/api_tokens.hpp"

#include "core/sign_in.hpp"
#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_database.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using test::sample_wallet;

class ApiTokensTest : public ::testing::Test {
protected:
    Result<CreatedToken> create(std::string name = "nightly", int wallet = 1) {
        return run_(tokens_.create(sample_wallet(wallet), std::move(name)));
    }

    std::vector<ApiToken> listed(int wallet = 1) {
        return run_.value(tokens_.list(sample_wallet(wallet)));
    }

    bool lets_in(const CreatedToken& created) {
        return run_(authentication_.authenticate({.api_token = created.secret})).has_value();
    }

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::TestDatabase database_;
    Authentication authentication_{database_.identities(), clock_, std::nullopt};
    ApiTokens tokens_{database_.identities(), authentication_, clock_, random_};
};

TEST_F(ApiTokensTest, ShowsTheSecretOnceAndStoresItsHash) {
    const CreatedToken created = *create("  nightly \n");

    EXPECT_TRUE(created.secret.starts_with("lk_"));
    EXPECT_EQ(created.secret.size(), 46U);
    const std::vector<ApiToken> tokens = listed();
    ASSERT_EQ(tokens.size(), 1U);
    EXPECT_EQ(tokens[0].name, "nightly");
    EXPECT_EQ(tokens[0].secret_hash, stored_form(created.secret));
    EXPECT_EQ(tokens[0].prefix, created.secret.substr(0, 7));
    EXPECT_EQ(tokens[0].created_at, clock_.now());
}

TEST_F(ApiTokensTest, MakesADifferentSecretEachTime) {
    EXPECT_NE(create()->secret, create()->secret);
}

TEST_F(ApiTokensTest, RefusesANameThatIsEmptyOrTooLong) {
    for (const std::string& name :
         {std::string(), std::string(" \t"), std::string(81, 'x'), std::string("\xff")}) {
        const Result<CreatedToken> refused = create(name);

        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().fields.at(0).path, "name");
    }
    EXPECT_TRUE(listed().empty());
}

TEST_F(ApiTokensTest, AllowsAHundredForAWallet) {
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE(create());
    }

    EXPECT_EQ(test::code_of(create()), ErrorCode::resource_exhausted);
    EXPECT_TRUE(create("nightly", 2));
}

TEST_F(ApiTokensTest, ListsTheOwnOnly) {
    ASSERT_TRUE(create("mine", 1));
    ASSERT_TRUE(create("theirs", 2));

    ASSERT_EQ(listed(1).size(), 1U);
    EXPECT_EQ(listed(1)[0].name, "mine");
}

TEST_F(ApiTokensTest, RevokesFromTheNextRequestOn) {
    const CreatedToken created = *create();
    ASSERT_TRUE(lets_in(created));

    ASSERT_TRUE(run_(tokens_.revoke(sample_wallet(1), created.token.id)));

    EXPECT_FALSE(lets_in(created));
    EXPECT_TRUE(listed().empty());
}

TEST_F(ApiTokensTest, LetsNobodyRevokeTheKeysOfOthers) {
    const CreatedToken created = *create();

    const Result<void> refused = run_(tokens_.revoke(sample_wallet(2), created.token.id));

    EXPECT_EQ(test::code_of(refused), ErrorCode::not_found);
    EXPECT_TRUE(lets_in(created));
}

}  // namespace
}  // namespace likeness
