#pragma once

#include "testing/repositories.hpp"
#include "testing/run_task.hpp"

#include <vector>

namespace likeness::test {

/// Accepts the batch at `now` and keeps an image for each of its jobs, created at these times;
/// returns them by index. Nothing else may wait for the engine "fake".
std::vector<GeneratedImage> keep_images(
    TaskRunner& run,
    Repositories& rows,
    Timestamp now,
    NewBatch batch,
    const std::vector<Timestamp>& times
);

}  // namespace likeness::test
