#pragma once

#include "base/histogram.hpp"
#include "base/log.hpp"
#include "base/result.hpp"
#include "base/signal.hpp"
#include "core/ports/generation_repository.hpp"
#include "core/ports/image_engine.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

namespace likeness {

struct GenerationCounts {
    std::int64_t completed = 0;
    std::int64_t failed = 0;
    std::int64_t blocked = 0;
    std::int64_t unaccounted =
        0;  // orders whose fate nobody knows: they may have been paid for and lost
    DurationHistogram keep_durations;  // from the engine's result to the event that shows it
};

/// A job that this process has leased and is at work on.
struct JobInHand {
    LeasedJob job;
    ImageEngine& engine;
    std::chrono::steady_clock::time_point deadline;
    std::string request_id = {};  // the engine's name for it; empty until the engine has it
    bool cancelled = false;       // by its owner: nothing is to be written any more
    bool late = false;
    std::optional<OutputFormat> storing = {};  // some of the image may be in the store
};

/// What the parts of one generation runner share: whether it is coming to its end, the signal that
/// something has changed, and the waits of jobs, which end when there is nothing left to wait for.
/// Used on the I/O thread.
struct RunnerState {
    Signal changed;
    std::chrono::milliseconds first_retry;  // doubles with each, up to half a minute
    std::chrono::milliseconds keep_trying;  // how long a result waits for what is out of order
    bool stopping = false;                  // takes no more jobs
    bool handing_back = false;              // lets go of those that it has
    GenerationCounts counts = {};

    /// Its owner does not want it any more, or the process ends. What was certainly not handed to a
    /// paid engine ends with the process, because the next one could not tell.
    bool lets_go(const JobInHand& held) const;
    /// Before the attempt after `attempt`, of which the first is 0; never shorter than `at_least`.
    asio::awaitable<void> pause(
        const JobInHand& held,
        int attempt,
        std::chrono::milliseconds at_least = std::chrono::milliseconds::zero()
    );
    /// Tries until it succeeds, or cannot, or the time for it is over.
    template <class Attempt>
    std::invoke_result_t<Attempt&> insist(const JobInHand& held, Attempt attempt);
};

/// Disks are emptied, locks released, rights given.
inline bool may_pass(const Error& error) {
    return error.code == ErrorCode::unavailable || error.code == ErrorCode::permission_denied;
}

template <class Attempt>
std::invoke_result_t<Attempt&> RunnerState::insist(const JobInHand& held, Attempt attempt) {
    const auto give_up_at = std::chrono::steady_clock::now() + keep_trying;
    for (int attempts = 0;; ++attempts) {
        auto result = co_await attempt();
        const bool may_try_again = !result && may_pass(result.error()) && !lets_go(held) &&
                                   std::chrono::steady_clock::now() < give_up_at;
        if (!may_try_again) {
            co_return result;
        }
        log::warning(
            "a finished image waits to be stored",
            {{"job", held.job.id.text()},
             {"reason", result.error().message},
             {"detail", result.error().detail}}
        );
        co_await pause(held, attempts);
    }
}

}  // namespace likeness
