#pragma once

#include "base/signal.hpp"
#include "core/training.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace likeness {

/// Something that happened to a training. `number` counts what is durable and can be told again
/// after any break, from 1; it is 0 for progress, which passes.
struct TrainingEvent {
    std::int64_t number = 0;
    TrainingState state = TrainingState::queued;  // as it stands with this event
    bool is_progress = false;
    std::optional<int> position = {};  // orders ahead, ours or the trainer's, while it waits
    int steps_done = 0;
    int steps = 0;
    std::optional<GenerationFailure> failure = {};

    bool is_last() const { return number > 0 && is_final(state); }

    /// "queued", "running", "progress", "completed", "failed" or "cancelled".
    std::string_view type() const { return is_progress ? "progress" : to_text(state); }
};

/// All durable events of a training as its row tells them, in order.
std::vector<TrainingEvent> events_of(const Training& training, int ahead);
/// How it stands between them.
TrainingEvent progress_of(const Training& training, int ahead);

/// Rings when something may have happened to some training of this process. Watchers then look at
/// the row, which knows all; they look now and then without it too, because other processes ring
/// bells of their own.
class TrainingBell {
public:
    explicit TrainingBell(boost::asio::any_io_executor executor) : signal_(std::move(executor)) {}

    void ring() { signal_.notify_all(); }

    boost::asio::awaitable<bool> wait(std::chrono::milliseconds limit) {
        return signal_.wait(limit);
    }

    /// The process is going away: no watch waits any more.
    void close() {
        is_closed_ = true;
        ring();
    }

    bool is_closed() const { return is_closed_; }

private:
    Signal signal_;
    bool is_closed_ = false;
};

}  // namespace likeness
