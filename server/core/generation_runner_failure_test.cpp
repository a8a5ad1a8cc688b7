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

class GenerationRunnerFailureTest : public ::testing::Test {
protected:
    GenerationRunnerFailureTest() { process_.runner.start(); }

    int remaining() {
        return world_.run.value(process_.generate.remaining(process_.caller())).remaining;
    }

    void expect_failed(const GenerationBatch& batch, ErrorCode code) {
        EXPECT_EQ(batch.state, BatchState::failed);
        EXPECT_EQ(batch.quota, QuotaState::returned);
        EXPECT_THAT(batch.images, IsEmpty());
        ASSERT_TRUE(batch.failure);
        EXPECT_EQ(batch.failure->code, code) << batch.failure->message;
        EXPECT_FALSE(batch.failure->message.empty());
        EXPECT_EQ(remaining(), 8);
        EXPECT_THAT(world_.store.keys(Bucket::generated), IsEmpty());
    }

    test::World world_{test::paid_engine_profile()};
    Lora lora_ = world_.add_lora(sample_wallet(1));
    Process process_{world_};
};

TEST_F(GenerationRunnerFailureTest, ReturnsTheUnitWhenTheEngineFails) {
    world_.engine.results.next({ErrorCode::upstream_failed, "The engine failed."});

    const GenerationBatch batch = process_.ended(process_.submit(lora_));

    expect_failed(batch, ErrorCode::upstream_failed);
    EXPECT_EQ(batch.failure->message, "The engine failed.");
    EXPECT_EQ(batch.jobs[0].state, JobState::failed);
    EXPECT_EQ(process_.runner.counts().failed, 1);
}

TEST_F(GenerationRunnerFailureTest, ReturnsTheUnitWhenTheSafetyCheckerBlocksTheImage) {
    world_.engine.results.next({ErrorCode::unprocessable, "The safety checker blocked the image."});

    const GenerationBatch batch = process_.ended(process_.submit(lora_));

    expect_failed(batch, ErrorCode::unprocessable);
    EXPECT_EQ(batch.jobs[0].state, JobState::blocked);
    EXPECT_EQ(process_.runner.counts().blocked, 1);
}

TEST_F(GenerationRunnerFailureTest, ReturnsTheUnitWhenTheEngineRefusesThePrompt) {
    world_.engine.submits.next({ErrorCode::unprocessable, "The prompt was refused."});

    const GenerationBatch batch = process_.ended(process_.submit(lora_));

    expect_failed(batch, ErrorCode::unprocessable);
    EXPECT_EQ(batch.jobs[0].state, JobState::blocked);
}

TEST_F(GenerationRunnerFailureTest, NeverRepeatsARequestThatWasRefusedOrMayHaveBeenTaken) {
    for (const ErrorCode code :
         {ErrorCode::invalid_argument, ErrorCode::upstream_failed, ErrorCode::deadline_exceeded}) {
        const int before = world_.engine.submits.calls();
        world_.engine.submits.next({code, "No."});

        expect_failed(process_.ended(process_.submit(lora_)), code);

        EXPECT_EQ(world_.engine.submits.calls(), before + 1);
    }
}

TEST_F(GenerationRunnerFailureTest, TriesAgainWhenTheEngineCertainlyHasNotTakenTheRequest) {
    world_.engine.submits.next(Error::unavailable("The queue is full."), 4);

    const GenerationBatch batch = process_.ended(process_.submit(lora_));

    EXPECT_EQ(batch.state, BatchState::completed);
    EXPECT_EQ(world_.engine.submits.calls(), 5);
    EXPECT_THAT(world_.engine.requests(), SizeIs(1));
}

TEST_F(GenerationRunnerFailureTest, GivesUpAfterAFewAttempts) {
    world_.engine.submits.always(Error::unavailable("The queue is full."));

    expect_failed(process_.ended(process_.submit(lora_)), ErrorCode::unavailable);

    EXPECT_EQ(world_.engine.submits.calls(), 5);
}

TEST_F(GenerationRunnerFailureTest, SurvivesAnEngineThatThrows) {
    world_.engine.throw_from_next_submit("a bug");
    expect_failed(process_.ended(process_.submit(lora_)), ErrorCode::upstream_failed);

    world_.engine.throw_from_next_result("another bug");
    expect_failed(process_.ended(process_.submit(lora_)), ErrorCode::upstream_failed);

    EXPECT_EQ(process_.ended(process_.submit(lora_)).state, BatchState::completed);
}

TEST_F(GenerationRunnerFailureTest, TellsNobodyWhatABugSaid) {
    world_.engine.throw_from_next_result("secret detail");

    const GenerationBatch batch = process_.ended(process_.submit(lora_));

    EXPECT_EQ(batch.failure->message.find("secret detail"), std::string::npos);
}

TEST_F(GenerationRunnerFailureTest, BlamesTheEngineForBytesThatAreNoImage) {
    world_.finisher.faults.next({ErrorCode::unprocessable, "These bytes are no image."});

    const GenerationBatch batch = process_.ended(process_.submit(lora_));

    expect_failed(batch, ErrorCode::upstream_failed);
    EXPECT_EQ(batch.jobs[0].state, JobState::failed);
}

TEST_F(GenerationRunnerFailureTest, KeepsThreeImagesWhenOneOfFourFails) {
    world_.engine.results.next({ErrorCode::upstream_failed, "The engine failed."});

    const GenerationBatch batch = process_.ended(process_.submit(lora_, 4));

    EXPECT_EQ(batch.state, BatchState::completed);
    EXPECT_EQ(batch.quota, QuotaState::consumed);
    EXPECT_THAT(batch.images, SizeIs(3));
    EXPECT_FALSE(batch.failure);
    EXPECT_EQ(
        std::count_if(
            batch.jobs.begin(),
            batch.jobs.end(),
            [](const auto& job) { return job.state == JobState::failed && job.failure; }
        ),
        1
    );
}

TEST_F(GenerationRunnerFailureTest, HoldsNoPlaceForJobsThatFailed) {
    world_.engine.results.next({ErrorCode::upstream_failed, "The engine failed."}, 8);
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(process_.ended(process_.submit(lora_, 4)).state, BatchState::failed);
    }

    EXPECT_EQ(process_.ended(process_.submit(lora_, 4)).state, BatchState::completed);
    EXPECT_EQ(process_.runner.running(), 0U);
}

TEST(GenerationRunnerDeadlineTest, EndsWhatTakesTooLongAndTellsTheEngine) {
    EngineProfile impatient = test::fake_engine_profile();
    impatient.job_deadline = 0s;
    test::World world(impatient);
    const Lora lora = world.add_lora(sample_wallet(1));
    Process process(world);
    process.runner.start();
    world.engine.working.close();

    const GenerationBatch batch = process.ended(process.submit(lora));

    EXPECT_EQ(batch.state, BatchState::failed);
    EXPECT_EQ(batch.failure.value().code, ErrorCode::deadline_exceeded);
    EXPECT_EQ(batch.quota, QuotaState::returned);
    EXPECT_THAT(world.engine.cancelled(), ElementsAre("request-1"));
}

TEST(GenerationRunnerRetryTest, WaitsBetweenAttemptsWhateverElseHappens) {
    test::World world;
    const Lora lora = world.add_lora(sample_wallet(1));
    GenerationRunner::Options patient = test::quick_options();
    patient.first_retry = 60'000ms;
    Process process(world, patient);
    process.runner.start();
    world.engine.submits.always(Error::unavailable("The queue is full."));
    process.submit(lora);
    world.run.until([&] { return world.engine.submits.calls() == 1; });

    for (int i = 0; i < 20; ++i) {
        process.runner.wake();
        world.run.a_while(1ms);
    }

    EXPECT_EQ(world.engine.submits.calls(), 1);
}

}  // namespace
}  // namespace likeness
