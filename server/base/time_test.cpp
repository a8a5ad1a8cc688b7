#include "base/time.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

TEST(TimeTest, WritesMillisecondsAlways) {
    EXPECT_EQ(to_iso(Timestamp{}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(
        to_iso(Timestamp{std::chrono::milliseconds{1'795'257'960'007}}), "2026-11-21T10:46:00.007Z"
    );
}

TEST(TimeTest, ReadsEveryFormOfRfc3339) {
    const Timestamp expected = *parse_iso("2026-11-21T10:46:00.500Z");

    EXPECT_EQ(to_iso(expected), "2026-11-21T10:46:00.500Z");
    for (const char* text :
         {"2026-11-21T10:46:00.5Z",
          "2026-11-21T12:46:00.5009+02:00",
          "2026-11-21t05:16:00.500-05:30"}) {
        EXPECT_EQ(parse_iso(text), expected) << text;
    }
}

TEST(TimeTest, RefusesWhatIsNoTime) {
    for (const char* text :
         {"",
          "2026-11-21",
          "2026-11-21T10:46:00",
          "2026-11-21 10:46:00Z",
          "2026-13-01T00:00:00Z",
          "2026-02-30T00:00:00Z",
          "2026-02-29T00:00:00Z",
          "2100-02-29T00:00:00Z",
          "2026-01-01T24:00:00Z",
          "2026-01-01T00:60:00Z",
          "2026-01-01T00:00:61Z",
          "2026-01-01T00:00:00.Z",
          "2026-01-01T00:00:00+0530",
          "12026-01-01T00:00:00Z",
          "2026-01-01T00:00:00Zx"}) {
        EXPECT_FALSE(parse_iso(text)) << text;
    }
}

}  // namespace
}  // namespace likeness
