#include "core/generation_runner.hpp"
#include "testing/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::Process;
using test::sample_wallet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(GenerationRunnerDrainTest, LetsRunningJobsEndAndTakesNoMore) {
    test::World world;
    const Lora lora = world.add_lora(sample_wallet(1));
    Process process(world);
    process.runner.start();
    world.engine.working.close();
    const BatchId running = process.submit(lora, 4);
    world.run.until([&] { return world.engine.working.waiting() == 4; });
    const BatchId waiting = process.submit(lora);

    asio::post(world.run.executor(), [&] { world.engine.working.open(); });
    world.run(process.runner.drain(10s));

    EXPECT_EQ(process.runner.running(), 0U);
    EXPECT_EQ(process.stored(running).state, BatchState::completed);
    EXPECT_EQ(process.stored(waiting).state, BatchState::queued);
    EXPECT_THAT(world.engine.cancelled(), IsEmpty());
}

TEST(GenerationRunnerDrainTest, HandsBackWhatDoesNotEndInTime) {
    test::World world;
    const Lora lora = world.add_lora(sample_wallet(1));
    Process first(world);
    first.runner.start();
    world.engine.working.close();
    const BatchId id = first.submit(lora);
    world.run.until([&] { return world.engine.working.waiting() == 1; });

    world.run(first.runner.drain(1ms));
    EXPECT_THAT(world.engine.abandoned(), ElementsAre("request-1"));
    EXPECT_THAT(world.engine.cancelled(), IsEmpty());
    EXPECT_EQ(first.stored(id).state, BatchState::running);
    world.engine.working.open();
    Process second(world, test::quick_options("process-2"));
    second.runner.start();

    EXPECT_EQ(second.ended(id).state, BatchState::completed);
    EXPECT_THAT(second.stored(id).images, SizeIs(1));
}

TEST(GenerationRunnerDrainTest, CancelsNothingThatIsPaidFor) {
    test::World world(test::paid_engine_profile());
    const Lora lora = world.add_lora(sample_wallet(1));
    Process first(world);
    first.runner.start();
    world.engine.working.close();
    const BatchId id = first.submit(lora);
    world.run.until([&] { return world.engine.working.waiting() == 1; });

    world.run(first.runner.drain(1ms));
    EXPECT_THAT(world.engine.cancelled(), IsEmpty());
    EXPECT_EQ(first.runner.running(), 0U);
    Process second(world, test::quick_options("process-2"));
    second.runner.start();
    world.run.until([&] { return world.engine.working.waiting() == 1; });
    world.engine.working.open();

    EXPECT_EQ(second.ended(id).state, BatchState::completed);
    EXPECT_EQ(world.engine.submits.calls(), 1);
    EXPECT_THAT(world.store.keys(Bucket::generated), SizeIs(3));
}

TEST(GenerationRunnerDrainTest, FailsNoJobThatTheEngineHadNoRoomForYet) {
    test::World world;
    const Lora lora = world.add_lora(sample_wallet(1));
    Process first(world);
    first.runner.start();
    world.engine.submits.always(Error::unavailable("The queue is full."));
    const BatchId id = first.submit(lora);
    world.run.until([&] { return world.engine.submits.calls() >= 1; });

    world.run(first.runner.drain(1ms));
    EXPECT_EQ(first.stored(id).state, BatchState::running);
    world.engine.submits.lift();
    Process second(world, test::quick_options("process-2"));
    second.runner.start();

    EXPECT_EQ(second.ended(id).state, BatchState::completed);
}

TEST(GenerationRunnerDrainTest, HandsBackAnImageThatTheStoreDoesNotTake) {
    test::World world;
    const Lora lora = world.add_lora(sample_wallet(1));
    Process first(world);
    first.runner.start();
    world.store.puts.always(Error::unavailable("The disk is full."));
    const BatchId id = first.submit(lora);
    world.run.until([&] { return world.store.puts.calls() >= 2; });

    world.run(first.runner.drain(1ms));
    EXPECT_EQ(first.stored(id).state, BatchState::running);
    world.store.puts.lift();
    Process second(world, test::quick_options("process-2"));
    second.runner.start();

    EXPECT_EQ(second.ended(id).state, BatchState::completed);
    EXPECT_THAT(world.store.keys(Bucket::generated), SizeIs(3));
}

TEST(GenerationRunnerDrainTest, EndsWhileTheDatabaseIsLocked) {
    test::World world;
    const Lora lora = world.add_lora(sample_wallet(1));
    Process process(world);
    process.runner.start();
    world.engine.working.close();
    process.submit(lora);
    world.run.until([&] { return world.engine.working.waiting() == 1; });
    const test::DatabaseLock lock(world.database);
    world.engine.working.open();

    world.run(process.runner.drain(30ms));

    EXPECT_EQ(process.runner.running(), 0U);
}

}  // namespace
}  // namespace likeness
