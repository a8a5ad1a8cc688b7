#include "core/batch_stream.hpp"

#include "testing/batch_story.hpp"
#include "testing/code_of.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::sample_wallet;
using ::testing::ElementsAre;

class BatchStreamTest : public test::BatchStory {};

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

TEST_F(BatchStreamTest, OutlivesASharedDatabaseThatIsAwayForAMoment) {
    events_.relay_to([](const BatchId&, const GenerationEvent&) {});
    BatchStream stream(ledger_, events_, id(), 0);
    EXPECT_THAT(told(stream), ElementsAre("1"));
    take(1);
    told(stream);

    ledger_.is_away = true;
    events_.rows_changed(id());
    EXPECT_FALSE(run_.value(stream.next(5ms)));
    EXPECT_FALSE(stream.ended());

    ledger_.is_away = false;
    take(3);
    events_.rows_changed(id());
    told(stream);
    EXPECT_TRUE(stream.ended());
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
