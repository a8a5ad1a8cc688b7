#include "core/batch_stream.hpp"
#include "testing/batch_story.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <memory>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// What a client is told that begins somewhere, or comes back.
class BatchStreamResumeTest : public test::BatchStory {};

TEST_F(BatchStreamResumeTest, MissesAndRepeatsNothingWhereverItBeginsAndGoesOn) {
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
            EXPECT_EQ(all[after], ids_after(static_cast<std::int64_t>(after)))
                << "begun after " << begin << " steps and " << after << " events";
            EXPECT_TRUE(streams[after]->ended());
        }
        begin_another();
    }
}

TEST_F(BatchStreamResumeTest, MissesAndRepeatsNothingThatHappensBeforeTheRowsAreRead) {
    for (int steps = 1; steps <= kSteps; ++steps) {
        BatchStream stream(ledger_, events_, id(), 0);
        take(steps);

        std::vector<std::string> ids = told(stream);

        take(kSteps - steps);
        const std::vector<std::string> rest = told(stream);
        ids.insert(ids.end(), rest.begin(), rest.end());
        EXPECT_EQ(ids, ids_after(0));
        begin_another();
    }
}

TEST_F(BatchStreamResumeTest, MissesAndRepeatsNothingThatHappensWhileTheRowsAreRead) {
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

TEST_F(BatchStreamResumeTest, LooksIntoTheRowsWhenAnEventDidNotComeByItself) {
    BatchStream stream(ledger_, events_, id(), 0);
    told(stream);

    is_published_ = false;  // as if another process worked
    take(2);
    is_published_ = true;
    take(1);

    EXPECT_THAT(told(stream), ElementsAre("2", "3", "4"));
}

TEST_F(BatchStreamResumeTest, EndsAtOnceForAClientThatHasSeenTheEnd) {
    take(kSteps);
    BatchStream stream(ledger_, events_, id(), kLastEvent);

    EXPECT_EQ(next(stream), std::nullopt);
    EXPECT_TRUE(stream.ended());
    EXPECT_EQ(next(stream), std::nullopt);
}

TEST_F(BatchStreamResumeTest, EndsWithTheBatchForAClientThatClaimsToHaveSeenMoreThanThereIs) {
    BatchStream stream(ledger_, events_, id(), std::numeric_limits<std::int64_t>::max());

    EXPECT_THAT(told(stream), IsEmpty());
    EXPECT_FALSE(stream.ended());
    take(kSteps);
    EXPECT_THAT(told(stream), IsEmpty());

    EXPECT_TRUE(stream.ended());
}

TEST_F(BatchStreamResumeTest, EndsWithACancelledBatch) {
    BatchStream stream(ledger_, events_, id(), 0);
    take(1);
    told(stream);

    const Cancelling cancelling = run_.value(database_.queue().cancel(id(), clock_.now()));
    publish({cancelling.batch_event, BatchEnded{cancelling.batch}});

    EXPECT_THAT(told(stream), ElementsAre("3"));
    EXPECT_TRUE(stream.ended());
}

}  // namespace
}  // namespace likeness
