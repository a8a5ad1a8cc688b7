#include "core/batch_stream.hpp"
#include "core/generation_runner.hpp"
#include "testing/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <set>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::Process;
using test::sample_wallet;
using ::testing::SizeIs;

constexpr int kWallets = 5;
constexpr int kBatchesOfEach = 3;

/// A bad day: makers submit and cancel, engine, store and finisher fail in every way, processes die
/// and are started anew. Each run draws another one; even runs have an engine that costs nothing,
/// odd ones one that is paid. What must hold on any day is looked at when it is over.
class GenerationInvariantsTest : public ::testing::TestWithParam<int> {
protected:
    int draw(int least, int most) { return std::uniform_int_distribution(least, most)(random_); }

    GenerationInvariantsTest() {
        draw_faults();
        start_process();
        for (int i = 0; i < kBatchesOfEach; ++i) {
            for (int wallet = 1; wallet <= kWallets; ++wallet) {
                submit(wallet);
            }
            live_for_a_while();
        }
        recover();
        for (const BatchId& id : batches_) {
            ended_.push_back(processes_.back()->ended(id));
        }
        world_.run.until([&] { return processes_.back()->runner.running() == 0; });
    }

    void draw_faults() {
        const std::vector<Error> of_submit{
            Error::unavailable("full"),
            {ErrorCode::unprocessable, "refused"},
            {ErrorCode::deadline_exceeded, "slow"}};
        const std::vector<Error> of_result{
            {ErrorCode::upstream_failed, "failed"}, {ErrorCode::unprocessable, "blocked"}};
        const std::vector<Error> of_store{
            Error::unavailable("full"), {ErrorCode::permission_denied, "read-only"}};
        for (int i = 0; i < 4; ++i) {
            world_.engine.submits.after(
                draw(0, 8), of_submit[static_cast<std::size_t>(draw(0, 2))]
            );
            world_.engine.results.after(
                draw(0, 8), of_result[static_cast<std::size_t>(draw(0, 1))]
            );
            world_.store.puts.after(draw(0, 20), of_store[static_cast<std::size_t>(draw(0, 1))]);
            world_.finisher.faults.after(draw(0, 8), Error::unavailable("busy"));
        }
    }

    void start_process() {
        GenerationRunner::Options options =
            test::quick_options("process-" + std::to_string(processes_.size() + 1));
        world_.run.value(world_.database.queue().release_leases(std::nullopt));
        processes_.push_back(std::make_unique<Process>(world_, options));
        processes_.back()->runner.start();
    }

    void submit(int wallet) {
        GenerateRequest request = Process::request(lora_, draw(1, 4));
        request.seed = Seed{next_seed_ += 10};
        Process& process = *processes_.back();
        const auto batch = world_.run(process.generate.submit(process.caller(wallet), request));
        ASSERT_TRUE(batch);
        batches_.push_back(batch->id);
    }

    /// Cancels something, throws something, and ends the process in the middle of its work.
    void live_for_a_while() {
        Process& process = *processes_.back();
        if (draw(0, 1) == 0) {
            world_.engine.throw_from_next_result("a bug");
        }
        const auto chosen =
            static_cast<std::size_t>(draw(0, static_cast<int>(batches_.size()) - 1));
        const Result<Cancelling> cancelled =
            world_.run(world_.database.queue().cancel(batches_[chosen], world_.clock.now()));
        for (const JobId& job : cancelled ? cancelled->begun : std::vector<JobId>{}) {
            process.runner.stop(job);
        }
        process.life.die_at(process.life.passages() + draw(1, 60));
        const auto end = std::chrono::steady_clock::now() + 100ms;
        world_.run.until([&] {
            return process.life.is_dead() || std::chrono::steady_clock::now() > end;
        });
        process.life.die();
        if (world_.engine.profile().repeatable) {
            world_.engine.forget_requests();
        }
        start_process();
    }

    /// From now on all is well.
    void recover() {
        world_.engine.submits.lift();
        world_.engine.results.lift();
        world_.store.puts.lift();
        world_.finisher.faults.lift();
    }

    std::vector<GeneratedImage> all_images() const {
        std::vector<GeneratedImage> images;
        for (const GenerationBatch& batch : ended_) {
            images.insert(images.end(), batch.images.begin(), batch.images.end());
        }
        return images;
    }

    void expect_that_every_batch_has_ended() {
        for (const GenerationBatch& batch : ended_) {
            EXPECT_TRUE(is_final(batch.state)) << to_text(batch.state);
            const auto completed =
                std::count_if(batch.jobs.begin(), batch.jobs.end(), [](const GenerationJob& job) {
                    return job.state == JobState::completed;
                });
            EXPECT_EQ(static_cast<std::ptrdiff_t>(batch.images.size()), completed);
            EXPECT_EQ(batch.quota == QuotaState::consumed, completed > 0);
            EXPECT_NE(batch.quota, QuotaState::reserved);
        }
    }

    void expect_every_image_once_with_its_bytes() {
        const auto has = [&](const ObjectKey& key) {
            return world_.store.find(Bucket::generated, key) != nullptr;
        };
        std::set<std::string> ids;
        for (const GeneratedImage& image : all_images()) {
            EXPECT_TRUE(ids.insert(image.id.text()).second);
            ASSERT_TRUE(has(image.path));
            EXPECT_EQ(
                world_.store.find(Bucket::generated, image.path)->data,
                test::fake_image_bytes(image.seed)
            );
            EXPECT_TRUE(has(thumbnail_key(image.path, 384)));
            EXPECT_TRUE(has(thumbnail_key(image.path, 768)));
        }
        const Lora lora = world_.run.value(world_.database.loras().find(lora_.id));
        EXPECT_EQ(lora.image_count, static_cast<std::int64_t>(ids.size()));
    }

    void expect_that_the_quota_adds_up() {
        Process& process = *processes_.back();
        for (int wallet = 1; wallet <= kWallets; ++wallet) {
            const auto spent = std::count_if(ended_.begin(), ended_.end(), [&](const auto& batch) {
                return batch.wallet == sample_wallet(wallet) && batch.quota == QuotaState::consumed;
            });
            const QuotaStatus status =
                world_.run.value(process.generate.remaining(process.caller(wallet)));
            EXPECT_EQ(status.remaining, 8 - spent);
        }
    }

    void expect_that_nothing_paid_was_ordered_twice() {
        std::set<std::uint64_t> seeds;
        for (const EngineRequest& request : world_.engine.requests()) {
            const bool is_first_order = seeds.insert(request.seed.value).second;
            EXPECT_TRUE(is_first_order || world_.engine.profile().repeatable);
        }
    }

    void expect_every_event_without_a_gap() {
        for (const GenerationBatch& batch : ended_) {
            BatchStream stream(world_.database.ledger(), processes_.back()->events, batch.id, 0);
            std::int64_t last = 0;
            while (!stream.ended()) {
                const auto event = world_.run.value(stream.next(1ms));
                ASSERT_TRUE(event);
                EXPECT_EQ(event->event.number, ++last);
            }
            EXPECT_EQ(last, batch.finished_event);
        }
    }

    std::mt19937 random_{static_cast<unsigned>(GetParam())};
    test::World world_{
        GetParam() % 2 == 0 ? test::fake_engine_profile() : test::paid_engine_profile()};
    Lora lora_ = world_.add_lora(sample_wallet(1));
    std::vector<std::unique_ptr<Process>> processes_;
    std::uint64_t next_seed_ = 0;
    std::vector<BatchId> batches_;
    std::vector<GenerationBatch> ended_;
};

TEST_P(GenerationInvariantsTest, Hold) {
    ASSERT_THAT(ended_, SizeIs(kWallets * kBatchesOfEach));

    expect_that_every_batch_has_ended();
    expect_every_image_once_with_its_bytes();
    expect_that_the_quota_adds_up();
    expect_that_nothing_paid_was_ordered_twice();
    expect_every_event_without_a_gap();
}

INSTANTIATE_TEST_SUITE_P(BadDays, GenerationInvariantsTest, ::testing::Range(1, 9));

}  // namespace
}  // namespace likeness
