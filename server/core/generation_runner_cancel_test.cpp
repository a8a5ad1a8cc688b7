#include "core/generation_runner.hpp"
#include "testing/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::Process;
using test::sample_wallet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class GenerationRunnerCancelTest : public ::testing::Test {
protected:
    GenerationRunnerCancelTest() { process_.runner.start(); }

    void cancel(const BatchId& id) {
        world_.run.value(process_.generate.cancel(process_.caller(), id));
    }

    void expect_nothing_of(const BatchId& id) {
        world_.run.until([&] { return process_.runner.running() == 0; });
        const GenerationBatch batch = process_.stored(id);
        EXPECT_EQ(batch.state, BatchState::cancelled);
        EXPECT_EQ(batch.quota, QuotaState::returned);
        EXPECT_THAT(batch.images, IsEmpty());
        EXPECT_THAT(world_.store.keys(Bucket::generated), IsEmpty());
        EXPECT_EQ(world_.run.value(process_.generate.remaining(process_.caller())).remaining, 8);
    }

    test::World world_;
    Lora lora_ = world_.add_lora(sample_wallet(1));
    Process process_{world_};
};

TEST_F(GenerationRunnerCancelTest, MakesNothingOfWhatWasCancelledWhileItWaited) {
    world_.engine.working.close();
    process_.submit(lora_, 4);  // takes all places
    world_.run.until([&] { return world_.engine.working.waiting() == 4; });
    const BatchId id = process_.submit(lora_, 4);

    cancel(id);
    world_.engine.working.open();
    world_.run.until([&] { return process_.runner.running() == 0; });
    world_.run.a_while(30ms);

    EXPECT_THAT(world_.engine.requests(), SizeIs(4));
    EXPECT_EQ(process_.stored(id).state, BatchState::cancelled);
}

TEST_F(GenerationRunnerCancelTest, TellsTheEngineAndWritesNothing) {
    world_.engine.working.close();
    const BatchId id = process_.submit(lora_);
    world_.run.until([&] { return world_.engine.working.waiting() == 1; });

    cancel(id);

    expect_nothing_of(id);
    EXPECT_THAT(world_.engine.cancelled(), ElementsAre("request-1"));
    EXPECT_EQ(process_.runner.counts().failed, 0);
}

TEST_F(GenerationRunnerCancelTest, TellsTheEngineAsSoonAsItKnowsTheRequest) {
    world_.engine.submitting.close();
    world_.engine.working.close();
    const BatchId id = process_.submit(lora_);
    world_.run.until([&] { return world_.engine.submitting.waiting() == 1; });

    cancel(id);
    EXPECT_THAT(world_.engine.cancelled(), IsEmpty());
    world_.engine.submitting.open();

    expect_nothing_of(id);
    EXPECT_THAT(world_.engine.cancelled(), ElementsAre("request-1"));
}

TEST_F(GenerationRunnerCancelTest, OrdersNothingMoreForWhatWasCancelledBetweenAttempts) {
    world_.engine.submits.next(Error::unavailable("The queue is full."), 1'000);
    GenerationRunner::Options patient = test::quick_options();
    patient.first_retry = 60'000ms;
    Process process(world_, patient);
    world_.run(process_.runner.drain(1s));
    process.runner.start();
    const BatchId id = process.submit(lora_);
    world_.run.until([&] { return world_.engine.submits.calls() == 1; });

    world_.run.value(process.generate.cancel(process.caller(), id));
    world_.run.until([&] { return process.runner.running() == 0; });

    EXPECT_EQ(world_.engine.submits.calls(), 1);
    expect_nothing_of(id);
}

TEST_F(GenerationRunnerCancelTest, DiscardsWhatItStoredMeanwhile) {
    world_.store.putting.close();
    const BatchId id = process_.submit(lora_);
    world_.run.until([&] { return world_.store.putting.waiting() == 1; });

    cancel(id);
    world_.store.putting.open();

    expect_nothing_of(id);
}

TEST_F(GenerationRunnerCancelTest, KeepsTheImagesThatWereMadeBefore) {
    EngineProfile one_at_a_time = test::fake_engine_profile();
    one_at_a_time.concurrency = 1;
    test::World world(one_at_a_time);
    const Lora lora = world.add_lora(sample_wallet(1));
    Process process(world);
    process.runner.start();
    world.engine.working.close();
    const BatchId id = process.submit(lora, 2);
    world.run.until([&] { return world.engine.working.waiting() == 1; });
    world.engine.submitting.close();
    world.engine.working.open();
    world.run.until([&] { return world.engine.submitting.waiting() == 1; });

    world.run.value(process.generate.cancel(process.caller(), id));
    world.engine.submitting.open();
    world.run.until([&] { return process.runner.running() == 0; });

    const GenerationBatch batch = process.stored(id);
    EXPECT_EQ(batch.state, BatchState::cancelled);
    EXPECT_EQ(batch.quota, QuotaState::consumed);
    EXPECT_THAT(batch.images, SizeIs(1));
    EXPECT_THAT(world.store.keys(Bucket::generated), SizeIs(3));
}

TEST_F(GenerationRunnerCancelTest, TakesBackNothingOfAnImageThatAnotherProcessKept) {
    world_.engine.working.close();
    const BatchId id = process_.submit(lora_);
    world_.run.until([&] { return world_.engine.working.waiting() == 1; });
    // The other takes the job over, because it believes this process dead.
    world_.run.value(world_.database.queue().release_leases(std::nullopt));
    Process other(world_, test::quick_options("process-2"));
    other.runner.start();
    world_.run.until([&] { return world_.engine.working.waiting() == 2; });

    world_.engine.working.open();
    world_.run.until([&] { return process_.runner.running() + other.runner.running() == 0; });

    EXPECT_THAT(process_.stored(id).images, SizeIs(1));
    EXPECT_THAT(world_.store.keys(Bucket::generated), SizeIs(3));
    EXPECT_EQ(process_.runner.counts().completed + other.runner.counts().completed, 1);
}

}  // namespace
}  // namespace likeness
