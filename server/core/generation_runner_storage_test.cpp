#include "core/generation_runner.hpp"
#include "testing/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::Process;
using test::sample_wallet;
using ::testing::IsEmpty;
using ::testing::SizeIs;

/// An engine whose work is paid for: nothing may be ordered twice, and nothing lost.
class GenerationRunnerStorageTest : public ::testing::Test {
protected:
    static Error full() { return Error::unavailable("The disk is full."); }

    static Error read_only() {
        return {ErrorCode::permission_denied, "The store may not be written to."};
    }

    void expect_one_image(const GenerationBatch& batch) {
        EXPECT_EQ(batch.state, BatchState::completed);
        EXPECT_EQ(batch.quota, QuotaState::consumed);
        EXPECT_THAT(batch.images, SizeIs(1));
        EXPECT_THAT(world_.store.keys(Bucket::generated), SizeIs(3));
        EXPECT_THAT(world_.engine.requests(), SizeIs(1));
        EXPECT_EQ(world_.run.value(world_.database.loras().find(lora_.id)).image_count, 1);
    }

    test::World world_{test::paid_engine_profile()};
    Lora lora_ = world_.add_lora(sample_wallet(1));
    Process process_{world_};
};

TEST_F(GenerationRunnerStorageTest, KeepsTheImageOnceTheDiskHasRoomAgain) {
    process_.runner.start();
    world_.store.puts.next(full(), 3);

    expect_one_image(process_.ended(process_.submit(lora_)));
}

TEST_F(GenerationRunnerStorageTest, KeepsTheImageWhenTheDiskFillsUpHalfWay) {
    process_.runner.start();
    world_.store.puts.after(1, full());
    world_.store.puts.after(2, full());

    expect_one_image(process_.ended(process_.submit(lora_)));
}

TEST_F(GenerationRunnerStorageTest, KeepsTheImageOnceTheStoreMayBeWrittenToAgain) {
    process_.runner.start();
    world_.store.puts.always(read_only());
    const BatchId id = process_.submit(lora_);

    world_.run.until([&] { return world_.store.puts.calls() >= 3; });
    world_.store.puts.lift();

    expect_one_image(process_.ended(id));
}

TEST_F(GenerationRunnerStorageTest, KeepsTheImageWhenTooManyWaitToBeFinished) {
    process_.runner.start();
    world_.finisher.faults.next(Error::unavailable("The server is busy."), 3);

    expect_one_image(process_.ended(process_.submit(lora_)));
}

TEST_F(GenerationRunnerStorageTest, SaysThatItCouldNotStoreWhenTheTimeForItIsOver) {
    GenerationRunner::Options impatient = test::quick_options();
    impatient.keep_trying = 10ms;
    Process process(world_, impatient);
    process.runner.start();
    for (const Error& error : {full(), read_only()}) {
        world_.store.puts.always(error);

        const GenerationBatch batch = process.ended(process.submit(lora_));

        EXPECT_EQ(batch.state, BatchState::failed);
        EXPECT_EQ(batch.quota, QuotaState::returned);
        EXPECT_EQ(batch.failure.value().code, ErrorCode::unavailable);
    }
}

TEST_F(GenerationRunnerStorageTest, WaitsForTheDatabaseToTakeAJob) {
    const BatchId id = process_.submit(lora_);
    {
        const test::DatabaseLock lock(world_.database);
        process_.runner.start();
        world_.run.a_while(60ms);
        EXPECT_THAT(world_.engine.requests(), IsEmpty());
    }

    expect_one_image(process_.ended(id));
}

TEST_F(GenerationRunnerStorageTest, WaitsForTheDatabaseToTakeARequestId) {
    process_.runner.start();
    world_.engine.submitting.close();
    const BatchId id = process_.submit(lora_);
    world_.run.until([&] { return world_.engine.submitting.waiting() == 1; });
    {
        const test::DatabaseLock lock(world_.database);
        world_.engine.submitting.open();
        world_.run.a_while(60ms);
    }

    expect_one_image(process_.ended(id));
    EXPECT_EQ(world_.engine.submits.calls(), 1);
}

TEST_F(GenerationRunnerStorageTest, WaitsForTheDatabaseToKeepAnImage) {
    process_.runner.start();
    world_.engine.working.close();
    const BatchId id = process_.submit(lora_);
    world_.run.until([&] { return world_.engine.working.waiting() == 1; });
    {
        const test::DatabaseLock lock(world_.database);
        world_.engine.working.open();
        world_.run.until([&] { return world_.store.puts.calls() >= 6; });
    }

    expect_one_image(process_.ended(id));
}

TEST_F(GenerationRunnerStorageTest, WaitsForTheDatabaseToReturnAUnit) {
    process_.runner.start();
    world_.engine.working.close();
    world_.engine.results.next({ErrorCode::upstream_failed, "The engine failed."});
    const BatchId id = process_.submit(lora_);
    world_.run.until([&] { return world_.engine.working.waiting() == 1; });
    {
        const test::DatabaseLock lock(world_.database);
        world_.engine.working.open();
        world_.run.a_while(60ms);
    }

    EXPECT_EQ(process_.ended(id).quota, QuotaState::returned);
}

TEST_F(GenerationRunnerStorageTest, GoesOnWhenTheClockIsSetBackAnHour) {
    process_.runner.start();
    world_.engine.working.close();
    const BatchId id = process_.submit(lora_);
    world_.run.until([&] { return world_.engine.working.waiting() == 1; });

    world_.clock.advance(-1h);
    const BatchId later = process_.submit(lora_);
    world_.engine.working.open();

    EXPECT_EQ(process_.ended(id).state, BatchState::completed);
    EXPECT_EQ(process_.ended(later).state, BatchState::completed);
    EXPECT_THAT(world_.engine.requests(), SizeIs(2));
}

TEST_F(GenerationRunnerStorageTest, TakesNoJobTwiceThatItHasInHandWhenItsLeaseHasRunOut) {
    process_.runner.start();
    world_.engine.working.close();
    const BatchId id = process_.submit(lora_);
    world_.run.until([&] { return world_.engine.working.waiting() == 1; });

    world_.clock.advance(2h);  // or the machine slept, or the database was locked that long
    process_.runner.wake();
    world_.run.a_while(60ms);
    EXPECT_EQ(process_.runner.running(), 1U);
    EXPECT_EQ(world_.engine.working.waiting(), 1);
    world_.engine.working.open();

    expect_one_image(process_.ended(id));
}

TEST_F(GenerationRunnerStorageTest, FailsNoJobThatItIsHandingOverWhenItsLeaseHasRunOut) {
    process_.runner.start();
    world_.engine.submitting.close();
    const BatchId id = process_.submit(lora_);
    world_.run.until([&] { return world_.engine.submitting.waiting() == 1; });

    world_.clock.advance(2h);
    process_.runner.wake();
    world_.run.a_while(60ms);
    world_.engine.submitting.open();

    expect_one_image(process_.ended(id));
}

}  // namespace
}  // namespace likeness
