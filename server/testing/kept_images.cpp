#include "testing/kept_images.hpp"

#include "testing/samples.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace likeness::test {

std::vector<GeneratedImage> keep_images(
    TaskRunner& run,
    Repositories& rows,
    Timestamp now,
    NewBatch batch,
    const std::vector<Timestamp>& times
) {
    run.value(rows.ledger().accept(std::move(batch)));
    // All at once, because they then share a few commits.
    std::vector<Task<std::optional<LeasedJob>>> leases;
    for (std::size_t i = 0; i < times.size(); ++i) {
        LeaseRequest request{"fake", "keep_images", now, now + std::chrono::minutes{1}, ""};
        leases.push_back(rows.queue().lease(std::move(request)));
    }
    std::vector<GeneratedImage> images;
    std::vector<Task<bool>> submissions;
    std::vector<Task<JobEnding>> endings;
    for (Result<std::optional<LeasedJob>>& result : run.all(std::move(leases))) {
        const LeasedJob job = (*std::move(result)).value();
        images.push_back(Samples::image(job, times.at(static_cast<std::size_t>(job.index))));
        submissions.push_back(rows.queue().submitted(job.id, "request"));
        endings.push_back(rows.queue().complete(job.id, images.back()));
    }
    run.all(std::move(submissions));
    run.all(std::move(endings));
    std::sort(images.begin(), images.end(), [](const auto& a, const auto& b) {
        return a.index < b.index;
    });
    return images;
}

}  // namespace likeness::test
