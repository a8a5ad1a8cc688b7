#include "adapters/repositories/testing_job_queue.hpp"
#include "testing/code_of.hpp"

#include <gmock/gmock.h>

#include <limits>
#include <map>
#include <set>
#include <utility>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class JobQueueLeaseContract : public JobQueueContract {};

TEST_P(JobQueueLeaseContract, HasNothingToLeaseWhenNothingWaits) {
    EXPECT_EQ(lease(), std::nullopt);
    EXPECT_EQ(*run_(queue().waiting()), 0);
}

TEST_P(JobQueueLeaseContract, LeasesAJobWithAllItsLorasAndItsOwnScale) {
    Lora second = samples_.lora(sample_wallet(9));
    second.name = "Second";
    second.trigger_word = "scnd";
    second = *run_(loras().add(std::move(second)));
    NewBatch asked = batch(2);
    asked.batch.further_loras = {{second.id, 0.25}, {lora_.id, 0.0}};
    asked.batch.jobs[0].lora_scale = 0.4;
    accepted(asked);

    LeasedJob rung = leased();
    LeasedJob plain = leased();
    if (rung.index != 0) {  // their ids are of one moment, so either may be first
        std::swap(rung, plain);
    }

    ASSERT_THAT(rung.loras, SizeIs(3));
    EXPECT_EQ(rung.settings.lora_scale, 0.4);
    EXPECT_EQ(rung.loras[0].use.scale, 0.4);
    EXPECT_EQ(rung.loras[1].use.name, "Second");
    EXPECT_EQ(rung.loras[1].use.trigger_word, "scnd");
    EXPECT_EQ(rung.loras[1].use.sha256, second.file.sha256);
    EXPECT_EQ(rung.loras[1].use.scale, 0.25);
    EXPECT_EQ(rung.loras[1].weights, second.file.path);
    EXPECT_EQ(rung.loras[2].use.scale, 0.0);
    ASSERT_THAT(plain.loras, SizeIs(3));
    EXPECT_EQ(plain.settings.lora_scale, asked.batch.settings.lora_scale);
}

TEST_P(JobQueueLeaseContract, KeepsTheScaleOfAJobWhoseProcessDied) {
    NewBatch asked = batch(1);
    asked.batch.jobs[0].lora_scale = 1.2;
    accepted(asked);
    leased();

    run_.value(queue().release_leases(std::nullopt));

    EXPECT_EQ(lease("runner-2").value().settings.lora_scale, 1.2);
}

TEST_P(JobQueueLeaseContract, LeasesAJobWithAllThatMakingTheImageNeeds) {
    NewBatch asked = batch(1, 2);
    asked.batch.person = 5;
    asked.batch.seed = {std::numeric_limits<std::uint64_t>::max()};
    asked.batch.jobs[0].seed = asked.batch.seed;
    asked.batch.settings = {{512, 768}, 12, 2.5, 0.7, OutputFormat::png, false};
    const BatchId id = accepted(asked);
    clock_.advance(5s);

    const LeasedJob job = leased();

    EXPECT_EQ(job.id, asked.batch.jobs[0].id);
    EXPECT_EQ(job.batch, id);
    EXPECT_EQ(job.image, asked.images[0]);
    EXPECT_EQ(job.wallet, sample_wallet(2));
    EXPECT_EQ(job.lora, lora_.id);
    ASSERT_THAT(job.loras, SizeIs(1));
    EXPECT_EQ(job.loras[0].use.name, lora_.name);
    EXPECT_EQ(job.loras[0].use.trigger_word, lora_.trigger_word);
    EXPECT_EQ(job.loras[0].use.sha256, lora_.file.sha256);
    EXPECT_EQ(job.loras[0].use.scale, 0.7);
    EXPECT_EQ(job.loras[0].weights, lora_.file.path);
    EXPECT_EQ(job.base_model, "paperflux-1");
    EXPECT_EQ(job.person, 5);
    EXPECT_EQ(job.prompt, asked.batch.prompt);
    EXPECT_EQ(job.final_prompt, asked.batch.final_prompt);
    EXPECT_EQ(job.settings.size, (ImageSize{512, 768}));
    EXPECT_EQ(job.settings.num_inference_steps, 12);
    EXPECT_EQ(job.settings.guidance_scale, 2.5);
    EXPECT_EQ(job.settings.lora_scale, 0.7);
    EXPECT_EQ(job.settings.output_format, OutputFormat::png);
    EXPECT_FALSE(job.settings.enable_safety_checker);
    EXPECT_EQ(job.index, 0);
    EXPECT_EQ(job.seed, Seed{std::numeric_limits<std::uint64_t>::max()});
    EXPECT_EQ(job.engine, "fake");
    EXPECT_EQ(job.accepted_at, kNoon);
    EXPECT_EQ(job.state, JobState::queued);
    EXPECT_EQ(job.request_id, std::nullopt);
}

TEST_P(JobQueueLeaseContract, PutsALeasedJobIntoStateSubmittingAndItsBatchIntoRunning) {
    const BatchId id = accepted(batch(2));
    clock_.advance(5s);

    const LeasedJob job = leased();

    EXPECT_EQ(state_of(job), JobState::submitting);
    EXPECT_EQ(stored(id).state, BatchState::running);
    EXPECT_EQ(stored(id).started_at, kNoon + 5s);
    EXPECT_EQ(*run_(queue().waiting()), 1);
}

TEST_P(JobQueueLeaseContract, LeasesNoJobTwice) {
    accepted(batch(30));
    std::vector<Task<std::optional<LeasedJob>>> calls;
    for (int i = 0; i < 40; ++i) {
        calls.push_back(queue().lease(lease_request("runner-" + std::to_string(i))));
    }

    std::multiset<std::string> ids;
    for (const Result<std::optional<LeasedJob>>& job : run_.all(std::move(calls))) {
        if (*job) {
            ids.insert((*job)->id.text());
        }
    }

    EXPECT_EQ(ids.size(), 30U);
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 30U);
}

TEST_P(JobQueueLeaseContract, LeasesTheOldestJobOfAWalletFirst) {
    const BatchId older = accepted(batch());
    clock_.advance(1s);
    const BatchId newer = accepted(batch());

    EXPECT_EQ(leased().batch, older);
    EXPECT_EQ(leased().batch, newer);
}

TEST_P(JobQueueLeaseContract, GivesEveryWalletItsTurn) {
    accepted(batch(4, 1));
    clock_.advance(1s);
    accepted(batch(2, 2));
    accepted(batch(1, 3));

    std::vector<WalletAddress> served;
    LeaseRequest request = lease_request();
    while (const std::optional<LeasedJob> job = lease(request)) {
        served.push_back(job->wallet);
        request.after_wallet = job->wallet.text();
    }

    const WalletAddress one = sample_wallet(1);
    const WalletAddress two = sample_wallet(2);
    const WalletAddress three = sample_wallet(3);
    EXPECT_THAT(served, ElementsAre(one, two, three, one, two, one, one));
}

TEST_P(JobQueueLeaseContract, LeasesOnlyJobsOfTheEngine) {
    NewBatch elsewhere = batch();
    elsewhere.batch.engine = "another engine";
    accepted(std::move(elsewhere));

    EXPECT_EQ(lease(), std::nullopt);
}

TEST_P(JobQueueLeaseContract, LetsNobodyHaveAJobUntilItsLeaseHasRunOut) {
    accepted(batch());
    leased();

    clock_.advance(60s);
    EXPECT_EQ(lease("runner-2"), std::nullopt);
    clock_.advance(1ms);
    EXPECT_NE(lease("runner-2"), std::nullopt);
}

TEST_P(JobQueueLeaseContract, TellsWhoeverTakesAJobOverHowFarItHadCome) {
    accepted(batch(2));
    const LeasedJob only_leased = leased();
    const LeasedJob submitted = leased();
    ASSERT_TRUE(*run_(queue().submitted(submitted.id, "request-9")));
    clock_.advance(61s);

    std::map<std::string, LeasedJob> again;
    for (int i = 0; i < 2; ++i) {
        LeasedJob job = lease("runner-2").value();
        again.emplace(job.id.text(), std::move(job));
    }

    EXPECT_EQ(again.at(only_leased.id.text()).state, JobState::submitting);
    EXPECT_EQ(again.at(only_leased.id.text()).request_id, std::nullopt);
    EXPECT_EQ(again.at(submitted.id.text()).state, JobState::running);
    EXPECT_EQ(again.at(submitted.id.text()).request_id, "request-9");
}

TEST_P(JobQueueLeaseContract, ExtendsAllLeasesOfTheOwnerAndNobodyElses) {
    accepted(batch(3));
    lease("runner-1");
    lease("runner-1");
    const LeasedJob other = lease("runner-2").value();
    clock_.advance(30s);

    ASSERT_TRUE(run_(queue().renew("runner-1", clock_.now() + 60s)));
    clock_.advance(31s);

    EXPECT_EQ(lease("runner-3")->id, other.id);
    EXPECT_EQ(lease("runner-3"), std::nullopt);
}

TEST_P(JobQueueLeaseContract, ReleasesTheLeasesOfOneOwner) {
    accepted(batch(2));
    const LeasedJob released = lease("runner-1").value();
    lease("runner-2");

    ASSERT_TRUE(run_(queue().release_leases("runner-1")));

    EXPECT_EQ(lease("runner-3")->id, released.id);
    EXPECT_EQ(lease("runner-3"), std::nullopt);
}

TEST_P(JobQueueLeaseContract, ReleasesTheLeasesOfEveryone) {
    accepted(batch(2));
    lease("runner-1");
    lease("runner-2");

    ASSERT_TRUE(run_(queue().release_leases(std::nullopt)));

    EXPECT_NE(lease("runner-3"), std::nullopt);
    EXPECT_NE(lease("runner-3"), std::nullopt);
}

TEST_P(JobQueueLeaseContract, LeasesAnEndedJobNeverAgain) {
    accepted(batch(2));
    complete(begun()).value();
    fail(begun()).value();
    ASSERT_TRUE(run_(queue().release_leases(std::nullopt)));
    clock_.advance(1h);

    EXPECT_EQ(lease(), std::nullopt);
}

TEST_P(JobQueueLeaseContract, CountsOnlyJobsThatNobodyHasTaken) {
    accepted(batch(3));
    accepted(batch(2, 2));
    leased();
    begun();

    EXPECT_EQ(*run_(queue().waiting()), 3);
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    JobQueueLeaseContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
