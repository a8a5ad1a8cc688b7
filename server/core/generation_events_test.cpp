#include "core/generation_events.hpp"

#include "testing/fake_clock.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class GenerationEventsTest : public ::testing::Test {
protected:
    GenerationBatch batch(int jobs) {
        const Lora lora = samples_.lora(test::sample_wallet(1));
        return samples_.batch(lora, test::sample_wallet(1), jobs).batch;
    }

    /// What the watch has seen by now.
    std::vector<GenerationEvent>
    seen(GenerationEvents::Watch& watch, std::chrono::milliseconds limit = 1ms) {
        std::vector<GenerationEvent> events;
        run_(collect(watch, limit, events));
        return events;
    }

    static asio::awaitable<void> collect(
        GenerationEvents::Watch& watch,
        std::chrono::milliseconds limit,
        std::vector<GenerationEvent>& events
    ) {
        events = co_await watch.next(limit);
    }

    static std::vector<std::int64_t> numbers(const std::vector<GenerationEvent>& events) {
        std::vector<std::int64_t> numbers;
        for (const GenerationEvent& event : events) {
            numbers.push_back(event.number);
        }
        return numbers;
    }

    static GenerationEvent running() { return {2, BatchRunning{}}; }

    static GenerationEvent progress(int index, int step) {
        return {0, JobProgress{index, step, 28}};
    }

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::Samples samples_{clock_, random_};
    GenerationEvents events_{run_.executor()};
    BatchId batch_ = random_.id<BatchId>(clock_.now());
    BatchId other_batch_ = random_.id<BatchId>(clock_.now());
};

TEST_F(GenerationEventsTest, BringsEveryWatcherOfTheBatchWhatIsPublished) {
    GenerationEvents::Watch first(events_, batch_);
    GenerationEvents::Watch second(events_, batch_);
    GenerationEvents::Watch of_another(events_, other_batch_);

    events_.publish(batch_, running());

    EXPECT_THAT(seen(first), SizeIs(1));
    EXPECT_THAT(seen(second), SizeIs(1));
    EXPECT_THAT(seen(of_another), IsEmpty());
}

TEST_F(GenerationEventsTest, BringsNothingFromBeforeTheWatchBegan) {
    events_.publish(batch_, running());
    GenerationEvents::Watch watch(events_, batch_);

    EXPECT_THAT(seen(watch), IsEmpty());
}

TEST_F(GenerationEventsTest, BringsEachEventOnceAndInOrder) {
    GenerationEvents::Watch watch(events_, batch_);

    events_.publish(batch_, {2, BatchRunning{}});
    events_.publish(batch_, {3, JobFailed{}});
    events_.publish(batch_, {4, BatchEnded{}});

    EXPECT_THAT(numbers(seen(watch)), ElementsAre(2, 3, 4));
    EXPECT_THAT(seen(watch), IsEmpty());
}

TEST_F(GenerationEventsTest, WakesAWatcherThatWaits) {
    GenerationEvents::Watch watch(events_, batch_);
    asio::post(run_.executor(), [&] { events_.publish(batch_, running()); });

    const auto begun = std::chrono::steady_clock::now();
    const std::vector<GenerationEvent> events = seen(watch, 30s);

    EXPECT_THAT(events, SizeIs(1));
    EXPECT_LT(std::chrono::steady_clock::now() - begun, 10s);
}

TEST_F(GenerationEventsTest, KeepsOnlyTheNewestProgressOfEachImageForASlowWatcher) {
    GenerationEvents::Watch watch(events_, batch_);

    for (int step = 1; step <= 28; ++step) {
        events_.publish(batch_, progress(0, step));
        events_.publish(batch_, progress(1, step));
    }

    const std::vector<GenerationEvent> events = seen(watch);
    ASSERT_THAT(events, SizeIs(2));
    EXPECT_EQ(std::get<JobProgress>(events[0].what).index, 0);
    EXPECT_EQ(std::get<JobProgress>(events[0].what).step, 28);
    EXPECT_EQ(std::get<JobProgress>(events[1].what).index, 1);
}

TEST_F(GenerationEventsTest, KeepsOnlyTheNewestPlaceInTheQueueForASlowWatcher) {
    GenerationEvents::Watch watch(events_, batch_);

    events_.publish(batch_, {0, BatchQueued{9}});
    events_.publish(batch_, {0, BatchQueued{8}});

    const std::vector<GenerationEvent> events = seen(watch);
    ASSERT_THAT(events, SizeIs(1));
    EXPECT_EQ(std::get<BatchQueued>(events[0].what).position, 8);
}

TEST_F(GenerationEventsTest, DropsNoDurableEventForASlowWatcher) {
    GenerationEvents::Watch watch(events_, batch_);

    events_.publish(batch_, {1, BatchQueued{9}});
    events_.publish(batch_, progress(0, 1));
    events_.publish(batch_, {0, BatchQueued{8}});
    events_.publish(batch_, running());

    EXPECT_THAT(numbers(seen(watch)), ElementsAre(1, 0, 0, 2));
}

TEST_F(GenerationEventsTest, ForgetsAWatcherThatWent) {
    {
        const GenerationEvents::Watch first(events_, batch_);
        const GenerationEvents::Watch second(events_, batch_);
        EXPECT_EQ(events_.watchers(), 2U);
    }

    EXPECT_EQ(events_.watchers(), 0U);
    events_.publish(batch_, running());
}

TEST_F(GenerationEventsTest, TellsAQueuedBatchFromItsRows) {
    const std::vector<GenerationEvent> events = events_of(batch(2), 7);

    ASSERT_THAT(numbers(events), ElementsAre(1));
    EXPECT_EQ(std::get<BatchQueued>(events[0].what).position, 7);
}

TEST_F(GenerationEventsTest, TellsAnEndedBatchFromItsRowsInTheOrderOfItsNumbers) {
    GenerationBatch ended = batch(4);
    ended.state = BatchState::completed;
    ended.started_event = 2;
    ended.finished_event = 6;
    ended.jobs[0].state = JobState::completed;
    ended.jobs[0].event = 5;
    ended.jobs[1].state = JobState::blocked;
    ended.jobs[1].event = 3;
    ended.jobs[1].failure = GenerationFailure{ErrorCode::unprocessable, "Blocked."};
    ended.jobs[2].state = JobState::failed;
    ended.jobs[2].event = 4;
    ended.jobs[3].state = JobState::cancelled;  // tells nothing of its own
    LeasedJob job{
        .id = ended.jobs[0].id,
        .batch = ended.id,
        .image = random_.id<ImageId>(clock_.now()),
        .wallet = ended.wallet,
        .lora = ended.lora,
        .loras = {},
        .base_model = "",
        .person = std::nullopt,
        .prompt = ended.prompt,
        .final_prompt = "",
        .settings = {},
        .seed = {},
        .engine = "",
        .accepted_at = clock_.now(),
    };
    ended.images.push_back(test::Samples::image(job, clock_.now()));

    const std::vector<GenerationEvent> events = events_of(ended, 0);

    ASSERT_THAT(numbers(events), ElementsAre(1, 2, 3, 4, 5, 6));
    EXPECT_TRUE(std::holds_alternative<BatchRunning>(events[1].what));
    EXPECT_EQ(std::get<JobFailed>(events[2].what).state, JobState::blocked);
    EXPECT_EQ(std::get<JobFailed>(events[2].what).failure.message, "Blocked.");
    EXPECT_EQ(std::get<JobFailed>(events[3].what).index, 2);
    EXPECT_EQ(std::get<JobImage>(events[4].what).image.id, job.image);
    EXPECT_EQ(std::get<BatchEnded>(events[5].what).state, BatchState::completed);
    EXPECT_TRUE(events[5].is_last());
}

}  // namespace
}  // namespace likeness
