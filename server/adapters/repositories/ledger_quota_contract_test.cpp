#include "adapters/repositories/testing_ledger.hpp"
#include "testing/code_of.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class GenerationQuotaContract : public LedgerContract {
protected:
    void use_up_the_quota(int wallet = 1) {
        for (int i = 0; i < 8; ++i) {
            ASSERT_TRUE(accept(batch(wallet)));
        }
    }
};

TEST_P(GenerationQuotaContract, AcceptsExactlyEightOfTwoHundredParallelBatchesOfOneWallet) {
    std::vector<Task<Acceptance>> calls;
    for (int i = 0; i < 200; ++i) {
        calls.push_back(ledger().accept(batch()));
    }

    const std::vector<Result<Acceptance>> results = run_.all(std::move(calls));

    const auto is_refused = [](const Result<Acceptance>& result) {
        return !result && result.error().code == ErrorCode::resource_exhausted;
    };
    EXPECT_EQ(std::count_if(results.begin(), results.end(), is_refused), 192);
    EXPECT_THAT(units(), SizeIs(8));
    EXPECT_THAT(*run_(ledger().open_batches(sample_wallet(1))), SizeIs(8));
}

TEST_P(GenerationQuotaContract, CountsEachWalletByItself) {
    use_up_the_quota(1);

    EXPECT_FALSE(accept(batch(1)));
    EXPECT_TRUE(accept(batch(2)));
}

TEST_P(GenerationQuotaContract, SaysWhenTheNextUnitReturns) {
    ASSERT_TRUE(accept(batch()));
    clock_.advance(1h);
    for (int i = 0; i < 7; ++i) {
        ASSERT_TRUE(accept(batch()));
    }

    const Result<Acceptance> refused = accept(batch());

    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().next_at, kNoon + 24h);
    EXPECT_EQ(refused.error().retry_after, 23h);
}

TEST_P(GenerationQuotaContract, ReturnsAUnitExactlyOneWindowAfterItWasReserved) {
    use_up_the_quota();

    clock_.advance(24h - 1ms);
    EXPECT_FALSE(accept(batch()));
    clock_.advance(1ms);
    EXPECT_TRUE(accept(batch()));
}

TEST_P(GenerationQuotaContract, NeverReturnsAUnitEarlyBecauseTheClockWasSetBack) {
    use_up_the_quota();

    clock_.advance(-1h);

    EXPECT_FALSE(accept(batch()));
    clock_.set(kNoon + 24h);
    EXPECT_TRUE(accept(batch()));
}

TEST_P(GenerationQuotaContract, AcceptsAnythingOfTheExemptAndCountsNoneOfIt) {
    for (int i = 0; i < 9; ++i) {
        NewBatch exempt = batch();
        exempt.exempt = true;
        exempt.batch.quota = QuotaState::exempt;
        ASSERT_TRUE(accept(std::move(exempt)));
    }

    EXPECT_THAT(units(), IsEmpty());
}

TEST_P(GenerationQuotaContract, ReturnsTheUnitOfABatchThatFailed) {
    use_up_the_quota();
    const LeasedJob job = begun();

    ASSERT_TRUE(run_(
        queue().fail(job.id, JobState::failed, {ErrorCode::upstream_failed, "no"}, clock_.now())
    ));

    EXPECT_THAT(units(), SizeIs(7));
    EXPECT_EQ(stored(job.batch).quota, QuotaState::returned);
    EXPECT_TRUE(accept(batch()));
    EXPECT_FALSE(accept(batch()));
}

TEST_P(GenerationQuotaContract, ReturnsTheUnitOfABatchThatWasBlocked) {
    use_up_the_quota();
    const LeasedJob job = begun();

    ASSERT_TRUE(run_(
        queue().fail(job.id, JobState::blocked, {ErrorCode::unprocessable, "no"}, clock_.now())
    ));

    EXPECT_THAT(units(), SizeIs(7));
}

TEST_P(GenerationQuotaContract, ReturnsTheUnitOfABatchThatWasCancelled) {
    use_up_the_quota();
    const LeasedJob job = begun();

    ASSERT_TRUE(run_(queue().cancel(job.batch, clock_.now())));

    EXPECT_THAT(units(), SizeIs(7));
}

TEST_P(GenerationQuotaContract, KeepsTheUnitOfABatchWithOneImageEvenWhenItWasCancelled) {
    const BatchId id = accepted(batch(1, 2));
    const LeasedJob job = begun();
    ASSERT_TRUE(run_(queue().complete(job.id, Samples::image(job, clock_.now()))));

    ASSERT_TRUE(run_(queue().cancel(id, clock_.now())));

    EXPECT_EQ(stored(id).quota, QuotaState::consumed);
    EXPECT_THAT(units(), ElementsAre(kNoon));
}

TEST_P(GenerationQuotaContract, TellsWhenEachUnitInUseWasReserved) {
    ASSERT_TRUE(accept(batch()));
    clock_.advance(1h);
    ASSERT_TRUE(accept(batch()));

    EXPECT_THAT(units(), UnorderedElementsAre(kNoon, kNoon + 1h));
    EXPECT_THAT(*run_(ledger().units_in_use(sample_wallet(1), kNoon)), ElementsAre(kNoon + 1h));
}

TEST_P(GenerationQuotaContract, WritesNothingOfABatchThatItRefuses) {
    use_up_the_quota();
    const NewBatch ninth = batch();

    ASSERT_FALSE(accept(ninth));

    EXPECT_FALSE(run_(ledger().find(ninth.batch.id)));
    EXPECT_EQ(*run_(queue().waiting()), 8);
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    GenerationQuotaContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
