#pragma once

#include "core/generation_events.hpp"
#include "core/generation_runner.hpp"
#include "core/ports/broadcast.hpp"

#include <chrono>
#include <map>
#include <string>
#include <string_view>

namespace likeness {

/// Tells the other processes on the same database what happens here, and what they tell to whom it
/// concerns here: watchers see steps and look at rows that changed, the runner looks for new jobs
/// and lets go of what was cancelled. On the I/O thread.
class Neighbours {
public:
    /// From now on what is published to `events` goes out too, and what `runner` has not in hand.
    /// All must outlive this.
    Neighbours(Broadcast& broadcast, GenerationEvents& events, GenerationRunner& runner);
    ~Neighbours();
    Neighbours(const Neighbours&) = delete;
    Neighbours& operator=(const Neighbours&) = delete;

    /// Listens until the broadcast is stopped.
    boost::asio::awaitable<void> run();

private:
    void tell(const BatchId& batch, const GenerationEvent& event);
    void tell_step(const BatchId& batch, const JobProgress& step);
    void forget_steps(const BatchId& batch);
    void hear(std::string_view message);

    Broadcast& broadcast_;
    GenerationEvents& events_;
    GenerationRunner& runner_;
    /// When each image's steps were last told, by batch and index.
    std::map<std::pair<std::string, int>, std::chrono::steady_clock::time_point> told_steps_;
};

}  // namespace likeness
