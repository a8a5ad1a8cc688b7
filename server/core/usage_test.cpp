#include "core/usage.hpp"

#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/samples.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using test::kNoon;

TEST(DaysTest, AreTheLastThirtyWhenNothingIsSaid) {
    const Days days = *Days::from({}, {}, kNoon);

    EXPECT_EQ(days.first, "2026-10-23");
    EXPECT_EQ(days.last, "2026-11-21");
}

TEST(DaysTest, AreThoseThatAreNamed) {
    EXPECT_EQ(Days::from("2026-01-31", "2026-02-01", kNoon)->first, "2026-01-31");
    EXPECT_EQ(Days::from({}, "2026-03-30", kNoon)->first, "2026-03-01");
    EXPECT_EQ(Days::from("2026-11-21", "2026-11-21", kNoon)->last, "2026-11-21");
}

TEST(DaysTest, RefuseWhatIsNoDay) {
    for (const char* text :
         {"", "today", "2026-02-30", "2026-2-1", "2026-11-21T00:00:00Z", "'; --"}) {
        EXPECT_EQ(test::code_of(Days::from(text, {}, kNoon)), ErrorCode::invalid_argument) << text;
        EXPECT_EQ(test::code_of(Days::from({}, text, kNoon)), ErrorCode::invalid_argument) << text;
    }
    EXPECT_EQ(Days::from("2026-11-22", "2026-11-21", kNoon).error().fields[0].path, "from");
}

TEST(UsageCursorTest, ReadsWhatItWroteAndNothingElse) {
    const UsageCursor cursor{1'250'000, 7, test::sample_wallet(3).text()};

    const UsageCursor read = *UsageCursor::parse(cursor.text());

    EXPECT_EQ(read.price, 1'250'000);
    EXPECT_EQ(read.batches, 7);
    EXPECT_EQ(read.wallet, cursor.wallet);
    for (const std::string text : {"", "MTIz", "MS4yLjB4", "!", "MS4yLg"}) {
        EXPECT_EQ(test::code_of(UsageCursor::parse(text)), ErrorCode::invalid_argument) << text;
    }
}

}  // namespace
}  // namespace likeness
