#pragma once

#include "base/task.hpp"
#include "core/generation_events.hpp"
#include "core/ports/generation_repository.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace likeness {

/// An event with the id that a client sends back to go on after it: "3", or "3.17" for what passes.
struct StampedEvent {
    std::string id;
    GenerationEvent event;
};

/// The durable number in an event id that a client sent back; nothing for text that is no such id.
std::optional<std::int64_t> durable_number(std::string_view id);

/// The events of one batch for one client, from any point on and across restarts of the server:
/// first what the rows tell, then what happens. Neither misses nor repeats a durable event.
class BatchStream {
public:
    BatchStream(
        GenerationLedger& ledger,
        GenerationEvents& events,
        BatchId batch,
        std::int64_t after
    );

    /// The next event; nothing when `limit` passed without one (a good moment for a sign of life),
    /// and nothing for ever once ended() is true. Errors are those of the ledger.
    Task<std::optional<StampedEvent>> next(std::chrono::milliseconds limit);

    bool ended() const { return ended_; }

private:
    Task<void> read_rows();
    Task<void> wait_and_look(std::chrono::milliseconds limit);
    std::chrono::milliseconds until_next_look() const;
    Task<void> wait(std::chrono::milliseconds limit);
    Task<void> look_at_queue();
    void accept(GenerationEvent event);

    GenerationLedger& ledger_;
    GenerationEvents& events_;
    BatchId batch_;
    GenerationEvents::Watch watch_;
    std::int64_t last_;
    std::int64_t passing_ = 0;
    bool has_read_rows_ = false;
    std::chrono::steady_clock::time_point look_again_at_{};  // while other processes work too
    bool is_queued_ = false;
    int position_ = 0;
    bool is_over_ = false;  // the last event has come, told or not
    bool ended_ = false;
    std::deque<StampedEvent> ready_;
};

}  // namespace likeness
