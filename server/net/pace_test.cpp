#include "net/pace.hpp"

#include <gtest/gtest.h>

namespace likeness::net {
namespace {

using namespace std::chrono_literals;

const SteadyTime kNow = SteadyTime() + 1h;

TEST(PaceTest, WaitsOneStallForTheFirstByte) {
    const Pace pace(30s, 100);

    EXPECT_EQ(pace.deadline(kNow), kNow + 30s);
}

TEST(PaceTest, GivesASteadyClientAllTheTimeItEarns) {
    Pace pace(30s, 100);

    pace.moved(10'000);
    pace.waited(90s);

    EXPECT_EQ(pace.deadline(kNow), kNow + 30s);
}

TEST(PaceTest, CutsAClientThatNeverStallsButHardlyMoves) {
    Pace pace(30s, 100);

    pace.moved(500);
    pace.waited(25s);

    EXPECT_EQ(pace.deadline(kNow), kNow + 10s);

    pace.waited(20s);

    EXPECT_LE(pace.deadline(kNow), kNow);
}

TEST(PaceTest, SurvivesHugeBodies) {
    Pace pace(30s, 1);

    pace.moved(~std::uint64_t{0});

    EXPECT_EQ(pace.deadline(kNow), kNow + 30s);
}

}  // namespace
}  // namespace likeness::net
