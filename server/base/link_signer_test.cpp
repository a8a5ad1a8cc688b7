#include "base/link_signer.hpp"

#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"

#include <gmock/gmock.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::code_of;
using test::kNoon;
using ::testing::HasSubstr;

constexpr std::string_view kPath = "/objects/generated/2026/11/0192/full.jpg";

class LinkSignerTest : public ::testing::Test {
protected:
    /// As a request's query comes: without the question mark.
    std::string query(Timestamp now = kNoon, std::chrono::seconds lifetime = 1h) const {
        return signer_.query_for(kPath, now, lifetime).substr(1);
    }

    /// Whether the link made at `made` with this lifetime still works at `then`.
    bool works(Timestamp made, std::chrono::seconds lifetime, Timestamp then) const {
        return signer_.check(kPath, query(made, lifetime), then).has_value();
    }

    std::optional<ErrorCode> refusal(std::string_view path, std::string_view query) const {
        return code_of(signer_.check(path, query, kNoon));
    }

    LinkSigner signer_{"likeness-test-key"};
};

// printf '%s\n%s' PATH 1795269600 | openssl dgst -sha256 -hmac likeness-test-key -binary |
//   basenc --base64url | tr -d =
TEST_F(LinkSignerTest, SignsPathAndExpiryWithHmacSha256) {
    EXPECT_EQ(
        signer_.query_for(kPath, kNoon, 1h),
        "?expires=1795269600&signature=LRUwA3WMc4pRtLimHdL2WOxgExpTdD4rzS6LPJU-plE"
    );
}

TEST_F(LinkSignerTest, TakesItsOwnLinks) {
    EXPECT_TRUE(signer_.check(kPath, query(), kNoon));
}

TEST_F(LinkSignerTest, GivesTheSameLinkWithinAStep) {
    EXPECT_EQ(query(kNoon), query(kNoon + 59min + 59s + 999ms));
    EXPECT_NE(query(kNoon), query(kNoon + 1h));
}

TEST_F(LinkSignerTest, KeepsALinkValidForItsLifetimeAndAtMostTwice) {
    for (const auto lifetime : {1s, 7s, 900s, 3'600s, 86'400s}) {
        for (const auto offset : {0ms, 1ms, 999ms, 1'000ms, 437'219ms, 3'599'999ms}) {
            const Timestamp made = kNoon + offset;

            EXPECT_TRUE(works(made, lifetime, made + lifetime - 1ms))
                << lifetime.count() << " s, " << offset.count() << " ms";
            EXPECT_FALSE(works(made, lifetime, made + 2 * lifetime))
                << lifetime.count() << " s, " << offset.count() << " ms";
        }
    }
}

TEST_F(LinkSignerTest, EndsAtItsExpiryToTheMillisecond) {
    const Timestamp expiry{1'795'269'600s};

    EXPECT_TRUE(signer_.check(kPath, query(), expiry - 1ms));
    EXPECT_FALSE(signer_.check(kPath, query(), expiry));
}

TEST_F(LinkSignerTest, SaysThatALinkHasExpired) {
    const Result<void> checked = signer_.check(kPath, query(), kNoon + 3h);

    ASSERT_EQ(code_of(checked), ErrorCode::permission_denied);
    EXPECT_THAT(checked.error().message, HasSubstr("expired"));
}

TEST_F(LinkSignerTest, RefusesAnotherPath) {
    for (const char* path :
         {"/objects/generated/2026/11/0192/full.png",
          "/objects/generated/2026/11/0192/full.jp",
          "/objects/generated/2026/11/0192/full.jpg/",
          "/objects/generated/2026/11/0192//full.jpg",
          "/objects/generated/2026/11/0192/%66ull.jpg",
          "/objects/uploads/2026/11/0192/full.jpg",
          ""}) {
        EXPECT_EQ(refusal(path, query()), ErrorCode::permission_denied) << path;
    }
}

TEST_F(LinkSignerTest, RefusesALaterExpiry) {
    std::string later = query();
    later.replace(later.find("1795269600"), 10, "1795273200");

    const Result<void> checked = signer_.check(kPath, later, kNoon);

    ASSERT_EQ(code_of(checked), ErrorCode::permission_denied);
    EXPECT_THAT(checked.error().message, HasSubstr("not valid"));
}

TEST_F(LinkSignerTest, RefusesEverySignatureWithOneChangedCharacter) {
    const std::string good = query();
    for (std::size_t i = good.find("signature=") + 10; i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = bad[i] == 'A' ? 'B' : 'A';

        EXPECT_EQ(refusal(kPath, bad), ErrorCode::permission_denied) << bad;
    }
}

TEST_F(LinkSignerTest, RefusesQueriesOfAnotherShape) {
    const std::string good = query();
    const std::string signature = good.substr(good.find("signature="));
    for (const std::string& bad :
         {std::string(),
          std::string("expires=1795269600"),
          std::string("expires=1795269600&signature="),
          signature,
          signature + "&expires=1795269600",
          good + "&download=1",
          "download=1&" + good,
          good + "=",
          good.substr(0, good.size() - 1),
          "?" + good,
          "Expires=1795269600&" + signature,
          "expires=+1795269600&" + signature,
          "expires=01795269600&" + signature,
          "expires=&" + signature}) {
        EXPECT_EQ(refusal(kPath, bad), ErrorCode::permission_denied) << bad;
    }
}

TEST_F(LinkSignerTest, RefusesLinksOfAnotherKey) {
    const LinkSigner other("another-key");

    EXPECT_EQ(code_of(other.check(kPath, query(), kNoon)), ErrorCode::permission_denied);
}

TEST_F(LinkSignerTest, RefusesToTakePartOfThePathForTheExpiry) {
    // Signed is "<path>\n<expiry>": a line break moved between them must not make another link fit.
    const std::string made = signer_.query_for("/objects/a\n17", kNoon, 1h).substr(1);

    EXPECT_EQ(refusal("/objects/a", made), ErrorCode::permission_denied);
}

}  // namespace
}  // namespace likeness
