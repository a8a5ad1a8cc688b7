#include "core/generation_runner.hpp"
#include "testing/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::Process;
using test::sample_wallet;
using ::testing::SizeIs;

/// A paid engine that tells by itself of requests whose submit had no answer.
EngineProfile reporting_profile(std::chrono::seconds wait) {
    EngineProfile profile = test::paid_engine_profile();
    profile.report_wait = wait;
    return profile;
}

const Error kNoAnswer{ErrorCode::deadline_exceeded, "The engine did not answer."};

/// The engine has the order "request-1" all the same.
BatchId ordered_without_answer(test::World& world, Process& process) {
    const Lora lora = world.add_lora(sample_wallet(1));
    process.runner.start();
    const BatchId first = process.submit(lora);
    EXPECT_EQ(process.ended(first).state, BatchState::completed);
    world.engine.submits.next(kNoAnswer);
    return process.submit(lora);
}

TEST(GenerationRunnerReportTest, GoesOnWithTheRequestThatTheEngineReports) {
    test::World world(reporting_profile(60s));
    Process process(world);
    const BatchId id = ordered_without_answer(world, process);
    world.run.until([&] { return world.engine.submits.calls() == 2; });

    EXPECT_TRUE(world.run.value(process.queue.report(process.stored(id).jobs[0].id, "request-1")));

    EXPECT_EQ(process.ended(id).state, BatchState::completed);
    EXPECT_EQ(world.engine.submits.calls(), 2);
    EXPECT_EQ(process.runner.counts().unaccounted, 0);
}

TEST(GenerationRunnerReportTest, GivesTheUnitBackAndCountsTheOrderWhenNoReportComes) {
    test::World world(reporting_profile(1s));
    Process process(world);
    const BatchId id = ordered_without_answer(world, process);

    const GenerationBatch batch = process.ended(id);

    EXPECT_EQ(batch.state, BatchState::failed);
    EXPECT_EQ(batch.quota, QuotaState::returned);
    EXPECT_EQ(batch.failure.value().code, ErrorCode::deadline_exceeded);
    EXPECT_EQ(process.runner.counts().unaccounted, 1);
    EXPECT_EQ(world.engine.submits.calls(), 2);
}

TEST(GenerationRunnerReportTest, LeavesTheWaitForAReportToTheNextProcess) {
    test::World world(reporting_profile(60s));
    Process first(world);
    const BatchId id = ordered_without_answer(world, first);
    world.run.until([&] { return world.engine.submits.calls() == 2; });

    world.run(first.runner.drain(1ms));
    EXPECT_EQ(first.stored(id).state, BatchState::running);
    Process second(world, test::quick_options("process-2"));
    second.runner.start();
    EXPECT_TRUE(world.run.value(second.queue.report(second.stored(id).jobs[0].id, "request-1")));

    EXPECT_EQ(second.ended(id).state, BatchState::completed);
    EXPECT_EQ(world.engine.submits.calls(), 2);
}

TEST(GenerationRunnerReportTest, AsksAFullEngineAgainUntilItHasRoom) {
    test::World world(test::paid_engine_profile());
    const Lora lora = world.add_lora(sample_wallet(1));
    Process process(world);
    process.runner.start();
    world.engine.submits.always({ErrorCode::resource_exhausted, "The engine's queue is full."});
    const BatchId id = process.submit(lora);
    world.run.until([&] { return world.engine.submits.calls() > 10; });

    world.engine.submits.lift();

    EXPECT_EQ(process.ended(id).state, BatchState::completed);
}

}  // namespace
}  // namespace likeness
