#include "core/generation_runner.hpp"

#include "testing/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness {
namespace {

using test::Process;
using test::sample_wallet;
using test::World;

class GenerationRunnerTest : public ::testing::Test {
protected:
    World world_;
    Lora lora_ = world_.add_lora(sample_wallet(1));
};

TEST_F(GenerationRunnerTest, MakesKeepsAndSettlesWhatWasAskedFor) {
    Process process(world_);
    process.runner.start();

    const GenerationBatch batch = process.ended(process.submit(lora_));

    EXPECT_EQ(batch.state, BatchState::completed);
    EXPECT_EQ(batch.quota, QuotaState::consumed);
    ASSERT_EQ(batch.images.size(), 1U);
    EXPECT_EQ(
        world_.store.find(Bucket::generated, batch.images[0].path)->data,
        test::fake_image_bytes({7})
    );
}

}  // namespace
}  // namespace likeness
