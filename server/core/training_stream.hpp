#pragma once

#include "core/ports/training_repository.hpp"
#include "core/training_events.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace likeness {

/// An event with the id that a client sends back to go on after it, as those of BatchStream.
struct StampedTrainingEvent {
    std::string id;
    TrainingEvent event;
};

/// The events of one training for one client, from any point on and across restarts and processes:
/// what the row tells, looked at whenever the bell rings and every second. Neither misses nor
/// repeats a durable event.
class TrainingStream {
public:
    TrainingStream(TrainingLedger& ledger, TrainingBell& bell, LoraId training, std::int64_t after);

    /// The next event; nothing when `limit` passed without one, and nothing for ever once ended()
    /// is true. Errors are those of the ledger.
    Task<std::optional<StampedTrainingEvent>> next(std::chrono::milliseconds limit);

    bool ended() const { return ended_; }

private:
    Task<void> look();
    void accept(TrainingEvent event);
    void accept_progress(TrainingEvent event);

    TrainingLedger& ledger_;
    TrainingBell& bell_;
    LoraId training_;
    std::int64_t last_;
    std::int64_t passing_ = 0;
    std::optional<TrainingEvent> progress_ = {};  // the last one told
    bool is_over_ = false;                        // the last event has been seen, told or not
    bool ended_ = false;
    std::deque<StampedTrainingEvent> ready_;
};

}  // namespace likeness
