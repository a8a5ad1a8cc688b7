#include "core/strength_ladder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <string>
#include <vector>

namespace likeness {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> fields_of(double from, double to, int steps) {
    const Result<std::vector<double>> ladder = strength_ladder(from, to, steps);
    std::vector<std::string> paths;
    if (!ladder) {
        for (const FieldError& field : ladder.error().fields) {
            paths.push_back(field.path);
        }
    }
    return paths;
}

TEST(StrengthLadderTest, RisesInEqualSteps) {
    EXPECT_THAT(*strength_ladder(0.4, 1.6, 7), ElementsAre(0.4, 0.6, 0.8, 1.0, 1.2, 1.4, 1.6));
    EXPECT_THAT(*strength_ladder(0, 4, 2), ElementsAre(0.0, 4.0));
}

TEST(StrengthLadderTest, HasTwoDecimalsAndNoScaleTwice) {
    EXPECT_THAT(*strength_ladder(0.4, 0.6, 4), ElementsAre(0.4, 0.47, 0.53, 0.6));

    const std::vector<double> narrow = *strength_ladder(1, 1.1, 9);

    EXPECT_EQ(std::set<double>(narrow.begin(), narrow.end()).size(), 9U);
}

TEST(StrengthLadderTest, NamesWhatIsWrong) {
    const double nan = std::numeric_limits<double>::quiet_NaN();

    EXPECT_THAT(fields_of(-0.1, 1, 7), ElementsAre("from"));
    EXPECT_THAT(fields_of(0, 4.1, 7), ElementsAre("to"));
    EXPECT_THAT(fields_of(1, 1.09, 7), ElementsAre("to"));
    EXPECT_THAT(fields_of(1.6, 0.4, 7), ElementsAre("to"));
    EXPECT_THAT(fields_of(0.4, 1.6, 1), ElementsAre("steps"));
    EXPECT_THAT(fields_of(0.4, 1.6, 10), ElementsAre("steps"));
    EXPECT_THAT(fields_of(nan, nan, 0), ElementsAre("from", "to", "steps"));
}

}  // namespace
}  // namespace likeness
