#pragma once

#include "core/generation_events.hpp"
#include "core/runner_state.hpp"

#include <string>

namespace likeness {

/// Orders the images of jobs from their engines and waits for them. What may already have been paid
/// for is never ordered again. Used on the I/O thread, as a part of GenerationRunner.
class ImageOrders {
public:
    ImageOrders(RunnerState& state, JobQueue& queue, GenerationEvents& events)
        : state_(state),
          queue_(queue),
          events_(events) {}

    /// The engine's image: of the request that an earlier process made, or of a new one. Errors:
    /// unprocessable when the engine refuses to make it; upstream_failed; deadline_exceeded;
    /// unavailable.
    Task<EngineImage> obtain(JobInHand& held);

private:
    Task<std::string> hand_over(JobInHand& held);
    Task<std::string> submit(JobInHand& held);
    Task<std::string> await_report(JobInHand& held, Error otherwise);
    Task<void> note_request(JobInHand& held);

    RunnerState& state_;
    JobQueue& queue_;
    GenerationEvents& events_;
};

}  // namespace likeness
