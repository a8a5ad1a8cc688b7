#include "base/id.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

TEST(IdTest, BeginsWithItsMillisecondsSoThatTextOrderIsTimeOrder) {
    const std::string early =
        make_id_text(*parse_iso("2026-11-21T10:46:00.001Z"), std::string(10, '\xff'));
    const std::string late =
        make_id_text(*parse_iso("2026-11-21T10:46:00.002Z"), std::string(10, '\0'));

    EXPECT_EQ(early.size(), 32U);
    EXPECT_LT(early, late);
    EXPECT_TRUE(early.ends_with("ffffffffffffffffffff"));
}

TEST(IdTest, ParsesOnlyThirtyTwoLowerCaseHexDigits) {
    EXPECT_TRUE(ImageId::parse("0123456789abcdef0123456789abcdef"));
    EXPECT_FALSE(ImageId::parse("0123456789ABCDEF0123456789abcdef"));
    EXPECT_FALSE(ImageId::parse("0123456789abcdef0123456789abcde"));
    EXPECT_FALSE(ImageId::parse("../../../../etc/passwd0123456789"));
}

}  // namespace
}  // namespace likeness
