#include "core/abuse_limits.hpp"

#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;

class AbuseLimitsTest : public ::testing::Test {
protected:
    AbuseLimitsTest() {
        options_.per_minute = 6;
        options_.burst = 3;
    }

    /// Attempts that are let in of a hundred.
    static int let_in(AbuseLimits& limits, const std::string& address = "192.0.2.1") {
        int count = 0;
        for (int i = 0; i < 100; ++i) {
            count += limits.admit(address) ? 1 : 0;
        }
        return count;
    }

    test::FakeClock clock_;
    AbuseLimits::Options options_;
};

TEST_F(AbuseLimitsTest, LetsABurstInAndThenNobody) {
    AbuseLimits limits(clock_, options_);

    EXPECT_EQ(let_in(limits), 3);
}

TEST_F(AbuseLimitsTest, CountsEachAddressByItself) {
    AbuseLimits limits(clock_, options_);
    let_in(limits, "192.0.2.1");

    EXPECT_EQ(let_in(limits, "192.0.2.2"), 3);
}

TEST_F(AbuseLimitsTest, SaysHowLongToWait) {
    AbuseLimits limits(clock_, options_);
    let_in(limits);

    const Result<void> refused = limits.admit("192.0.2.1");

    EXPECT_EQ(test::code_of(refused), ErrorCode::resource_exhausted);
    EXPECT_EQ(refused.error().retry_after, 10s);
}

TEST_F(AbuseLimitsTest, LetsInAfterTheTimeThatItNamed) {
    AbuseLimits limits(clock_, options_);
    let_in(limits);

    clock_.advance(9'999ms);
    EXPECT_FALSE(limits.admit("192.0.2.1"));
    clock_.advance(1ms);
    EXPECT_TRUE(limits.admit("192.0.2.1"));
}

TEST_F(AbuseLimitsTest, RefillsToTheBurstAndNoFurther) {
    AbuseLimits limits(clock_, options_);
    let_in(limits);

    clock_.advance(24h);

    EXPECT_EQ(let_in(limits), 3);
}

TEST_F(AbuseLimitsTest, LocksNobodyOutWhenTheClockIsSetBack) {
    AbuseLimits limits(clock_, options_);
    let_in(limits);

    clock_.advance(-1h);
    EXPECT_FALSE(limits.admit("192.0.2.1"));
    clock_.advance(10s);

    EXPECT_TRUE(limits.admit("192.0.2.1"));
}

TEST_F(AbuseLimitsTest, ForgetsAddressesThatOweNothingBeforeOthers) {
    options_.max_addresses = 2;
    AbuseLimits limits(clock_, options_);
    let_in(limits, "spent");
    EXPECT_TRUE(limits.admit("full soon"));
    clock_.advance(10s);  // one token for each

    EXPECT_TRUE(limits.admit("new"));

    EXPECT_EQ(let_in(limits, "spent"), 1);
}

TEST_F(AbuseLimitsTest, BeginsAnewRatherThanGrowWithoutBound) {
    options_.max_addresses = 2;
    AbuseLimits limits(clock_, options_);
    let_in(limits, "first");
    let_in(limits, "second");

    EXPECT_TRUE(limits.admit("third"));
    EXPECT_TRUE(limits.admit("first"));
}

TEST_F(AbuseLimitsTest, LetsEveryoneInWhenItIsOff) {
    options_.enabled = false;
    AbuseLimits limits(clock_, options_);

    EXPECT_EQ(let_in(limits), 100);
}

}  // namespace
}  // namespace likeness
