#include "core/quota.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;

constexpr Timestamp kNoon{std::chrono::milliseconds{1'795'262'400'000}};  // 2026-11-21T12:00:00Z

TEST(QuotaRuleTest, ReadsBatchesPerHoursAndOff) {
    EXPECT_EQ(QuotaRule::parse("8/24h")->text(), "8/24h");
    EXPECT_EQ(QuotaRule::parse("100/1h")->window, 1h);
    EXPECT_TRUE(QuotaRule::parse("off")->unlimited);
}

TEST(QuotaRuleTest, RefusesWhatItCannotRead) {
    for (const char* text :
         {"",
          "8",
          "8/24",
          "8/h",
          "0/24h",
          "-1/24h",
          "8/0h",
          "8/24d",
          "x/24h",
          "8/24hh",
          "8/99999h",
          "99999999999/24h"}) {
        EXPECT_FALSE(QuotaRule::parse(text)) << text;
    }
}

TEST(QuotaStatusTest, SaysWhenEveryUnitReturns) {
    const QuotaStatus status = quota_status(QuotaRule{}, false, {kNoon - 1h, kNoon - 23h});

    EXPECT_EQ(status.remaining, 6);
    EXPECT_EQ(status.next_at(), kNoon + 1h);
    EXPECT_EQ(status.returns, (std::vector<Timestamp>{kNoon + 1h, kNoon + 23h}));
}

TEST(QuotaStatusTest, NeverFallsBelowZeroWhenTheRuleWasTightened) {
    EXPECT_EQ(quota_status(QuotaRule{1, 24h, false}, false, {kNoon, kNoon}).remaining, 0);
}

TEST(QuotaStatusTest, IsUnlimitedForTheExempt) {
    const QuotaStatus status = quota_status(QuotaRule{}, true, {kNoon});

    EXPECT_TRUE(status.unlimited);
    EXPECT_FALSE(status.next_at());
}

TEST(QuotaExceededTest, TellsTheTimeOfTheNextUnitInWordsAndSeconds) {
    const QuotaStatus status =
        quota_status(QuotaRule{2, 24h, false}, false, {kNoon - 23h, kNoon - 1h});

    const Error error = quota_exceeded(status, "generations", kNoon);

    EXPECT_EQ(error.code, ErrorCode::resource_exhausted);
    EXPECT_EQ(
        error.message,
        "All 2 generations of the last 24 hours are used. The next one returns at "
        "2026-11-21T13:00:00.000Z."
    );
    EXPECT_EQ(error.retry_after, 3600s);
}

TEST(QuotaExceededTest, WaitsForTheUnitThatReallyFreesOneWhenTheRuleWasTightened) {
    const QuotaStatus status =
        quota_status(QuotaRule{1, 24h, false}, false, {kNoon - 23h, kNoon - 1h});

    EXPECT_EQ(quota_exceeded(status, "generations", kNoon).retry_after, 23 * 3600s);
}

}  // namespace
}  // namespace likeness
