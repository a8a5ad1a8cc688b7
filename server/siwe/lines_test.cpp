#include "siwe/lines.hpp"

#include <gtest/gtest.h>

namespace likeness::siwe {
namespace {

TEST(LinesTest, AreTheTextBetweenLineFeeds) {
    Lines lines("one\n\ntwo\r\n");

    EXPECT_EQ(lines.next(), "one");
    EXPECT_EQ(lines.next(), "");
    EXPECT_EQ(lines.next(), "two\r");
    EXPECT_EQ(lines.next(), "");
    EXPECT_EQ(lines.next(), std::nullopt);
    EXPECT_EQ(lines.next(), std::nullopt);
}

TEST(LinesTest, HasOneEmptyLineInAnEmptyText) {
    Lines lines("");

    EXPECT_EQ(lines.next(), "");
    EXPECT_EQ(lines.next(), std::nullopt);
}

TEST(LinesTest, TakesALineOnlyIfItBeginsWithTheLabel) {
    Lines lines("a: 1\nb: 2");

    EXPECT_EQ(lines.next_if("b: "), std::nullopt);
    EXPECT_EQ(lines.next_if("a: "), "1");
    EXPECT_EQ(lines.next_if("a: "), std::nullopt);
    EXPECT_EQ(lines.next_if("b: "), "2");
    EXPECT_EQ(lines.next_if("b: "), std::nullopt);
}

TEST(LinesTest, SkipsOnlyEmptyLines) {
    Lines lines("\nx");

    EXPECT_TRUE(lines.skip_empty());
    EXPECT_FALSE(lines.skip_empty());
    EXPECT_EQ(lines.next(), "x");
    EXPECT_FALSE(lines.skip_empty());
}

TEST(LinesTest, CountsFromOneInItsErrors) {
    Lines lines("x\ny");
    static_cast<void>(lines.next());

    EXPECT_EQ(lines.wrong("is wrong").message, "message: line 1 is wrong");
    EXPECT_EQ(lines.wrong_next("is wrong").message, "message: line 2 is wrong");
    EXPECT_EQ(lines.wrong("is wrong").code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace likeness::siwe
