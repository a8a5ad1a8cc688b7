#include "base/result.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace likeness {
namespace {

Result<int> half(int n) {
    if (n % 2 != 0) {
        return Error::invalid_field("n", "must be even");
    }
    return n / 2;
}

Result<std::string> quarter_text(int n) {
    LIKENESS_TRY(const int first, half(n));
    LIKENESS_TRY(const int second, half(first));
    return std::to_string(second);
}

Result<void> check_quarter(int n) {
    LIKENESS_CHECK(quarter_text(n));
    return {};
}

TEST(ResultTest, TryTakesTheValueOut) {
    const Result<std::string> quarter = quarter_text(8);

    ASSERT_TRUE(quarter);
    EXPECT_EQ(*quarter, "2");
    EXPECT_TRUE(check_quarter(8));
}

TEST(ResultTest, TryReturnsTheFirstErrorWithItsField) {
    const Result<std::string> quarter = quarter_text(6);

    ASSERT_FALSE(quarter);
    EXPECT_EQ(quarter.error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(quarter.error().message, "n: must be even");
    EXPECT_EQ(quarter.error().fields, (std::vector<FieldError>{{"n", "must be even"}}));
    EXPECT_FALSE(check_quarter(6));
}

TEST(ResultTest, HoldsWhatCanOnlyBeMoved) {
    Result<std::unique_ptr<int>> pointer = std::make_unique<int>(7);

    const std::unique_ptr<int> taken = *std::move(pointer);

    EXPECT_EQ(*taken, 7);
}

}  // namespace
}  // namespace likeness
