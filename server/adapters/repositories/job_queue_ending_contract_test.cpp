#include "adapters/repositories/testing_job_queue.hpp"
#include "testing/code_of.hpp"

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

class JobQueueEndingContract : public JobQueueContract {};

TEST_P(JobQueueEndingContract, NumbersTheEventsOfABatchInTheOrderInWhichTheyHappen) {
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

TEST_P(JobQueueEndingContract, GivesNoEventNumberTwiceWhenJobsEndAtTheSameTime) {
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

TEST_P(JobQueueEndingContract, KeepsTheImageAndSettlesTheBatchWithItsLastJob) {
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

TEST_P(JobQueueEndingContract, KeepsAnImageOnceHoweverOftenItIsCompleted) {
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

TEST_P(JobQueueEndingContract, CompletesNoJobWhoseRequestIdIsNotStored) {
    accepted(batch());
    const LeasedJob job = leased();

    const JobEnding ending = *complete(job);

    EXPECT_FALSE(ending.advanced);
    EXPECT_EQ(state_of(job), JobState::submitting);
    EXPECT_THAT(stored(job.batch).images, IsEmpty());
}

TEST_P(JobQueueEndingContract, CountsTheImagesOfTheLora) {
    accepted(batch(3));
    complete(begun()).value();
    fail(begun()).value();
    complete(begun()).value();

    EXPECT_EQ(run_(loras().find(lora_.id))->image_count, 2);
}

TEST_P(JobQueueEndingContract, EndsAJobWithTheReasonOfItsFailure) {
    const BatchId id = accepted(batch(2));
    const LeasedJob job = begun();
    const GenerationFailure failure{ErrorCode::unprocessable, R"("No" 'way'; -- 🎃)"};

    ASSERT_TRUE(run_(queue().fail(job.id, JobState::blocked, failure, clock_.now()))->advanced);

    const GenerationJob ended = stored(id).jobs.at(static_cast<std::size_t>(job.index));
    EXPECT_EQ(ended.state, JobState::blocked);
    EXPECT_EQ(ended.failure.value().code, ErrorCode::unprocessable);
    EXPECT_EQ(ended.failure.value().message, failure.message);
}

TEST_P(JobQueueEndingContract, FailsABatchWithTheFailureOfItsFirstJobThatFailed) {
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

TEST_P(JobQueueEndingContract, CompletesABatchOfWhichOneImageWasKept) {
    const BatchId id = accepted(batch(2));
    fail(begun()).value();

    const JobEnding last = *complete(begun());

    EXPECT_EQ(last.batch, BatchState::completed);
    EXPECT_FALSE(last.failure);
    EXPECT_FALSE(stored(id).failure);
    EXPECT_EQ(stored(id).quota, QuotaState::consumed);
}

TEST_P(JobQueueEndingContract, NeverSettlesTheUnitOfTheExempt) {
    NewBatch exempt = batch();
    exempt.exempt = true;
    exempt.batch.quota = QuotaState::exempt;
    const BatchId id = accepted(std::move(exempt));

    complete(begun()).value();

    EXPECT_EQ(stored(id).quota, QuotaState::exempt);
}

TEST_P(JobQueueEndingContract, EndsNoJobTwice) {
    accepted(batch(2));
    const LeasedJob job = begun();
    ASSERT_TRUE(fail(job)->advanced);

    EXPECT_FALSE(fail(job, JobState::blocked)->advanced);
    EXPECT_FALSE(complete(job)->advanced);
    EXPECT_EQ(state_of(job), JobState::failed);
}

TEST_P(JobQueueEndingContract, TellsHowAJobStandsThatItDidNotAdvance) {
    accepted(batch(1));
    const LeasedJob completed = begun();
    complete(completed).value();
    accepted(batch(1));
    const LeasedJob cancelled = begun();
    ASSERT_TRUE(run_(queue().cancel(cancelled.batch, clock_.now())));

    EXPECT_EQ(complete(completed)->job, JobState::completed);
    EXPECT_EQ(complete(cancelled)->job, JobState::cancelled);
}

TEST_P(JobQueueEndingContract, ChangesNothingForAJobThatIsNotThere) {
    accepted(batch());
    LeasedJob job = begun();
    job.id = random_.id<JobId>(kNoon);
    job.image = random_.id<ImageId>(kNoon);

    EXPECT_FALSE(*run_(queue().submitted(job.id, "request")));
    EXPECT_FALSE(complete(job)->advanced);
    EXPECT_FALSE(fail(job)->advanced);
    EXPECT_FALSE(run_(images().find(job.image)));
}

TEST_P(JobQueueEndingContract, CancelsEveryOpenJobAndNamesThoseInARunnersHands) {
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

TEST_P(JobQueueEndingContract, TellsARunnerThatItsJobWasCancelledBeforeTheRequestIdCame) {
    const BatchId id = accepted(batch());
    const LeasedJob job = leased();
    ASSERT_TRUE(run_(queue().cancel(id, clock_.now())));

    EXPECT_FALSE(*run_(queue().submitted(job.id, "request")));
    EXPECT_EQ(state_of(job), JobState::cancelled);
}

TEST_P(JobQueueEndingContract, KeepsNoImageOfACancelledJob) {
    const BatchId id = accepted(batch());
    const LeasedJob job = begun();
    ASSERT_TRUE(run_(queue().cancel(id, clock_.now())));

    EXPECT_FALSE(complete(job)->advanced);
    EXPECT_THAT(stored(id).images, IsEmpty());
    EXPECT_EQ(run_(loras().find(lora_.id))->image_count, 0);
}

TEST_P(JobQueueEndingContract, CancelsABatchOnce) {
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

TEST_P(JobQueueEndingContract, KeepsWhatAnEngineReportsOfAnOpenJob) {
    accepted(batch(2));
    const LeasedJob first = lease().value();
    const LeasedJob second = lease().value();

    EXPECT_EQ(*run_(queue().reported_request(first.id)), std::nullopt);
    EXPECT_TRUE(*run_(queue().report(first.id, "request-7")));
    EXPECT_EQ(*run_(queue().reported_request(first.id)), "request-7");
    EXPECT_EQ(*run_(queue().reported_request(second.id)), std::nullopt);
}

TEST_P(JobQueueEndingContract, NeedsNoReportOfAJobWhoseRequestIsKnownOrThatHasEnded) {
    accepted(batch(2));
    const LeasedJob ordered = lease().value();
    ASSERT_TRUE(*run_(queue().submitted(ordered.id, "request-1")));
    const LeasedJob ended = lease().value();
    ASSERT_TRUE(fail(ended));

    EXPECT_FALSE(*run_(queue().report(ordered.id, "request-7")));
    EXPECT_FALSE(*run_(queue().report(ended.id, "request-8")));
    EXPECT_EQ(*run_(queue().reported_request(ordered.id)), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    JobQueueEndingContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
