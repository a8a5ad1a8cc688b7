#pragma once

#include "base/task.hpp"
#include "core/accounting.hpp"
#include "core/usage.hpp"

#include <optional>
#include <vector>

namespace likeness {

/// What was done here, by whom and what it cost. Sums come from counters, in milliseconds however
/// many images there are.
class UsageRepository {
public:
    UsageRepository() = default;
    UsageRepository(const UsageRepository&) = delete;
    UsageRepository& operator=(const UsageRepository&) = delete;
    virtual ~UsageRepository() = default;

    virtual Task<UsagePage> usage(Days days, std::optional<UsageCursor> after, int limit) = 0;
    /// Of all time: what was submitted as it was counted when it was accepted, the rest as it was
    /// counted when it ended.
    virtual Task<Accounting> accounting() = 0;
    /// Engines without open images are left out.
    virtual Task<std::vector<QueueLength>> queue() = 0;
    /// Those ordered in these days, by state.
    virtual Task<std::vector<TrainingCount>> trainings(Days days) = 0;
    /// Of the images accepted last that were kept, newest first.
    virtual Task<std::vector<PastRun>> past_runs(int limit) = 0;
};

}  // namespace likeness
