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

/// The passages of one image through the ports, each of which a process may not survive: on the
/// way out, the call was never made; on the way back, its answer was never seen.
enum Passage {
    kLeased = 1,
    kSubmitting,
    kSubmitted,
    kNotingRequest,
    kNotedRequest,
    kWaitingForResult,
    kGotResult,
    kPuttingFirst,
    kPutFirst,
    kPuttingSecond,
    kPutSecond,
    kPuttingThird,
    kPutThird,
    kCompleting,
    kCompleted,
    kNone
};

class DeathAtEveryPassageTest : public ::testing::TestWithParam<int> {
protected:
    /// What becomes of one image when the process that makes it dies at the passage, and another
    /// one starts on what is left.
    GenerationBatch live_through(test::World& world) {
        const Lora lora = world.add_lora(sample_wallet(1));
        Process first(world);
        first.life.die_at(GetParam());
        const BatchId id = first.submit(lora);
        first.runner.start();
        world.run.until([&] { return first.life.is_dead() || first.runner.counts().completed == 1; }
        );
        if (world.engine.profile().repeatable) {
            world.engine.forget_requests();  // it lived in the process that died
        }
        world.run.value(world.database.queue().release_leases(std::nullopt));
        Process second(world, test::quick_options("process-2"));
        second.runner.start();
        return second.ended(id);
    }

    static void expect_one_image(test::World& world, const GenerationBatch& batch) {
        EXPECT_EQ(batch.state, BatchState::completed);
        EXPECT_EQ(batch.quota, QuotaState::consumed);
        ASSERT_THAT(batch.images, SizeIs(1));
        EXPECT_THAT(world.store.keys(Bucket::generated), SizeIs(3));
        EXPECT_NE(world.store.find(Bucket::generated, batch.images[0].path), nullptr);
        EXPECT_EQ(world.run.value(world.database.loras().find(batch.lora)).image_count, 1);
    }
};

TEST_P(DeathAtEveryPassageTest, BeginsAnewWhatCostsNothing) {
    test::World world;

    const GenerationBatch batch = live_through(world);

    expect_one_image(world, batch);
}

TEST_P(DeathAtEveryPassageTest, OrdersNothingTwiceAndLosesNoResult) {
    test::World world(test::paid_engine_profile());

    const GenerationBatch batch = live_through(world);

    EXPECT_LE(world.engine.submits.calls(), 1);
    if (GetParam() < kNotedRequest) {
        // Whether the engine has it cannot be told any more: never again, and the unit returns.
        EXPECT_EQ(batch.state, BatchState::failed);
        EXPECT_EQ(batch.quota, QuotaState::returned);
        EXPECT_EQ(batch.failure.value().code, ErrorCode::upstream_failed);
        EXPECT_THAT(world.store.keys(Bucket::generated), IsEmpty());
    } else {
        expect_one_image(world, batch);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Passages,
    DeathAtEveryPassageTest,
    ::testing::Range<int>(kLeased, kNone + 1)
);

class GenerationRunnerRestartTest : public ::testing::Test {
protected:
    /// A process has ordered one image and died; the engine still works on it.
    BatchId ordered_and_died(test::World& world, Process& process) {
        const Lora lora = world.add_lora(sample_wallet(1));
        process.runner.start();
        world.engine.working.close();
        const BatchId id = process.submit(lora);
        world.run.until([&] { return world.engine.working.waiting() == 1; });
        process.life.die();
        return id;
    }
};

TEST_F(GenerationRunnerRestartTest, TakesOverWhatADeadProcessHeldWhenItsLeaseHasRunOut) {
    test::World world(test::paid_engine_profile());
    Process first(world);
    const BatchId id = ordered_and_died(world, first);
    world.engine.working.open();
    Process second(world, test::quick_options("process-2"));
    second.runner.start();

    world.run.a_while(50ms);
    EXPECT_EQ(second.stored(id).state, BatchState::running);
    world.clock.advance(61s);

    EXPECT_EQ(second.ended(id).state, BatchState::completed);
    EXPECT_EQ(world.engine.submits.calls(), 1);
}

TEST_F(GenerationRunnerRestartTest, FetchesTheResultOfARequestThatAnEarlierProcessMade) {
    test::World world(test::paid_engine_profile());
    Process first(world);
    const BatchId id = ordered_and_died(world, first);
    world.run.value(world.database.queue().release_leases(std::nullopt));
    Process second(world, test::quick_options("process-2"));
    second.runner.start();

    world.run.until([&] { return world.engine.working.waiting() == 2; });
    world.engine.working.open();

    EXPECT_EQ(second.ended(id).state, BatchState::completed);
    EXPECT_EQ(world.engine.submits.calls(), 1);
    EXPECT_THAT(world.store.keys(Bucket::generated), SizeIs(3));
}

TEST_F(GenerationRunnerRestartTest, ReturnsTheUnitWhenAPaidEngineHasForgottenTheRequest) {
    test::World world(test::paid_engine_profile());
    Process first(world);
    const BatchId id = ordered_and_died(world, first);
    world.engine.forget_requests();
    world.run.value(world.database.queue().release_leases(std::nullopt));
    Process second(world, test::quick_options("process-2"));
    second.runner.start();

    const GenerationBatch batch = second.ended(id);

    EXPECT_EQ(batch.state, BatchState::failed);
    EXPECT_EQ(batch.quota, QuotaState::returned);
    EXPECT_EQ(batch.failure.value().code, ErrorCode::upstream_failed);
    EXPECT_EQ(world.engine.submits.calls(), 1);
}

TEST_F(GenerationRunnerRestartTest, KeepsItsJobsFromOthersHoweverLongTheyTake) {
    test::World world;
    const Lora lora = world.add_lora(sample_wallet(1));
    GenerationRunner::Options short_lease = test::quick_options();
    short_lease.lease = 60ms;
    Process first(world, short_lease);
    first.runner.start();
    world.engine.working.close();
    const BatchId id = first.submit(lora);
    world.run.until([&] { return world.engine.working.waiting() == 1; });
    Process second(world, test::quick_options("process-2"));
    second.runner.start();

    for (int i = 0; i < 5; ++i) {
        const int before = first.queue.renewals();
        world.clock.advance(40ms);
        world.run.until([&] { return first.queue.renewals() >= before + 2; });
    }

    EXPECT_EQ(second.runner.running(), 0U);
    EXPECT_THAT(world.engine.requests(), SizeIs(1));
    world.engine.working.open();
    EXPECT_EQ(first.ended(id).state, BatchState::completed);
}

}  // namespace
}  // namespace likeness
