#include "testing/repository_contract.hpp"
#include "testing/training_samples.hpp"

#include <gmock/gmock.h>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class UsageRepositoryContract : public RepositoryContract {
protected:
    NewBatch batch(int jobs, int wallet = 1) {
        return samples_.batch(lora_, sample_wallet(wallet), jobs);
    }

    void complete(std::optional<std::int64_t> price = {}) {
        const LeasedJob job = begun();
        clock_.advance(3s);
        GeneratedImage image = Samples::image(job, clock_.now());
        image.price_microdollars = price;
        run_.value(queue().complete(job.id, std::move(image)));
    }

    void fail(JobState state) {
        run_.value(
            queue().fail(begun().id, state, {ErrorCode::upstream_failed, "It broke."}, clock_.now())
        );
    }

    /// One batch of one image at this price.
    void spend(int wallet, std::int64_t price) {
        accepted(batch(1, wallet));
        complete(price);
    }

    UsagePage page(std::optional<UsageCursor> after = {}, int limit = 100, Days days = kAll) {
        return run_.value(usage().usage(std::move(days), std::move(after), limit));
    }

    std::vector<WalletAddress> wallets_in_pages_of(int limit) {
        std::vector<WalletAddress> wallets;
        std::optional<UsageCursor> after;
        do {
            UsagePage read = page(after, limit);
            for (const WalletUsage& row : read.items) {
                wallets.push_back(row.wallet);
            }
            after = read.next;
        } while (after);
        return wallets;
    }

    static inline const Days kAll{"2026-01-01", "2026-12-31"};
    Lora lora_ = added_lora(sample_wallet(9));
};

TEST_P(UsageRepositoryContract, CountsWhatBecameOfEachImageOnceItsBatchHasEnded) {
    accepted(batch(4));
    complete(25'000);
    EXPECT_EQ(page().total.submitted, 4);
    EXPECT_EQ(page().total.kept, 0);
    complete(30'000);
    fail(JobState::failed);
    fail(JobState::blocked);
    const BatchId cancelled = accepted(batch(2));
    run_.value(queue().cancel(cancelled, clock_.now()));

    const UsagePage read = page();

    ASSERT_THAT(read.items, SizeIs(1));
    const Usage& used = read.items[0].usage;
    EXPECT_EQ(used.batches, 2);
    EXPECT_EQ(used.submitted, 6);
    EXPECT_EQ(used.kept, 2);
    EXPECT_EQ(used.failed, 1);
    EXPECT_EQ(used.blocked, 1);
    EXPECT_EQ(used.cancelled, 2);
    EXPECT_EQ(used.price(), 55'000);
    EXPECT_EQ(read.items[0].last_used_at, stored(cancelled).created_at);
    EXPECT_EQ(read.total.price(), 55'000);
    EXPECT_EQ(read.wallets, 1);
}

TEST_P(UsageRepositoryContract, CountsARequestThatIsRepeatedOnce) {
    NewBatch asked = batch(2);
    asked.idempotency_key = "again";
    accepted(asked);
    accepted(asked);

    EXPECT_EQ(page().total.batches, 1);
    EXPECT_EQ(page().total.submitted, 2);
}

TEST_P(UsageRepositoryContract, CountsABatchOnTheDayItWasAccepted) {
    clock_.advance(11h + 59min + 58s);
    spend(1, 10);
    clock_.advance(24h);
    spend(1, 20);

    EXPECT_EQ(page({}, 100, {"2026-11-21", "2026-11-21"}).total.price(), 10);
    EXPECT_EQ(page({}, 100, {"2026-11-22", "2026-11-23"}).total.price(), 20);
    EXPECT_THAT(page({}, 100, {"2026-11-24", "2026-11-25"}).items, IsEmpty());
}

TEST_P(UsageRepositoryContract, PutsTheDearestFirstAndThenTheBusiest) {
    spend(1, 0);
    spend(2, 500);
    spend(3, 0);
    spend(3, 0);
    spend(4, 500);

    const std::vector<WalletAddress> all = wallets_in_pages_of(100);

    ASSERT_THAT(all, SizeIs(4));
    EXPECT_THAT(
        std::vector(all.begin(), all.begin() + 2),
        ::testing::UnorderedElementsAre(sample_wallet(2), sample_wallet(4))
    );
    EXPECT_EQ(all[2], sample_wallet(3));
    EXPECT_EQ(all[3], sample_wallet(1));
    EXPECT_EQ(wallets_in_pages_of(1), all);
    EXPECT_EQ(wallets_in_pages_of(3), all);
}

TEST_P(UsageRepositoryContract, AddsTrainingsAndThePriceOfThoseThatWereCompleted) {
    TrainingSamples trainings_of(clock_, random_);
    std::vector<LoraId> ids;
    for (int i = 0; i < 2; ++i) {
        const UploadedImage photo =
            run_.value(uploads().add(trainings_of.upload(sample_wallet(5)), 100));
        NewTraining training = trainings_of.training(sample_wallet(5), {photo});
        training.training.price_microdollars = 2'000'000;
        ids.push_back(run_.value(trainings().accept(std::move(training))).id);
    }
    run_.value(trainings().cancel(ids[0], clock_.now()));

    const UsagePage read = page();

    ASSERT_THAT(read.items, SizeIs(1));
    EXPECT_EQ(read.items[0].wallet, sample_wallet(5));
    EXPECT_EQ(read.items[0].usage.trainings, 2);
    EXPECT_EQ(read.items[0].usage.price(), 0);
    const std::vector<TrainingCount> counts = run_.value(usage().trainings(kAll));
    ASSERT_THAT(counts, SizeIs(2));
    EXPECT_EQ(counts[0].state, "cancelled");
    EXPECT_EQ(counts[1].state, "queued");
    EXPECT_EQ(counts[1].price, 2'000'000);
    EXPECT_THAT(run_.value(usage().trainings({"2026-11-20", "2026-11-20"})), IsEmpty());
}

TEST_P(UsageRepositoryContract, AccountsForEveryImageAsTheJobsThemselvesDo) {
    accepted(batch(3));
    complete();
    fail(JobState::blocked);
    accepted(batch(2));
    complete();
    begun();
    const BatchId cancelled = accepted(batch(2));
    run_.value(queue().cancel(cancelled, clock_.now()));

    const Accounting counted = run_.value(usage().accounting());
    const Accounting audited = run_.value(audit().accounting());

    EXPECT_TRUE(counted.is_balanced());
    EXPECT_EQ(counted.submitted, 7);
    EXPECT_EQ(counted.submitted, audited.submitted);
    EXPECT_EQ(counted.kept, audited.kept);
    EXPECT_EQ(counted.refunded, audited.refunded);
    EXPECT_EQ(counted.cancelled, audited.cancelled);
    EXPECT_EQ(counted.running, audited.running);
}

TEST_P(UsageRepositoryContract, TellsHowLongEachQueueIs) {
    accepted(batch(3));
    NewBatch other = batch(2);
    other.batch.engine = "sdcpp";
    accepted(other);
    begun();

    const std::vector<QueueLength> queues = run_.value(usage().queue());

    ASSERT_THAT(queues, SizeIs(2));
    EXPECT_EQ(queues[0].engine, "fake");
    EXPECT_EQ(queues[0].waiting, 2);
    EXPECT_EQ(queues[0].running, 1);
    EXPECT_EQ(queues[1].waiting, 2);
    EXPECT_EQ(queues[1].running, 0);
}

TEST_P(UsageRepositoryContract, RemembersHowLongImagesTookAndWhatTheyCost) {
    accepted(batch(2));
    complete(25'000);
    fail(JobState::failed);

    const std::vector<PastRun> runs = run_.value(usage().past_runs(10));

    ASSERT_THAT(runs, SizeIs(1));
    EXPECT_EQ(runs[0].engine, "fake");
    EXPECT_EQ(runs[0].duration, 3s);
    EXPECT_EQ(runs[0].size, (ImageSize{768, 1024}));
    EXPECT_EQ(runs[0].steps, 28);
    EXPECT_EQ(runs[0].price_microdollars, 25'000);
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    UsageRepositoryContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
