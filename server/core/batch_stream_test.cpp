#include "core/batch_stream.hpp"

#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/gate.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::sample_wallet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// Reads at once, and answers when its gate is open.
class SlowLedger final : public GenerationLedger {
public:
    SlowLedger(GenerationLedger& ledger, asio::any_io_executor executor)
        : answering(std::move(executor)),
          ledger_(ledger) {}

    Task<Acceptance> accept(NewBatch batch) override { return ledger_.accept(std::move(batch)); }

    Task<std::vector<Timestamp>> units_in_use(WalletAddress wallet, Timestamp since) override {
        return ledger_.units_in_use(std::move(wallet), since);
    }

    Task<GenerationBatch> find(BatchId id) override {
        Result<GenerationBatch> found = co_await ledger_.find(std::move(id));
        co_await answering.pass();
        co_return found;
    }

    Task<std::vector<GenerationBatch>> open_batches(WalletAddress wallet) override {
        return ledger_.open_batches(std::move(wallet));
    }

    Task<int> jobs_ahead(BatchId id) override { return ledger_.jobs_ahead(std::move(id)); }

    Task<std::vector<PastPrompt>> prompts(WalletAddress wallet, std::string prefix, int limit)
        override {
        return ledger_.prompts(std::move(wallet), std::move(prefix), limit);
    }

    test::Gate answering;

private:
    GenerationLedger& ledger_;
};

/// A batch of three images lives its life in five steps, each written and then published as the
/// runner does: begun, image, image, failure and end. Its events are 1 to 6.
class BatchStreamTest : public ::testing::Test {
protected:
    static constexpr int kSteps = 4;
    static constexpr std::int64_t kLastEvent = 6;

    BatchStreamTest() { begin_another(); }

    /// All earlier batches must have ended.
    void begin_another() {
        accepted_ = samples_.batch(lora_, sample_wallet(1), 3);
        run_.value(database_.ledger().accept(accepted_));
        step_ = 0;
    }

    void take(int steps) {
        for (int i = 0; i < steps; ++i) {
            run_.value(step());
        }
    }

    Task<void> step() {
        switch (step_++) {
            case 0:
                return lease_all();
            case 1:
            case 2:
                return complete_one();
            default:
                return fail_one();
        }
    }

    Task<void> lease_all() {
        for (int i = 0; i < 3; ++i) {
            LeaseRequest request{"fake", "runner", clock_.now(), clock_.now() + 60s, ""};
            LIKENESS_CO_TRY(
                std::optional<LeasedJob> job, co_await database_.queue().lease(std::move(request))
            );
            LIKENESS_CO_CHECK(co_await database_.queue().submitted(job->id, "request"));
            if (job->batch_started_event > 0) {
                publish({job->batch_started_event, BatchRunning{}});
            }
            jobs_.push_back(*std::move(job));
        }
        co_return Result<void>{};
    }

    Task<void> complete_one() {
        const LeasedJob job = jobs_.back();
        jobs_.pop_back();
        const GeneratedImage image = test::Samples::image(job, clock_.now());
        LIKENESS_CO_TRY(const JobEnding ending, co_await database_.queue().complete(job.id, image));
        publish({ending.event, JobImage{image}});
        co_return Result<void>{};
    }

    Task<void> fail_one() {
        const GenerationFailure failure{ErrorCode::upstream_failed, "It broke."};
        LIKENESS_CO_TRY(
            const JobEnding ending,
            co_await database_.queue().fail(
                jobs_.back().id, JobState::failed, failure, clock_.now()
            )
        );
        publish({ending.event, JobFailed{jobs_.back().index, JobState::failed, failure}});
        jobs_.pop_back();
        publish({ending.batch_event, BatchEnded{ending.batch, ending.failure}});
        co_return Result<void>{};
    }

    void publish(const GenerationEvent& event) {
        if (is_published_) {
            events_.publish(id(), event);
        }
    }

    const BatchId& id() const { return accepted_.batch.id; }

    std::optional<StampedEvent> next(BatchStream& stream) { return run_.value(stream.next(1ms)); }

    /// The ids of what the stream has to tell by now.
    std::vector<std::string> told(BatchStream& stream) {
        std::vector<std::string> ids;
        while (const std::optional<StampedEvent> event = next(stream)) {
            ids.push_back(event->id);
        }
        return ids;
    }

    static std::vector<std::string> numbers(std::int64_t after) {
        std::vector<std::string> ids;
        for (std::int64_t number = after + 1; number <= kLastEvent; ++number) {
            ids.push_back(std::to_string(number));
        }
        return ids;
    }

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::Samples samples_{clock_, random_};
    test::TestDatabase database_;
    SlowLedger ledger_{database_.ledger(), run_.executor()};
    GenerationEvents events_{run_.executor()};
    Lora lora_ = run_.value(database_.loras().add(samples_.lora(sample_wallet(1))));
    NewBatch accepted_ = samples_.batch(lora_, sample_wallet(1), 3);
    std::vector<LeasedJob> jobs_;
    int step_ = 0;
    bool is_published_ = true;
};

TEST(DurableNumberTest, IsReadFromTheIdOfAnyEvent) {
    EXPECT_EQ(durable_number("3"), 3);
    EXPECT_EQ(durable_number("3.17"), 3);
    EXPECT_EQ(durable_number("0"), 0);
    EXPECT_EQ(durable_number("9223372036854775807"), std::numeric_limits<std::int64_t>::max());
}

TEST(DurableNumberTest, IsNothingForTextThatIsNoSuchId) {
    for (const char* text :
         {"",
          ".",
          ".5",
          "3.",
          "3.x",
          "3.1.2",
          "3x",
          "x",
          "-1",
          "+1",
          " 3",
          "3 ",
          "9223372036854775808",
          "3.-1"}) {
        EXPECT_EQ(durable_number(text), std::nullopt) << text;
    }
}

TEST_F(BatchStreamTest, TellsWhatHappensWhileItHappens) {
    BatchStream stream(ledger_, events_, id(), 0);

    EXPECT_THAT(told(stream), ElementsAre("1"));
    take(1);
    EXPECT_THAT(told(stream), ElementsAre("2"));
    take(2);
    EXPECT_THAT(told(stream), ElementsAre("3", "4"));
    EXPECT_FALSE(stream.ended());
    take(1);
    EXPECT_THAT(told(stream), ElementsAre("5", "6"));
    EXPECT_TRUE(stream.ended());
}

TEST_F(BatchStreamTest, TellsTheSameFromRowsAsItToldLive) {
    BatchStream live(ledger_, events_, id(), 0);
    take(kSteps);
    BatchStream from_rows(ledger_, events_, id(), 0);

    for (std::int64_t number = 1; number <= kLastEvent; ++number) {
        const std::optional<StampedEvent> first = next(live);
        const std::optional<StampedEvent> second = next(from_rows);

        ASSERT_TRUE(first && second);
        EXPECT_EQ(first->id, second->id);
        EXPECT_EQ(first->event.what.index(), second->event.what.index());
    }
}

TEST_F(BatchStreamTest, MissesAndRepeatsNothingWhereverItBeginsAndGoesOn) {
    // The client has seen `after` events, and comes back when the batch has made `begin` steps.
    for (int begin = 0; begin <= kSteps; ++begin) {
        take(begin);
        std::vector<std::unique_ptr<BatchStream>> streams;
        for (std::int64_t after = 0; after <= kLastEvent; ++after) {
            streams.push_back(std::make_unique<BatchStream>(ledger_, events_, id(), after));
        }
        std::vector<std::vector<std::string>> all(streams.size());
        for (int step = begin; step <= kSteps; ++step) {
            for (std::size_t i = 0; i < streams.size(); ++i) {
                const std::vector<std::string> more = told(*streams[i]);
                all[i].insert(all[i].end(), more.begin(), more.end());
            }
            take(step < kSteps ? 1 : 0);
        }

        for (std::size_t after = 0; after < streams.size(); ++after) {
            EXPECT_EQ(all[after], numbers(static_cast<std::int64_t>(after)))
                << "begun after " << begin << " steps and " << after << " events";
            EXPECT_TRUE(streams[after]->ended());
        }
        begin_another();
    }
}

TEST_F(BatchStreamTest, MissesAndRepeatsNothingThatHappensBeforeTheRowsAreRead) {
    for (int steps = 1; steps <= kSteps; ++steps) {
        BatchStream stream(ledger_, events_, id(), 0);
        take(steps);

        std::vector<std::string> ids = told(stream);

        take(kSteps - steps);
        const std::vector<std::string> rest = told(stream);
        ids.insert(ids.end(), rest.begin(), rest.end());
        EXPECT_EQ(ids, numbers(0));
        begin_another();
    }
}

TEST_F(BatchStreamTest, MissesAndRepeatsNothingThatHappensWhileTheRowsAreRead) {
    BatchStream stream(ledger_, events_, id(), 0);
    ledger_.answering.close();
    auto live_meanwhile = [this]() -> Task<void> {
        while (ledger_.answering.waiting() == 0) {
            co_await sleep_for(1ms);
        }
        for (int i = 0; i < kSteps; ++i) {
            LIKENESS_CO_CHECK(co_await step());
        }
        ledger_.answering.open();
        co_return Result<void>{};
    };

    const auto [first, lived] = run_.all(stream.next(1ms), live_meanwhile());

    ASSERT_TRUE(first && *first);
    EXPECT_EQ((*first)->id, "1");
    EXPECT_THAT(told(stream), ElementsAre("2", "3", "4", "5", "6"));
    EXPECT_TRUE(stream.ended());
}

TEST_F(BatchStreamTest, StampsWhatPassesWithTheLastDurableNumber) {
    BatchStream stream(ledger_, events_, id(), 0);
    take(1);
    told(stream);

    publish({0, JobProgress{0, 1, 28}});
    publish({0, JobProgress{1, 1, 28}});
    const std::vector<std::string> ids = told(stream);

    EXPECT_THAT(ids, ElementsAre("2.1", "2.2"));
    EXPECT_EQ(durable_number(ids[0]), 2);
}

TEST_F(BatchStreamTest, TellsThePlaceInTheQueue) {
    clock_.advance(1s);
    const NewBatch later = samples_.batch(lora_, sample_wallet(2));
    run_.value(database_.ledger().accept(later));
    BatchStream stream(ledger_, events_, later.batch.id, 0);

    EXPECT_EQ(std::get<BatchQueued>(next(stream)->event.what).position, 3);
}

TEST_F(BatchStreamTest, TellsWhenThoseAheadHaveGone) {
    clock_.advance(1s);
    const NewBatch later = samples_.batch(lora_, sample_wallet(2));
    run_.value(database_.ledger().accept(later));
    BatchStream stream(ledger_, events_, later.batch.id, 0);
    told(stream);

    take(1);
    const std::optional<StampedEvent> moved = next(stream);

    ASSERT_TRUE(moved);
    EXPECT_EQ(moved->id, "1.1");
    EXPECT_EQ(std::get<BatchQueued>(moved->event.what).position, 0);
    EXPECT_EQ(next(stream), std::nullopt);
}

TEST_F(BatchStreamTest, LooksIntoTheRowsWhenAnEventDidNotComeByItself) {
    BatchStream stream(ledger_, events_, id(), 0);
    told(stream);

    is_published_ = false;  // as if another process worked
    take(2);
    is_published_ = true;
    take(1);

    EXPECT_THAT(told(stream), ElementsAre("2", "3", "4"));
}

TEST_F(BatchStreamTest, TellsThatTheProcessIsGoingAway) {
    BatchStream stream(ledger_, events_, id(), 0);
    told(stream);

    events_.close();

    EXPECT_EQ(test::code_of(run_(stream.next(30s))), ErrorCode::unavailable);
    EXPECT_FALSE(stream.ended());
}

TEST_F(BatchStreamTest, TellsNothingWhenTheTimePassesWithoutAnEvent) {
    BatchStream stream(ledger_, events_, id(), 1);

    EXPECT_EQ(next(stream), std::nullopt);
    EXPECT_FALSE(stream.ended());
}

TEST_F(BatchStreamTest, EndsAtOnceForAClientThatHasSeenTheEnd) {
    take(kSteps);
    BatchStream stream(ledger_, events_, id(), kLastEvent);

    EXPECT_EQ(next(stream), std::nullopt);
    EXPECT_TRUE(stream.ended());
    EXPECT_EQ(next(stream), std::nullopt);
}

TEST_F(BatchStreamTest, EndsWithTheBatchForAClientThatClaimsToHaveSeenMoreThanThereIs) {
    BatchStream stream(ledger_, events_, id(), std::numeric_limits<std::int64_t>::max());

    EXPECT_THAT(told(stream), IsEmpty());
    EXPECT_FALSE(stream.ended());
    take(kSteps);
    EXPECT_THAT(told(stream), IsEmpty());

    EXPECT_TRUE(stream.ended());
}

TEST_F(BatchStreamTest, EndsWithACancelledBatch) {
    BatchStream stream(ledger_, events_, id(), 0);
    take(1);
    told(stream);

    const Cancelling cancelling = run_.value(database_.queue().cancel(id(), clock_.now()));
    publish({cancelling.batch_event, BatchEnded{cancelling.batch}});

    EXPECT_THAT(told(stream), ElementsAre("3"));
    EXPECT_TRUE(stream.ended());
}

TEST_F(BatchStreamTest, TellsThatThereIsNoSuchBatch) {
    BatchStream stream(ledger_, events_, random_.id<BatchId>(clock_.now()), 0);

    EXPECT_EQ(test::code_of(run_(stream.next(1ms))), ErrorCode::not_found);
}

TEST_F(BatchStreamTest, WatchesNoLongerThanItLives) {
    {
        const BatchStream stream(ledger_, events_, id(), 0);
        EXPECT_EQ(events_.watchers(), 1U);
    }

    EXPECT_EQ(events_.watchers(), 0U);
}

}  // namespace
}  // namespace likeness
