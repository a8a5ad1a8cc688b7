#pragma once

#include "base/task_group.hpp"
#include "core/engines.hpp"
#include "core/generation_events.hpp"
#include "core/image_endings.hpp"
#include "core/image_orders.hpp"
#include "core/ports/clock.hpp"
#include "core/runner_state.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace likeness {

/// Makes the images that were asked for: one runner a process, one coroutine a job. It leases open
/// jobs from the database, hands them to their engine, keeps the results and tells whoever watches.
/// What it was doing when the process died, the next one carries on. Used on the I/O thread.
class GenerationRunner {
public:
    struct Options {
        std::string owner;  // names this process in leases
        std::chrono::milliseconds lease{60'000};
        std::chrono::milliseconds poll{1'000};  // how long a job of another process may stay unseen
        std::chrono::milliseconds keep_trying{
            15 * 60'000};  // how long a result waits for a store or database that is out of order
        std::chrono::milliseconds first_retry{250};  // doubles with each, up to half a minute
        std::chrono::milliseconds look_after{500};   // how often leases and deadlines are looked at
        std::chrono::milliseconds hand_back{5'000};  // for jobs to let go, when drain() is over

        Options() = default;
    };

    GenerationRunner(
        asio::any_io_executor executor,
        JobQueue& queue,
        Engines& engines,
        KeepImage& keep_image,
        GenerationEvents& events,
        const Clock& clock,
        Options options
    );
    ~GenerationRunner();

    void start();
    /// There may be new jobs.
    void wake();
    /// The job was cancelled by its owner: lets the engine go.
    void stop(const JobId& job);
    /// The same for jobs in the hands of this process alone; false when it has no such job.
    bool stop_here(const JobId& job);

    /// Takes the jobs to be stopped that this process does not have: another one may.
    using StopRelay = std::function<void(const JobId&)>;

    void relay_stops_to(StopRelay relay) { stop_relay_ = std::move(relay); }

    /// Takes no more jobs, lets those that run end within `limit`, hands the rest back.
    asio::awaitable<void> drain(std::chrono::milliseconds limit);

    /// Jobs that no runner has taken; at most two seconds old.
    std::int64_t waiting() const { return waiting_; }

    std::size_t running() const { return active_.size(); }

    const GenerationCounts& counts() const { return state_.counts; }

private:
    struct Desk;  // one engine and its free places

    asio::awaitable<void> serve(Desk& desk);
    asio::awaitable<bool> take_one(Desk& desk);
    asio::awaitable<void> work(Desk& desk, LeasedJob job);
    asio::awaitable<void> carry_out(JobInHand& held);
    asio::awaitable<void> make(JobInHand& held);
    asio::awaitable<void> watch_over();
    void stop_late_jobs();

    TaskGroup tasks_;
    RunnerState state_;
    JobQueue& queue_;
    Engines& engines_;
    GenerationEvents& events_;
    const Clock& clock_;
    Options options_;
    ImageOrders orders_;
    ImageEndings endings_;
    std::vector<std::unique_ptr<Desk>> desks_;
    std::map<std::string, JobInHand*, std::less<>> active_;  // by job id
    StopRelay stop_relay_;
    std::uint64_t wakes_ = 0;
    std::int64_t waiting_ = 0;
};

}  // namespace likeness
