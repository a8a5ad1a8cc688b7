#include "base/histogram.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;

TEST(DurationHistogramTest, CountsADurationInEveryBucketItFitsInto) {
    DurationHistogram histogram;

    histogram.add(1ms);  // the second bound, which is inclusive
    histogram.add(70ms);

    EXPECT_EQ(histogram.at_most(0), 0U);
    EXPECT_EQ(histogram.at_most(1), 1U);
    EXPECT_EQ(histogram.at_most(10), 1U);
    EXPECT_EQ(histogram.at_most(11), 2U);
    EXPECT_EQ(histogram.count(), 2U);
}

TEST(DurationHistogramTest, CountsWhatIsLongerThanEveryBoundOnlyInTheWhole) {
    DurationHistogram histogram;

    histogram.add(1h);

    EXPECT_EQ(histogram.at_most(DurationHistogram::kBounds.size() - 1), 0U);
    EXPECT_EQ(histogram.count(), 1U);
    EXPECT_DOUBLE_EQ(histogram.total_seconds(), 3600);
}

}  // namespace
}  // namespace likeness
