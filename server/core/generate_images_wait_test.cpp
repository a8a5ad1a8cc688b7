#include "core/testing_generate_images.hpp"
#include "testing/code_of.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::Process;
using test::sample_wallet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class GenerateImagesWaitTest : public test::GenerateImagesFixture {};

TEST_F(GenerateImagesWaitTest, CancelsAndReturnsTheUnit) {
    const BatchId id = submit(request())->id;

    const GenerationBatch cancelled = *world_.run(process_.generate.cancel(maker_, id));

    EXPECT_EQ(cancelled.state, BatchState::cancelled);
    EXPECT_EQ(cancelled.quota, QuotaState::returned);
    EXPECT_EQ(world_.run(process_.generate.remaining(maker_))->remaining, 8);
}

TEST_F(GenerateImagesWaitTest, LetsNobodyElseCancel) {
    const BatchId id = submit(request())->id;

    EXPECT_EQ(
        test::code_of(world_.run(process_.generate.cancel(stranger_, id))), ErrorCode::not_found
    );
    EXPECT_EQ(process_.stored(id).state, BatchState::queued);
}

TEST_F(GenerateImagesWaitTest, CancelsABatchOnce) {
    const BatchId id = submit(request())->id;
    ASSERT_TRUE(world_.run(process_.generate.cancel(maker_, id)));

    EXPECT_EQ(test::code_of(world_.run(process_.generate.cancel(maker_, id))), ErrorCode::conflict);
}

TEST_F(GenerateImagesWaitTest, WaitsUntilTheBatchHasEnded) {
    const BatchId id = submit(request())->id;

    const auto [waited, cancelled] =
        world_.run.all(process_.generate.wait(id, 10s), process_.generate.cancel(maker_, id));

    ASSERT_TRUE(cancelled);
    ASSERT_TRUE(waited);
    EXPECT_EQ(waited->state, BatchState::cancelled);
}

TEST_F(GenerateImagesWaitTest, ReturnsABatchAtOnceThatHasEnded) {
    const BatchId id = submit(request())->id;
    ASSERT_TRUE(world_.run(process_.generate.cancel(maker_, id)));

    EXPECT_EQ(world_.run(process_.generate.wait(id, 10s))->state, BatchState::cancelled);
}

TEST_F(GenerateImagesWaitTest, GivesUpWaitingAtTheLimitAndLetsTheBatchGoOn) {
    const BatchId id = submit(request())->id;

    const Result<GenerationBatch> waited = world_.run(process_.generate.wait(id, 5ms));

    EXPECT_EQ(test::code_of(waited), ErrorCode::deadline_exceeded);
    EXPECT_EQ(process_.stored(id).state, BatchState::queued);
    EXPECT_EQ(process_.events.watchers(), 0U);
}

TEST_F(GenerateImagesWaitTest, WaitsForNoBatchThatIsNotThere) {
    const auto unknown = world_.random.id<BatchId>(world_.clock.now());

    EXPECT_EQ(
        test::code_of(world_.run(process_.generate.wait(unknown, 10s))), ErrorCode::not_found
    );
}

TEST(FailureOfBatchTest, IsThatOfItsFirstFailedJob) {
    GenerationBatch batch{
        .id = BatchId::trusted("b"),
        .wallet = sample_wallet(1),
        .lora = LoraId::trusted("l"),
        .person = std::nullopt,
        .prompt = "",
        .final_prompt = "",
        .settings = {},
        .seed = {},
        .engine = "",
        .state = BatchState::failed,
        .failure = GenerationFailure{ErrorCode::unprocessable, "Blocked."},
        .created_at = test::kNoon,
        .jobs = {},
        .images = {},
    };

    EXPECT_EQ(failure_of(batch).code, ErrorCode::unprocessable);
    EXPECT_EQ(failure_of(batch).message, "Blocked.");
    batch.failure.reset();
    EXPECT_EQ(failure_of(batch).code, ErrorCode::upstream_failed);
    batch.state = BatchState::cancelled;
    EXPECT_EQ(failure_of(batch).code, ErrorCode::conflict);
}

}  // namespace
}  // namespace likeness
