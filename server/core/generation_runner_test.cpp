#include "core/generation_runner.hpp"

#include "core/batch_stream.hpp"
#include "testing/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::Process;
using test::sample_wallet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class GenerationRunnerTest : public ::testing::Test {
protected:
    /// Accepts one image with this seed.
    BatchId submit_seed(Process& process, int wallet, std::uint64_t seed) {
        GenerateRequest request = Process::request(lora_);
        request.seed = Seed{seed};
        return world_.run.value(process.generate.submit(process.caller(wallet), request)).id;
    }

    std::vector<std::uint64_t> seeds_in_order() const {
        std::vector<std::uint64_t> seeds;
        for (const EngineRequest& request : world_.engine.requests()) {
            seeds.push_back(request.seed.value);
        }
        return seeds;
    }

    test::World world_;
    Lora lora_ = world_.add_lora(sample_wallet(1));
};

TEST_F(GenerationRunnerTest, MakesKeepsAndSettlesWhatWasAskedFor) {
    Process process(world_);
    process.runner.start();

    const GenerationBatch batch = process.ended(process.submit(lora_));

    EXPECT_EQ(batch.state, BatchState::completed);
    EXPECT_EQ(batch.quota, QuotaState::consumed);
    ASSERT_THAT(batch.images, SizeIs(1));
    EXPECT_EQ(batch.images[0].seed, Seed{7});
    const auto* object = world_.store.find(Bucket::generated, batch.images[0].path);
    ASSERT_NE(object, nullptr);
    EXPECT_EQ(object->data, test::fake_image_bytes({7}));
}

TEST_F(GenerationRunnerTest, HandsTheEngineAllThatItNeeds) {
    Process process(world_);
    process.runner.start();
    GenerateRequest request = Process::request(lora_);
    request.size = {512, 768};
    request.num_inference_steps = 12;
    request.output_format = OutputFormat::png;

    process.ended(world_.run.value(process.generate.submit(process.caller(), request)).id);

    ASSERT_THAT(world_.engine.requests(), SizeIs(1));
    const EngineRequest& handed = world_.engine.requests()[0];
    EXPECT_EQ(handed.prompt, "a lighthouse in the style of pprbts");
    EXPECT_EQ(handed.seed, Seed{7});
    EXPECT_EQ(handed.settings.size, (ImageSize{512, 768}));
    EXPECT_EQ(handed.settings.num_inference_steps, 12);
    EXPECT_EQ(handed.settings.output_format, OutputFormat::png);
    ASSERT_EQ(handed.loras.size(), 1U);
    EXPECT_EQ(handed.loras[0].weights, lora_.file.path);
    EXPECT_EQ(handed.loras[0].sha256, lora_.file.sha256);
    EXPECT_EQ(handed.loras[0].scale, 1.5);
}

TEST_F(GenerationRunnerTest, MakesTheFourImagesOfABatchAtTheSameTime) {
    Process process(world_);
    process.runner.start();
    world_.engine.working.close();
    const BatchId id = process.submit(lora_, 4);

    world_.run.until([&] { return world_.engine.working.waiting() == 4; });
    world_.engine.working.open();
    const GenerationBatch batch = process.ended(id);

    ASSERT_THAT(batch.images, SizeIs(4));
    for (int index = 0; index < 4; ++index) {
        const GeneratedImage& image = batch.images[static_cast<std::size_t>(index)];
        EXPECT_EQ(image.index, index);
        EXPECT_EQ(image.seed, Seed{7}.of_image(index));
    }
    EXPECT_THAT(world_.store.keys(Bucket::generated), SizeIs(12));
}

TEST_F(GenerationRunnerTest, NeverGivesTheEngineMoreJobsThanItWorksOnAtOnce) {
    Process process(world_);
    process.runner.start();
    world_.engine.working.close();
    std::vector<BatchId> ids;
    for (int i = 0; i < 3; ++i) {
        ids.push_back(process.submit(lora_, 4));
    }

    world_.run.until([&] { return world_.engine.working.waiting() == 4; });
    world_.run.a_while(50ms);
    EXPECT_THAT(world_.engine.requests(), SizeIs(4));
    world_.engine.working.open();
    for (const BatchId& id : ids) {
        EXPECT_EQ(process.ended(id).state, BatchState::completed);
    }

    EXPECT_EQ(world_.engine.most_at_once(), 4);
    EXPECT_THAT(world_.engine.requests(), SizeIs(12));
}

TEST_F(GenerationRunnerTest, GivesEveryWalletItsTurn) {
    EngineProfile one_at_a_time = test::fake_engine_profile();
    one_at_a_time.concurrency = 1;
    test::World world(one_at_a_time);
    const Lora lora = world.add_lora(sample_wallet(1));
    Process process(world);
    std::map<std::uint64_t, int> wallet_of_seed;
    std::vector<BatchId> ids;
    std::uint64_t seed = 0;
    for (const int wallet : {1, 1, 1, 2, 2, 3}) {
        GenerateRequest request = Process::request(lora);
        request.seed = Seed{++seed};
        wallet_of_seed[seed] = wallet;
        ids.push_back(world.run.value(process.generate.submit(process.caller(wallet), request)).id);
        world.clock.advance(1s);
    }

    process.runner.start();
    for (const BatchId& id : ids) {
        process.ended(id);
    }

    std::vector<int> wallets;
    for (const EngineRequest& request : world.engine.requests()) {
        wallets.push_back(wallet_of_seed.at(request.seed.value));
    }
    EXPECT_THAT(wallets, ElementsAre(1, 2, 3, 1, 2, 1));
}

TEST_F(GenerationRunnerTest, TakesUpWhatWasWaitingWhenItStarts) {
    Process process(world_);
    const BatchId id = process.submit(lora_);

    process.runner.start();

    EXPECT_EQ(process.ended(id).state, BatchState::completed);
}

TEST_F(GenerationRunnerTest, FindsWhatAnotherProcessAccepted) {
    Process worker(world_);
    worker.runner.start();
    world_.run.a_while(30ms);
    Process acceptor(world_);  // its runner does not run, and wakes nobody else's

    const BatchId id = acceptor.submit(lora_);

    EXPECT_EQ(worker.ended(id).state, BatchState::completed);
}

TEST_F(GenerationRunnerTest, LosesNoWakeWhileItLooksAtTheQueue) {
    GenerationRunner::Options never_looks_by_itself = test::quick_options();
    never_looks_by_itself.poll = 60'000ms;
    Process process(world_, never_looks_by_itself);
    process.runner.start();

    for (int i = 0; i < 8; ++i) {
        EXPECT_EQ(process.ended(process.submit(lora_)).state, BatchState::completed);
    }
}

TEST_F(GenerationRunnerTest, TellsWatchersWhatHappens) {
    Process process(world_);
    const BatchId id = process.submit(lora_);
    BatchStream stream(world_.database.ledger(), process.events, id, 0);
    process.runner.start();

    std::vector<std::string> durable;
    bool saw_progress = false;
    while (!stream.ended()) {
        const auto event = world_.run.value(stream.next(1s));
        if (event && event->event.is_durable()) {
            durable.push_back(event->id);
        }
        saw_progress =
            saw_progress || (event && std::holds_alternative<JobProgress>(event->event.what));
    }

    EXPECT_THAT(durable, ElementsAre("1", "2", "3", "4"));
    EXPECT_TRUE(saw_progress);
}

TEST_F(GenerationRunnerTest, CountsWhatWaitsAndWhatItHasMade) {
    Process process(world_);
    process.runner.start();
    world_.engine.working.close();
    const BatchId first = process.submit(lora_, 4);
    const BatchId second = process.submit(lora_, 2);

    // A job is leased a moment before it is in hand.
    world_.run.until([&] { return process.runner.waiting() == 2 && process.runner.running() == 4; }
    );
    world_.engine.working.open();
    process.ended(first);
    process.ended(second);
    world_.run.until([&] { return process.runner.waiting() == 0; });

    EXPECT_EQ(process.runner.counts().completed, 6);
    EXPECT_EQ(process.runner.counts().failed, 0);
    EXPECT_EQ(process.runner.counts().blocked, 0);
    EXPECT_EQ(process.runner.running(), 0U);
}

}  // namespace
}  // namespace likeness
