#include "core/sign_in.hpp"

#include "siwe/testing_message.hpp"
#include "siwe/testing_wallet.hpp"
#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/run_task.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using siwe::TestMessage;
using siwe::TestWallet;
using ::testing::HasSubstr;
using ::testing::Not;

class SignInTest : public ::testing::Test {
protected:
    static SignInPolicy policy() {
        SignInPolicy policy;
        policy.domains = {"studio.example", "localhost:8080"};
        policy.origins = {"https://studio.example", "http://localhost:8080"};
        return policy;
    }

    /// A right message with a fresh nonce of ours.
    TestMessage message() {
        TestMessage message;
        message.address = wallet_.address().text();
        message.nonce = run_.value(sign_in_.issue_nonce()).nonce;
        message.issued_at = to_iso(clock_.now());
        return message;
    }

    Result<OpenedSession> verify(const TestMessage& message) {
        return run_(sign_in_.verify(message.text(), wallet_.sign(message.text())));
    }

    void expect_refused(const TestMessage& message, std::string_view why) {
        const Result<OpenedSession> opened = verify(message);

        ASSERT_FALSE(opened);
        EXPECT_EQ(test::code_of(opened), ErrorCode::unauthenticated) << opened.error().message;
        EXPECT_THAT(opened.error().message, HasSubstr(why));
    }

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::TestDatabase database_;
    SignIn sign_in_{database_.identities(), clock_, random_, policy()};
    TestWallet wallet_ = TestWallet::from_seed("ada");
};

TEST_F(SignInTest, OpensASessionForARightMessage) {
    const Result<OpenedSession> opened = verify(message());

    ASSERT_TRUE(opened) << opened.error().message;
    EXPECT_EQ(opened->session.wallet, wallet_.address());
    EXPECT_EQ(opened->session.created_at, clock_.now());
    EXPECT_EQ(opened->session.expires_at, clock_.now() + 30 * 24h);
    const auto stored =
        run_.value(database_.identities().find_session(stored_form(opened->secret), clock_.now()));
    ASSERT_TRUE(stored);
    EXPECT_EQ(stored->wallet, wallet_.address());
}

TEST_F(SignInTest, AnswersToEachOfItsDomains) {
    TestMessage local = message();
    local.domain = "localhost:8080";
    local.uri = "http://localhost:8080/";

    EXPECT_TRUE(verify(local));
}

TEST_F(SignInTest, IssuesUnpredictableNoncesOfLettersAndDigits) {
    std::set<std::string> nonces;
    for (int i = 0; i < 20; ++i) {
        const IssuedNonce issued = run_.value(sign_in_.issue_nonce());

        EXPECT_GE(issued.nonce.size(), 17U);  // 96 bits at the least, in letters and digits
        EXPECT_EQ(
            issued.nonce.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz"),
            std::string::npos
        );
        EXPECT_EQ(issued.expires_at, clock_.now() + 10min);
        nonces.insert(issued.nonce);
    }

    EXPECT_EQ(nonces.size(), 20U);
}

TEST_F(SignInTest, StoresTheSessionsSecretNowhereInClear) {
    const OpenedSession opened = *verify(message());

    EXPECT_EQ(opened.session.key, stored_form(opened.secret));
    EXPECT_GE(opened.secret.size(), 43U);  // 256 bits
    for (const char* suffix : {"", "-wal"}) {
        std::ifstream file(database_.file().string() + suffix, std::ios::binary);
        std::stringstream bytes;
        bytes << file.rdbuf();
        EXPECT_THAT(bytes.str(), Not(HasSubstr(opened.secret)));
    }
}

TEST_F(SignInTest, RefusesAMessageThatWasUsedBefore) {
    const TestMessage used = message();
    ASSERT_TRUE(verify(used));

    expect_refused(used, "nonce");
}

TEST_F(SignInTest, OpensOneSessionHoweverOftenAMessageIsSentAtOnce) {
    const std::string text = message().text();
    std::vector<Task<OpenedSession>> calls;
    for (int i = 0; i < 20; ++i) {
        calls.push_back(sign_in_.verify(text, wallet_.sign(text)));
    }

    const auto results = run_.all(std::move(calls));

    EXPECT_EQ(
        std::count_if(results.begin(), results.end(), [](const auto& r) { return bool{r}; }), 1
    );
}

TEST_F(SignInTest, RefusesANonceThatIsNotOurs) {
    TestMessage foreign = message();
    foreign.nonce = "0123456789abcdef01234567";

    expect_refused(foreign, "nonce");
}

TEST_F(SignInTest, RefusesANonceOnceItHasExpired) {
    const TestMessage in_time = message();
    TestMessage too_late = message();

    clock_.advance(10min - 1ms);
    EXPECT_TRUE(verify(in_time));
    clock_.advance(1ms);
    too_late.issued_at = to_iso(clock_.now());

    expect_refused(too_late, "nonce");
}

TEST_F(SignInTest, LeavesTheNonceOfARefusedMessageForARightOne) {
    TestMessage wrong = message();
    wrong.chain_id = "137";
    TestMessage right = wrong;
    right.chain_id = "1";

    EXPECT_FALSE(verify(wrong));

    EXPECT_TRUE(verify(right));
}

TEST_F(SignInTest, RefusesAMessageForAnotherDomain) {
    for (const char* domain :
         {"evil.example",
          "studio.example.evil.example",
          "studio.example:444",
          "studio.example@evil.example"}) {
        TestMessage foreign = message();
        foreign.domain = domain;

        expect_refused(foreign, "The message");
    }
}

TEST_F(SignInTest, RefusesAMessageWithAUriElsewhere) {
    for (const char* uri :
         {"https://evil.example/login",
          "http://studio.example/login",
          "https://studio.example:444/"}) {
        TestMessage foreign = message();
        foreign.uri = uri;

        expect_refused(foreign, "URI");
    }
}

TEST_F(SignInTest, RefusesAnotherChain) {
    TestMessage foreign = message();
    foreign.chain_id = "137";

    expect_refused(foreign, "chain 137");
}

TEST_F(SignInTest, RefusesAMessageThatWasIssuedTooLongAgo) {
    TestMessage old = message();
    old.issued_at = to_iso(clock_.now() - 10min - 1ms);

    expect_refused(old, "too old");
}

TEST_F(SignInTest, RefusesAMessageFromTheFuture) {
    TestMessage early = message();
    early.issued_at = to_iso(clock_.now() + 61s);

    expect_refused(early, "future");
}

TEST_F(SignInTest, RefusesAMessageThatHasExpired) {
    TestMessage expired = message();
    expired.expiration_time = to_iso(clock_.now());

    expect_refused(expired, "expired");
}

TEST_F(SignInTest, RefusesAMessageThatIsNotValidYet) {
    TestMessage early = message();
    early.not_before = to_iso(clock_.now() + 1ms);

    expect_refused(early, "not valid before");
}

TEST_F(SignInTest, RefusesTheSignatureOfAnotherWallet) {
    const std::string text = message().text();

    const auto opened = run_(sign_in_.verify(text, TestWallet::from_seed("eve").sign(text)));

    EXPECT_EQ(test::code_of(opened), ErrorCode::unauthenticated);
}

TEST_F(SignInTest, RefusesTheSignatureOfAnotherText) {
    const TestMessage signed_text = message();
    TestMessage sent = signed_text;
    sent.statement = "Sign in to Likeness and give everything away.";

    const auto opened = run_(sign_in_.verify(sent.text(), wallet_.sign(signed_text.text())));

    EXPECT_EQ(test::code_of(opened), ErrorCode::unauthenticated);
}

TEST_F(SignInTest, CallsWhatIsNoMessageOrSignatureBadInput) {
    const std::string text = message().text();

    EXPECT_EQ(
        test::code_of(run_(sign_in_.verify("hello", wallet_.sign("hello")))),
        ErrorCode::invalid_argument
    );
    EXPECT_EQ(test::code_of(run_(sign_in_.verify("", ""))), ErrorCode::invalid_argument);
    EXPECT_EQ(test::code_of(run_(sign_in_.verify(text, "0x1234"))), ErrorCode::invalid_argument);
    EXPECT_EQ(test::code_of(run_(sign_in_.verify(text, ""))), ErrorCode::invalid_argument);
    EXPECT_EQ(
        test::code_of(run_(sign_in_.verify(std::string(100'000, 'x'), "0x"))),
        ErrorCode::invalid_argument
    );
}

}  // namespace
}  // namespace likeness
