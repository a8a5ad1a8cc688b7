#include "testing/batch_story.hpp"

#include <chrono>
#include <utility>

namespace likeness::test {

using namespace std::chrono_literals;

void BatchStory::begin_another() {
    accepted_ = samples_.batch(lora_, sample_wallet(1), 3);
    run_.value(database_.ledger().accept(accepted_));
    step_ = 0;
}

void BatchStory::take(int steps) {
    for (int i = 0; i < steps; ++i) {
        run_.value(step());
    }
}

Task<void> BatchStory::step() {
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

Task<void> BatchStory::lease_all() {
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

Task<void> BatchStory::complete_one() {
    const LeasedJob job = jobs_.back();
    jobs_.pop_back();
    const GeneratedImage image = Samples::image(job, clock_.now());
    LIKENESS_CO_TRY(const JobEnding ending, co_await database_.queue().complete(job.id, image));
    publish({ending.event, JobImage{image}});
    co_return Result<void>{};
}

Task<void> BatchStory::fail_one() {
    const LeasedJob job = jobs_.back();
    jobs_.pop_back();
    const GenerationFailure failure{ErrorCode::upstream_failed, "It broke."};
    LIKENESS_CO_TRY(
        const JobEnding ending,
        co_await database_.queue().fail(job.id, JobState::failed, failure, clock_.now())
    );
    publish({ending.event, JobFailed{job.index, JobState::failed, failure}});
    publish({ending.batch_event, BatchEnded{ending.batch, ending.failure}});
    co_return Result<void>{};
}

void BatchStory::publish(const GenerationEvent& event) {
    if (is_published_) {
        events_.publish(id(), event);
    }
}

std::optional<StampedEvent> BatchStory::next(BatchStream& stream) {
    return run_.value(stream.next(1ms));
}

std::vector<std::string> BatchStory::told(BatchStream& stream) {
    std::vector<std::string> ids;
    while (const std::optional<StampedEvent> event = next(stream)) {
        ids.push_back(event->id);
    }
    return ids;
}

std::vector<std::string> BatchStory::ids_after(std::int64_t number) {
    std::vector<std::string> ids;
    for (std::int64_t next = number + 1; next <= kLastEvent; ++next) {
        ids.push_back(std::to_string(next));
    }
    return ids;
}

}  // namespace likeness::test
