#pragma once

#include "testing/repository_contract.hpp"

#include <optional>
#include <string>
#include <utility>

namespace likeness::test {

/// What the contract suites of the job queue share: one LoRA and short words for what they do.
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

}  // namespace likeness::test
