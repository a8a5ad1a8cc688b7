#include "testing/code_of.hpp"
#include "testing/repository_contract.hpp"

#include <gmock/gmock.h>

#include <limits>
#include <map>
#include <set>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class JobQueueContract : public RepositoryContract {
protected:
    NewBatch batch(int jobs = 1, int wallet = 1) {
        return samples_.batch(lora_, sample_wallet(wallet), jobs);
    }

    std::optional<LeasedJob> lease(LeaseRequest request) {
        return *run_(queue().lease(std::move(request)));
    }

    std::optional<LeasedJob> lease(std::string owner = "runner-1") {
        return lease(lease_request(std::move(owner)));
    }

    Result<JobEnding> complete(const LeasedJob& job) {
        return run_(queue().complete(job.id, Samples::image(job, clock_.now())));
    }

    Result<JobEnding> fail(const LeasedJob& job, JobState state = JobState::failed) {
        return run_(
            queue().fail(job.id, state, {ErrorCode::upstream_failed, "It broke."}, clock_.now())
        );
    }

    JobState state_of(const LeasedJob& job) {
        const GenerationBatch batch = stored(job.batch);
        return batch.jobs.at(static_cast<std::size_t>(job.index)).state;
    }

    Lora lora_ = added_lora(sample_wallet(9));
};

TEST_P(JobQueueContract, HasNothingToLeaseWhenNothingWaits) {
    EXPECT_EQ(lease(), std::nullopt);
    EXPECT_EQ(*run_(queue().waiting()), 0);
}

TEST_P(JobQueueContract, LeasesAJobWithAllThatMakingTheImageNeeds) {
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
    EXPECT_EQ(job.lora_name, lora_.name);
    EXPECT_EQ(job.trigger_word, lora_.trigger_word);
    EXPECT_EQ(job.weights_sha256, lora_.file.sha256);
    EXPECT_EQ(job.weights, lora_.file.path);
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

TEST_P(JobQueueContract, PutsALeasedJobIntoStateSubmittingAndItsBatchIntoRunning) {
    const BatchId id = accepted(batch(2));
    clock_.advance(5s);

    const LeasedJob job = leased();

    EXPECT_EQ(state_of(job), JobState::submitting);
    EXPECT_EQ(stored(id).state, BatchState::running);
    EXPECT_EQ(stored(id).started_at, kNoon + 5s);
    EXPECT_EQ(*run_(queue().waiting()), 1);
}

TEST_P(JobQueueContract, LeasesNoJobTwice) {
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

TEST_P(JobQueueContract, LeasesTheOldestJobOfAWalletFirst) {
    const BatchId older = accepted(batch());
    clock_.advance(1s);
    const BatchId newer = accepted(batch());

    EXPECT_EQ(leased().batch, older);
    EXPECT_EQ(leased().batch, newer);
}

TEST_P(JobQueueContract, GivesEveryWalletItsTurn) {
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

TEST_P(JobQueueContract, LeasesOnlyJobsOfTheEngine) {
    NewBatch elsewhere = batch();
    elsewhere.batch.engine = "another engine";
    accepted(std::move(elsewhere));

    EXPECT_EQ(lease(), std::nullopt);
}

TEST_P(JobQueueContract, LetsNobodyHaveAJobUntilItsLeaseHasRunOut) {
    accepted(batch());
    leased();

    clock_.advance(60s);
    EXPECT_EQ(lease("runner-2"), std::nullopt);
    clock_.advance(1ms);
    EXPECT_NE(lease("runner-2"), std::nullopt);
}

TEST_P(JobQueueContract, TellsWhoeverTakesAJobOverHowFarItHadCome) {
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

TEST_P(JobQueueContract, ExtendsAllLeasesOfTheOwnerAndNobodyElses) {
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

TEST_P(JobQueueContract, ReleasesTheLeasesOfOneOwner) {
    accepted(batch(2));
    const LeasedJob released = lease("runner-1").value();
    lease("runner-2");

    ASSERT_TRUE(run_(queue().release_leases("runner-1")));

    EXPECT_EQ(lease("runner-3")->id, released.id);
    EXPECT_EQ(lease("runner-3"), std::nullopt);
}

TEST_P(JobQueueContract, ReleasesTheLeasesOfEveryone) {
    accepted(batch(2));
    lease("runner-1");
    lease("runner-2");

    ASSERT_TRUE(run_(queue().release_leases(std::nullopt)));

    EXPECT_NE(lease("runner-3"), std::nullopt);
    EXPECT_NE(lease("runner-3"), std::nullopt);
}

TEST_P(JobQueueContract, NumbersTheEventsOfABatchInTheOrderInWhichTheyHappen) {
    const BatchId id = accepted(batch(4));

    const LeasedJob first = begun();
    const LeasedJob second = begun();
    const LeasedJob third = begun();
    const LeasedJob fourth = begun();
    const JobEnding third_ending = *complete(third);
    const JobEnding first_ending = *fail(first);
    const JobEnding fourth_ending = *fail(fourth, JobState::blocked);
    const JobEnding last_ending = *complete(second);

    // Number 1 is "queued".
    EXPECT_EQ(first.batch_started_event, 2);
    EXPECT_EQ(second.batch_started_event, 0);
    EXPECT_EQ(third_ending.event, 3);
    EXPECT_EQ(first_ending.event, 4);
    EXPECT_EQ(fourth_ending.event, 5);
    EXPECT_EQ(fourth_ending.batch_event, 0);
    EXPECT_EQ(last_ending.event, 6);
    EXPECT_EQ(last_ending.batch_event, 7);
    const GenerationBatch ended = stored(id);
    EXPECT_EQ(ended.started_event, 2);
    EXPECT_EQ(ended.finished_event, 7);
    std::vector<std::int64_t> events;
    for (const GenerationJob& job : ended.jobs) {
        events.push_back(job.event);
    }
    EXPECT_THAT(events, UnorderedElementsAre(3, 4, 5, 6));
}

TEST_P(JobQueueContract, GivesNoEventNumberTwiceWhenJobsEndAtTheSameTime) {
    const BatchId id = accepted(batch(20));
    std::vector<Task<JobEnding>> calls;
    for (int i = 0; i < 20; ++i) {
        const LeasedJob job = begun();
        calls.push_back(queue().complete(job.id, Samples::image(job, clock_.now())));
    }

    std::set<std::int64_t> numbers;
    int last_events = 0;
    for (const Result<JobEnding>& ending : run_.all(std::move(calls))) {
        numbers.insert(ending->event);
        last_events += ending->batch_event > 0 ? 1 : 0;
    }

    EXPECT_EQ(numbers.size(), 20U);
    EXPECT_EQ(*numbers.begin(), 3);
    EXPECT_EQ(*numbers.rbegin(), 22);
    EXPECT_EQ(last_events, 1);
    EXPECT_EQ(stored(id).finished_event, 23);
}

TEST_P(JobQueueContract, KeepsTheImageAndSettlesTheBatchWithItsLastJob) {
    const BatchId id = accepted(batch(2));
    const LeasedJob first = begun();
    const LeasedJob second = begun();
    clock_.advance(9s);

    const JobEnding while_open = *complete(first);
    const JobEnding last = *complete(second);

    EXPECT_TRUE(while_open.advanced);
    EXPECT_EQ(while_open.batch, BatchState::running);
    EXPECT_EQ(last.batch, BatchState::completed);
    const GenerationBatch ended = stored(id);
    EXPECT_EQ(ended.state, BatchState::completed);
    EXPECT_EQ(ended.quota, QuotaState::consumed);
    EXPECT_EQ(ended.finished_at, kNoon + 9s);
    ASSERT_THAT(ended.images, SizeIs(2));
    EXPECT_EQ(ended.images[0].index, 0);
    EXPECT_EQ(ended.images[1].index, 1);
}

TEST_P(JobQueueContract, KeepsAnImageOnceHoweverOftenItIsCompleted) {
    const BatchId id = accepted(batch());
    const LeasedJob job = begun();

    const JobEnding first = *complete(job);
    const JobEnding again = *complete(job);

    EXPECT_TRUE(first.advanced);
    EXPECT_FALSE(again.advanced);
    EXPECT_THAT(stored(id).images, SizeIs(1));
    EXPECT_EQ(run_(loras().find(lora_.id))->image_count, 1);
    EXPECT_EQ(stored(id).finished_event, first.batch_event);
}

TEST_P(JobQueueContract, CompletesNoJobWhoseRequestIdIsNotStored) {
    accepted(batch());
    const LeasedJob job = leased();

    const JobEnding ending = *complete(job);

    EXPECT_FALSE(ending.advanced);
    EXPECT_EQ(state_of(job), JobState::submitting);
    EXPECT_THAT(stored(job.batch).images, IsEmpty());
}

TEST_P(JobQueueContract, CountsTheImagesOfTheLora) {
    accepted(batch(3));
    complete(begun()).value();
    fail(begun()).value();
    complete(begun()).value();

    EXPECT_EQ(run_(loras().find(lora_.id))->image_count, 2);
}

TEST_P(JobQueueContract, EndsAJobWithTheReasonOfItsFailure) {
    const BatchId id = accepted(batch(2));
    const LeasedJob job = begun();
    const GenerationFailure failure{ErrorCode::unprocessable, R"("No" 'way'; -- 🎃)"};

    ASSERT_TRUE(run_(queue().fail(job.id, JobState::blocked, failure, clock_.now()))->advanced);

    const GenerationJob ended = stored(id).jobs.at(static_cast<std::size_t>(job.index));
    EXPECT_EQ(ended.state, JobState::blocked);
    EXPECT_EQ(ended.failure.value().code, ErrorCode::unprocessable);
    EXPECT_EQ(ended.failure.value().message, failure.message);
}

TEST_P(JobQueueContract, FailsABatchWithTheFailureOfItsFirstJobThatFailed) {
    const BatchId id = accepted(batch(2));
    std::map<int, LeasedJob> jobs;
    for (int i = 0; i < 2; ++i) {
        LeasedJob job = begun();
        jobs.emplace(job.index, std::move(job));
    }
    ASSERT_TRUE(run_(queue().fail(
        jobs.at(1).id, JobState::blocked, {ErrorCode::unprocessable, "second"}, clock_.now()
    )));

    const JobEnding last = *run_(queue().fail(
        jobs.at(0).id, JobState::failed, {ErrorCode::deadline_exceeded, "first"}, clock_.now()
    ));

    EXPECT_EQ(last.batch, BatchState::failed);
    EXPECT_EQ(last.failure.value().code, ErrorCode::deadline_exceeded);
    EXPECT_EQ(last.failure.value().message, "first");
    EXPECT_EQ(stored(id).state, BatchState::failed);
    EXPECT_EQ(stored(id).failure.value().message, "first");
    EXPECT_EQ(stored(id).quota, QuotaState::returned);
}

TEST_P(JobQueueContract, CompletesABatchOfWhichOneImageWasKept) {
    const BatchId id = accepted(batch(2));
    fail(begun()).value();

    const JobEnding last = *complete(begun());

    EXPECT_EQ(last.batch, BatchState::completed);
    EXPECT_FALSE(last.failure);
    EXPECT_FALSE(stored(id).failure);
    EXPECT_EQ(stored(id).quota, QuotaState::consumed);
}

TEST_P(JobQueueContract, NeverSettlesTheUnitOfTheExempt) {
    NewBatch exempt = batch();
    exempt.exempt = true;
    exempt.batch.quota = QuotaState::exempt;
    const BatchId id = accepted(std::move(exempt));

    complete(begun()).value();

    EXPECT_EQ(stored(id).quota, QuotaState::exempt);
}

TEST_P(JobQueueContract, EndsNoJobTwice) {
    accepted(batch(2));
    const LeasedJob job = begun();
    ASSERT_TRUE(fail(job)->advanced);

    EXPECT_FALSE(fail(job, JobState::blocked)->advanced);
    EXPECT_FALSE(complete(job)->advanced);
    EXPECT_EQ(state_of(job), JobState::failed);
}

TEST_P(JobQueueContract, TellsHowAJobStandsThatItDidNotAdvance) {
    accepted(batch(1));
    const LeasedJob completed = begun();
    complete(completed).value();
    accepted(batch(1));
    const LeasedJob cancelled = begun();
    ASSERT_TRUE(run_(queue().cancel(cancelled.batch, clock_.now())));

    EXPECT_EQ(complete(completed)->job, JobState::completed);
    EXPECT_EQ(complete(cancelled)->job, JobState::cancelled);
}

TEST_P(JobQueueContract, ChangesNothingForAJobThatIsNotThere) {
    accepted(batch());
    LeasedJob job = begun();
    job.id = random_.id<JobId>(kNoon);
    job.image = random_.id<ImageId>(kNoon);

    EXPECT_FALSE(*run_(queue().submitted(job.id, "request")));
    EXPECT_FALSE(complete(job)->advanced);
    EXPECT_FALSE(fail(job)->advanced);
    EXPECT_FALSE(run_(images().find(job.image)));
}

TEST_P(JobQueueContract, LeasesAnEndedJobNeverAgain) {
    accepted(batch(2));
    complete(begun()).value();
    fail(begun()).value();
    ASSERT_TRUE(run_(queue().release_leases(std::nullopt)));
    clock_.advance(1h);

    EXPECT_EQ(lease(), std::nullopt);
}

TEST_P(JobQueueContract, CancelsEveryOpenJobAndNamesThoseInARunnersHands) {
    const BatchId id = accepted(batch(4));
    complete(begun()).value();
    const LeasedJob submitting = leased();
    const LeasedJob running = begun();
    clock_.advance(3s);

    const Cancelling cancelling = *run_(queue().cancel(id, clock_.now()));

    EXPECT_THAT(cancelling.begun, UnorderedElementsAre(submitting.id, running.id));
    EXPECT_EQ(cancelling.batch, BatchState::cancelled);
    EXPECT_EQ(cancelling.batch_event, 4);
    const GenerationBatch ended = stored(id);
    EXPECT_EQ(ended.state, BatchState::cancelled);
    EXPECT_EQ(ended.finished_at, kNoon + 3s);
    EXPECT_EQ(ended.finished_event, 4);
    EXPECT_THAT(ended.images, SizeIs(1));
    EXPECT_EQ(*run_(queue().waiting()), 0);
}

TEST_P(JobQueueContract, TellsARunnerThatItsJobWasCancelledBeforeTheRequestIdCame) {
    const BatchId id = accepted(batch());
    const LeasedJob job = leased();
    ASSERT_TRUE(run_(queue().cancel(id, clock_.now())));

    EXPECT_FALSE(*run_(queue().submitted(job.id, "request")));
    EXPECT_EQ(state_of(job), JobState::cancelled);
}

TEST_P(JobQueueContract, KeepsNoImageOfACancelledJob) {
    const BatchId id = accepted(batch());
    const LeasedJob job = begun();
    ASSERT_TRUE(run_(queue().cancel(id, clock_.now())));

    EXPECT_FALSE(complete(job)->advanced);
    EXPECT_THAT(stored(id).images, IsEmpty());
    EXPECT_EQ(run_(loras().find(lora_.id))->image_count, 0);
}

TEST_P(JobQueueContract, CancelsABatchOnce) {
    const BatchId cancelled = accepted(batch());
    ASSERT_TRUE(run_(queue().cancel(cancelled, clock_.now())));
    const BatchId completed = accepted(batch());
    complete(begun()).value();

    for (const BatchId& id : {cancelled, completed}) {
        const GenerationBatch before = stored(id);

        EXPECT_EQ(code_of(run_(queue().cancel(id, clock_.now()))), ErrorCode::conflict);
        EXPECT_EQ(stored(id).state, before.state);
        EXPECT_EQ(stored(id).finished_event, before.finished_event);
    }
}

TEST_P(JobQueueContract, CountsOnlyJobsThatNobodyHasTaken) {
    accepted(batch(3));
    accepted(batch(2, 2));
    leased();
    begun();

    EXPECT_EQ(*run_(queue().waiting()), 3);
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    JobQueueContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
