#pragma once

#include "core/generation_events.hpp"
#include "core/keep_image.hpp"
#include "core/ports/clock.hpp"
#include "core/runner_state.hpp"

#include <cstdint>
#include <optional>

namespace likeness {

/// Ends jobs: with an image that is kept, or without. A result is not dropped because a disk is
/// full or a database locked. Used on the I/O thread, as a part of GenerationRunner.
class ImageEndings {
public:
    ImageEndings(
        RunnerState& state,
        JobQueue& queue,
        KeepImage& keep_image,
        GenerationEvents& events,
        const Clock& clock
    )
        : state_(state),
          queue_(queue),
          keep_image_(keep_image),
          events_(events),
          clock_(clock) {}

    /// Stores the image, or gives up when that cannot be done.
    asio::awaitable<void> keep(JobInHand& held, EngineImage image);
    /// Nothing is written for a job that was cancelled or is handed back.
    asio::awaitable<void> give_up(JobInHand& held, Error error);

private:
    Task<JobEnding> stored(JobInHand& held, EngineImage image);
    asio::awaitable<void> discard(const JobInHand& held);
    Task<FinishedImage> finish(const LeasedJob& job, Bytes bytes);
    Task<JobEnding> store(
        const LeasedJob& job,
        const FinishedImage& finished,
        std::optional<std::int64_t> price_microdollars
    );
    void announce(const LeasedJob& job, const JobEnding& ending, GenerationEvent event);

    RunnerState& state_;
    JobQueue& queue_;
    KeepImage& keep_image_;
    GenerationEvents& events_;
    const Clock& clock_;
};

}  // namespace likeness
