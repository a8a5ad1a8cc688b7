#include "siwe/verification.hpp"

#include "siwe/testing_message.hpp"
#include "siwe/testing_wallet.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>

namespace likeness::siwe {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

/// A server at https://studio.example and http://localhost:8080, at the moment the usual message is
/// issued.
class CheckTest : public ::testing::Test {
protected:
    const TestWallet wallet = TestWallet::from_seed("a maker of paper boats");
    Expectation expected = {
        {"studio.example", "localhost:8080"},
        {"https://studio.example", "http://localhost:8080"},
        {1, 137},
        *parse_iso("2026-11-21T10:00:00Z")};

    /// Why the message is refused after this change; empty if it is not.
    std::string refusal(const std::function<void(TestMessage&)>& change) const {
        TestMessage text;
        text.address = wallet.address().text();
        change(text);
        const auto message = parse_message(text.text());
        if (!message) {
            return "does not parse: " + message.error().message;
        }
        const auto done = check(*message, expected);
        if (done) {
            return {};
        }
        EXPECT_EQ(done.error().code, ErrorCode::unauthenticated);
        return done.error().message;
    }

    std::string refusal_of_place(const std::string& domain, const std::string& uri) const {
        return refusal([&](TestMessage& m) {
            m.domain = domain;
            m.uri = uri;
        });
    }

    std::string refusal_of_domain(const std::string& domain) const {
        return refusal_of_place(domain, "https://studio.example/login");
    }

    std::string refusal_of_uri(const std::string& uri) const {
        return refusal_of_place("studio.example", uri);
    }
};

TEST_F(CheckTest, AcceptsAMessageThatIsMeantForUs) {
    EXPECT_EQ(refusal([](TestMessage&) {}), "");
    EXPECT_EQ(refusal_of_place("localhost:8080", "http://localhost:8080"), "");
}

// Domain and scheme

TEST_F(CheckTest, ComparesTheDomainWithoutRegardToCaseAndDefaultPort) {
    EXPECT_EQ(refusal_of_domain("Studio.EXAMPLE"), "");
    EXPECT_EQ(refusal_of_domain("studio.example:443"), "");
    EXPECT_EQ(refusal_of_domain("https://studio.example:443"), "");
}

TEST_F(CheckTest, RefusesOtherDomains) {
    for (const char* domain :
         {"evil.example",
          "studio.example.evil.example",
          "evil-studio.example",
          "example",
          "www.studio.example",
          "studio.example.",
          "studio.example:80",
          "studio.example:8443",
          "localhost",
          "localhost:80",
          "%73tudio.example"}) {
        EXPECT_THAT(refusal_of_domain(domain), HasSubstr("not for this server")) << domain;
    }
}

TEST_F(CheckTest, RefusesUserinfoOnBothSidesOfTheTrick) {
    EXPECT_THAT(refusal_of_domain("studio.example@evil.example"), HasSubstr("names a user"));
    EXPECT_THAT(refusal_of_domain("evil.example@studio.example"), HasSubstr("names a user"));
    EXPECT_THAT(refusal_of_domain("@studio.example"), HasSubstr("names a user"));
}

TEST_F(CheckTest, WantsTheSchemeOfOurOriginIfThereIsOne) {
    EXPECT_EQ(refusal_of_domain("https://studio.example"), "");
    EXPECT_EQ(refusal_of_domain("HTTPS://studio.example"), "");
    EXPECT_EQ(refusal_of_place("http://localhost:8080", "http://localhost:8080/"), "");
    EXPECT_THAT(refusal_of_domain("http://studio.example"), HasSubstr("scheme \"http\""));
    EXPECT_THAT(refusal_of_domain("ftp://studio.example"), HasSubstr("scheme \"ftp\""));
    EXPECT_THAT(
        refusal_of_place("https://localhost:8080", "http://localhost:8080/"),
        HasSubstr("scheme \"https\"")
    );
}

// URI

TEST_F(CheckTest, ComparesTheOriginOfTheUri) {
    EXPECT_EQ(refusal_of_uri("https://studio.example"), "");
    EXPECT_EQ(refusal_of_uri("HTTPS://Studio.Example:443/any/where?x=y#z"), "");
}

TEST_F(CheckTest, RefusesUrisOfOtherOrigins) {
    for (const char* uri :
         {"https://evil.example/login",
          "http://studio.example/login",
          "https://studio.example:8443/login",
          "urn:studio.example",
          "https:studio.example",
          "https://studio.example@evil.example/",
          "https://me@studio.example/",
          "https:///studio.example",
          "https://evil.example/https://studio.example",
          "https://studio.example.evil.example/",
          "ftp://studio.example/"}) {
        EXPECT_THAT(refusal_of_uri(uri), HasSubstr("does not belong to this server")) << uri;
    }
}

TEST_F(CheckTest, QuotesOnlyTheStartOfALongUri) {
    EXPECT_LT(refusal_of_uri("https://evil.example/" + std::string(3'000, 'x')).size(), 300U);
}

// Chain

TEST_F(CheckTest, AcceptsTheConfiguredChainsOnly) {
    EXPECT_EQ(refusal([](TestMessage& m) { m.chain_id = "137"; }), "");
    EXPECT_THAT(refusal([](TestMessage& m) { m.chain_id = "5"; }), HasSubstr("chain 5"));
}

// Times

TEST_F(CheckTest, RefusesTheMessageFromItsExpirationTimeOn) {
    const auto refusal_at = [&](const char* time) {
        return refusal([&](TestMessage& m) { m.expiration_time = time; });
    };

    EXPECT_EQ(refusal_at("2026-11-21T10:00:00.001Z"), "");
    EXPECT_THAT(refusal_at("2026-11-21T10:00:00.000Z"), HasSubstr("expired"));
    EXPECT_THAT(refusal_at("2026-11-21T10:00:00+01:00"), HasSubstr("expired"));
    EXPECT_EQ(refusal_at("2026-11-21T10:00:00-01:00"), "");
}

TEST_F(CheckTest, RefusesTheMessageBeforeItsNotBeforeTime) {
    const auto refusal_at = [&](const char* time) {
        return refusal([&](TestMessage& m) { m.not_before = time; });
    };

    EXPECT_EQ(refusal_at("2026-11-21T10:00:00.000Z"), "");
    EXPECT_THAT(
        refusal_at("2026-11-21T10:00:00.001Z"),
        HasSubstr("not valid before 2026-11-21T10:00:00.001Z")
    );
}

TEST_F(CheckTest, RefusesMessagesOlderThanTheLimit) {
    EXPECT_EQ(refusal([](TestMessage& m) { m.issued_at = "2026-11-21T09:50:00.000Z"; }), "");
    EXPECT_THAT(
        refusal([](TestMessage& m) { m.issued_at = "2026-11-21T09:49:59.999Z"; }),
        HasSubstr("too old")
    );

    expected.max_age = 1s;
    EXPECT_THAT(
        refusal([](TestMessage& m) { m.issued_at = "2026-11-21T09:59:58Z"; }), HasSubstr("too old")
    );
}

TEST_F(CheckTest, RefusesMessagesFromTheFuture) {
    EXPECT_EQ(refusal([](TestMessage& m) { m.issued_at = "2026-11-21T10:01:00.000Z"; }), "");
    EXPECT_THAT(
        refusal([](TestMessage& m) { m.issued_at = "2026-11-21T10:01:00.001Z"; }),
        HasSubstr("future")
    );
}

TEST_F(CheckTest, SurvivesTheEndsOfTheCalendar) {
    EXPECT_THAT(
        refusal([](TestMessage& m) { m.issued_at = "0000-01-01T00:00:00+23:59"; }),
        HasSubstr("too old")
    );
    EXPECT_THAT(
        refusal([](TestMessage& m) { m.issued_at = "9999-12-31T23:59:60-23:59"; }),
        HasSubstr("future")
    );
}

TEST_F(CheckTest, AcceptsNothingIfNothingIsConfigured) {
    expected.domains.clear();
    EXPECT_NE(refusal([](TestMessage&) {}), "");

    expected.domains = {"studio.example"};
    expected.origins.clear();
    EXPECT_NE(refusal([](TestMessage&) {}), "");

    expected.origins = {"https://studio.example"};
    expected.chain_ids.clear();
    EXPECT_NE(refusal([](TestMessage&) {}), "");
}

// Signatures

class VerifySignatureTest : public ::testing::Test {
protected:
    const TestWallet wallet = TestWallet::from_seed("a maker of paper boats");
    TestMessage message = [this] {
        TestMessage text;
        text.address = wallet.address().text();
        return text;
    }();

    static Result<WalletAddress> verify(const std::string& text, const std::string& signature) {
        return verify_signature(text, *parse_message(text), signature);
    }
};

TEST_F(VerifySignatureTest, ReturnsTheAccountThatSigned) {
    const auto signer = verify(message.text(), wallet.sign(message.text()));

    ASSERT_TRUE(signer) << signer.error().message;
    EXPECT_EQ(*signer, wallet.address());
}

TEST_F(VerifySignatureTest, HashesTheVeryBytesThatWereSigned) {
    message.chain_id = "0001";
    message.request_id = "";

    EXPECT_TRUE(verify(message.text(), wallet.sign(message.text())));
}

TEST_F(VerifySignatureTest, RefusesTheSignatureOfAnotherAccount) {
    const auto signer =
        verify(message.text(), TestWallet::from_seed("another").sign(message.text()));

    ASSERT_FALSE(signer);
    EXPECT_EQ(signer.error().code, ErrorCode::unauthenticated);
    EXPECT_THAT(signer.error().message, HasSubstr("not made by " + wallet.address().text()));
}

TEST_F(VerifySignatureTest, RefusesTheSignatureOfAnotherText) {
    const std::string signature = wallet.sign(message.text());
    message.nonce = "anotherNonce";

    const auto signer = verify(message.text(), signature);

    ASSERT_FALSE(signer);
    EXPECT_EQ(signer.error().code, ErrorCode::unauthenticated);
}

TEST_F(VerifySignatureTest, PassesOnWhatIsWrongWithTheSignature) {
    const auto malformed = verify(message.text(), "0x12");

    ASSERT_FALSE(malformed);
    EXPECT_EQ(malformed.error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace likeness::siwe
