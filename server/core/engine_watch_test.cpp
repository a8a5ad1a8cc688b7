#include "core/engine_watch.hpp"

#include "testing/fake_clock.hpp"
#include "testing/fake_engine.hpp"
#include "testing/run_task.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;

TEST(EngineWatchTest, TellsSinceWhenAnEngineIsAsItIs) {
    test::TaskRunner run;
    test::FakeClock clock;
    test::FakeEngine engine{run.executor()};
    const Engines engines{{engine}};
    EngineWatch watch(engines, clock);
    EXPECT_FALSE(watch.since("fake"));

    watch.look();
    clock.advance(1h);
    watch.look();
    EXPECT_EQ(watch.since("fake"), test::kNoon);

    engine.set_health({false, "no credit"});
    watch.look();
    clock.advance(1h);
    engine.set_health({false, "still no credit"});
    watch.look();
    EXPECT_EQ(watch.since("fake"), test::kNoon + 1h);

    engine.set_health({});
    watch.look();
    EXPECT_EQ(watch.since("fake"), test::kNoon + 2h);
    EXPECT_FALSE(watch.since("another"));
}

}  // namespace
}  // namespace likeness
