#pragma once

#include "base/signal.hpp"
#include "core/generation.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace likeness {

struct BatchQueued {
    int position = 0;  // jobs ahead
};

struct BatchRunning {};

struct JobProgress {
    int index = 0;
    int step = 0;
    int steps = 0;
};

struct JobImage {
    GeneratedImage image;
};

struct JobFailed {
    int index = 0;
    JobState state = JobState::failed;
    GenerationFailure failure;
};

struct BatchEnded {
    BatchState state = BatchState::completed;
    std::optional<GenerationFailure> failure = {};
};

/// Something that happened to a batch. `number` counts what is durable and can be told again after
/// any break, from 1; it is 0 for what passes: progress, a new place in the queue.
struct GenerationEvent {
    std::int64_t number = 0;
    std::variant<BatchQueued, BatchRunning, JobProgress, JobImage, JobFailed, BatchEnded> what;

    bool is_durable() const { return number > 0; }

    bool is_last() const { return std::holds_alternative<BatchEnded>(what); }
};

/// All durable events of a batch as its rows tell them, in order.
std::vector<GenerationEvent> events_of(const GenerationBatch& batch, int jobs_ahead);

/// Carries events from the runner to whoever watches, on the I/O thread. Watching is cheap: 5,000
/// streams may be open.
class GenerationEvents {
public:
    explicit GenerationEvents(boost::asio::any_io_executor executor);

    /// One watcher of one batch; sees what is published from its making on. Must not outlive the
    /// GenerationEvents.
    class Watch {
    public:
        Watch(GenerationEvents& events, BatchId batch);
        ~Watch();
        Watch(const Watch&) = delete;
        Watch& operator=(const Watch&) = delete;

        /// What has come since the last call; waits up to `limit` for something, then returns
        /// nothing.
        boost::asio::awaitable<std::vector<GenerationEvent>> next(std::chrono::milliseconds limit);
        /// Whether the batch's rows have something to tell since the last call: another process
        /// changed them.
        bool take_rows_changed();

    private:
        friend class GenerationEvents;
        void push(const GenerationEvent& event);
        void note_rows_changed();

        GenerationEvents& events_;
        BatchId batch_;
        Signal signal_;
        std::vector<GenerationEvent> waiting_;
        bool rows_changed_ = false;
    };

    /// For every watcher, of other processes too.
    void publish(const BatchId& batch, const GenerationEvent& event);
    /// For the watchers of this process.
    void deliver(const BatchId& batch, const GenerationEvent& event);
    /// Another process has changed the batch: its watchers here look at its rows.
    void rows_changed(const BatchId& batch);
    /// Another process may have changed any batch.
    void all_rows_changed();

    /// Hands all that is published here to other processes.
    using Relay = std::function<void(const BatchId&, const GenerationEvent&)>;

    void relay_to(Relay relay) { relay_ = std::move(relay); }

    /// Other processes work on the same batches: what they do may come late or not be told at all.
    bool is_shared() const { return relay_ != nullptr; }

    /// The process is going away: every watcher wakes, and no watch waits any more.
    void close();

    bool is_closed() const { return closed_; }

    std::size_t watchers() const { return watchers_.size(); }

private:
    boost::asio::any_io_executor executor_;
    std::multimap<std::string, Watch*, std::less<>> watchers_;
    Relay relay_;
    bool closed_ = false;
};

}  // namespace likeness
