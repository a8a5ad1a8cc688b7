#include "testing/fake_clock.hpp"
#include "testing/postgres_test_database.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::PostgresTestDatabase;
using test::sample_wallet;
using test::Samples;

/// Two nodes on one database, which do the same at the same time.
class PostgresNodesTest : public ::testing::Test {
protected:
    NewBatch batch(int jobs = 1) { return samples_.batch(lora_, sample_wallet(1), jobs); }

    static LeaseRequest lease_request(std::string owner, Timestamp now) {
        return {"fake", std::move(owner), now, now + 60s, ""};
    }

    /// Leases until nothing is left, and returns what it got.
    Task<std::vector<std::string>> lease_all(JobQueue& queue, std::string owner) {
        std::vector<std::string> jobs;
        while (true) {
            LeaseRequest request = lease_request(owner, clock_.now());
            LIKENESS_CO_TRY(
                const std::optional<LeasedJob> job, co_await queue.lease(std::move(request))
            );
            if (!job) {
                co_return jobs;
            }
            jobs.push_back(job->id.text());
        }
    }

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    Samples samples_{clock_, random_};
    PostgresTestDatabase first_;
    PostgresTestDatabase second_{first_.name()};
    Lora lora_ = run_.value(first_.loras().add(samples_.lora(sample_wallet(9))));
};

TEST_F(PostgresNodesTest, NeverPassTheQuotaTogether) {
    std::vector<Task<Acceptance>> accepting;
    for (int i = 0; i < 24; ++i) {
        accepting.push_back((i % 2 == 0 ? first_ : second_).ledger().accept(batch(4)));
    }

    const auto results = run_.all(std::move(accepting));

    const auto accepted = std::count_if(results.begin(), results.end(), [](const auto& result) {
        return result.has_value();
    });
    EXPECT_EQ(accepted, 8);
    for (const Result<Acceptance>& result : results) {
        EXPECT_TRUE(result || result.error().code == ErrorCode::resource_exhausted)
            << result.error().detail;
    }
    const auto units = run_.value(
        first_.ledger().units_in_use(sample_wallet(1), clock_.now() - std::chrono::hours{24})
    );
    EXPECT_EQ(units.size(), 8U);
}

TEST_F(PostgresNodesTest, MakeOneBatchOfOneIdempotencyKey) {
    std::vector<Task<Acceptance>> accepting;
    for (int i = 0; i < 8; ++i) {
        NewBatch asked = batch();
        asked.idempotency_key = "once";
        asked.request_hash = "the same";
        accepting.push_back((i % 2 == 0 ? first_ : second_).ledger().accept(std::move(asked)));
    }

    std::set<std::string> batches;
    for (const Result<Acceptance>& result : run_.all(std::move(accepting))) {
        ASSERT_TRUE(result) << result.error().detail;
        batches.insert(result->batch.text());
    }

    EXPECT_EQ(batches.size(), 1U);
}

TEST_F(PostgresNodesTest, HandNoJobToTwoRunners) {
    for (int i = 0; i < 8; ++i) {
        ASSERT_TRUE(run_(first_.ledger().accept(batch(4))));
    }

    const auto results = run_.all(
        lease_all(first_.queue(), "one"),
        lease_all(second_.queue(), "two"),
        lease_all(second_.queue(), "three")
    );

    std::multiset<std::string> jobs;
    for (const auto* leased :
         {&std::get<0>(results), &std::get<1>(results), &std::get<2>(results)}) {
        ASSERT_TRUE(*leased) << leased->error().detail;
        jobs.insert((*leased)->begin(), (*leased)->end());
    }
    EXPECT_EQ(jobs.size(), 32U);
    EXPECT_EQ(std::set<std::string>(jobs.begin(), jobs.end()).size(), 32U);
}

TEST_F(PostgresNodesTest, KeepAnImageOnceThatBothHaveMade) {
    ASSERT_TRUE(run_(first_.ledger().accept(batch())));
    const auto job = run_.value(first_.queue().lease(lease_request("one", clock_.now())));
    ASSERT_TRUE(job);
    ASSERT_TRUE(run_(first_.queue().submitted(job->id, "request")));
    const GeneratedImage image = Samples::image(*job, clock_.now());

    const auto [one, two] =
        run_.all(first_.queue().complete(job->id, image), second_.queue().complete(job->id, image));

    ASSERT_TRUE(one) << one.error().detail;
    ASSERT_TRUE(two) << two.error().detail;
    EXPECT_NE(one->advanced, two->advanced);
    EXPECT_EQ(one->job, JobState::completed);
    EXPECT_EQ(two->job, JobState::completed);
    EXPECT_EQ(run_.value(first_.loras().find(lora_.id)).image_count, 1);
}

TEST_F(PostgresNodesTest, EndABatchOneWayThatIsCancelledWhileItIsCompleted) {
    for (int round = 0; round < 5; ++round) {
        const BatchId id = run_.value(first_.ledger().accept(batch())).batch;
        const auto job = run_.value(first_.queue().lease(lease_request("one", clock_.now())));
        ASSERT_TRUE(job);
        ASSERT_TRUE(run_(first_.queue().submitted(job->id, "request")));
        const GeneratedImage image = Samples::image(*job, clock_.now());

        const auto [kept, cancelled] = run_.all(
            first_.queue().complete(job->id, image), second_.queue().cancel(id, clock_.now())
        );

        ASSERT_TRUE(kept) << kept.error().detail;
        const GenerationBatch ended = run_.value(second_.ledger().find(id));
        EXPECT_EQ(kept->advanced, !cancelled.has_value());
        EXPECT_EQ(ended.images.size(), kept->advanced ? 1U : 0U);
        EXPECT_EQ(ended.quota, kept->advanced ? QuotaState::consumed : QuotaState::returned);
    }
}

}  // namespace
}  // namespace likeness
