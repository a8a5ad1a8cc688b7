#pragma once

#include "base/task.hpp"
#include "core/generation.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/usage_repository.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace likeness {

/// How long an image takes here and what it costs, learned from the images made last. Knows nothing
/// of an engine before it has made three. Used on the I/O thread.
class ExpectedTimes {
public:
    using Seconds = std::chrono::duration<double>;

    explicit ExpectedTimes(UsageRepository& usage);

    /// Looks at the runs again if that was more than some seconds ago. What is known stays when the
    /// database does not answer.
    asio::awaitable<void> refresh();

    void learn(std::vector<PastRun> runs) { runs_ = std::move(runs); }

    /// One image: the median of runs of about this size and as many steps, else of all runs of the
    /// engine in proportion to their work.
    std::optional<Seconds> of_image(std::string_view engine, ImageSize size, int steps) const;
    /// What is left of an open batch: with `ahead` images of others before it on an engine that
    /// makes `at_once` at a time. At least a second.
    std::optional<Seconds>
    of_batch(const GenerationBatch& batch, int ahead, int at_once, Timestamp now) const;
    /// The median price of one image, in millionths of a dollar: of about this size, else of any.
    std::optional<std::int64_t> price_of_image(std::string_view engine, ImageSize size) const;

private:
    UsageRepository& usage_;
    std::vector<PastRun> runs_;  // newest first
    std::chrono::steady_clock::time_point look_again_at_;
};

}  // namespace likeness
