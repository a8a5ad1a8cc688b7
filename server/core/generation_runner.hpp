#pragma once

#include "base/histogram.hpp"
#include "base/signal.hpp"
#include "base/task_group.hpp"
#include "core/engines.hpp"
#include "core/generation_events.hpp"
#include "core/keep_image.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/generation_repository.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
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

    struct Counts {
        std::int64_t completed = 0;
        std::int64_t failed = 0;
        std::int64_t blocked = 0;
        std::int64_t unaccounted =
            0;  // orders whose fate nobody knows: they may have been paid for and lost
        DurationHistogram keep_durations;  // from the engine's result to the event that shows it
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

    const Counts& counts() const { return counts_; }

private:
    struct Desk;    // one engine and its free places
    struct Active;  // one job in hand

    asio::awaitable<void> serve(Desk& desk);
    asio::awaitable<bool> take_one(Desk& desk);
    asio::awaitable<void> work(Desk& desk, LeasedJob job);
    asio::awaitable<void> carry_out(Active& active);
    asio::awaitable<void> make(ImageEngine& engine, Active& active);
    Task<std::string> hand_over(ImageEngine& engine, Active& active);
    Task<std::string> submit(ImageEngine& engine, Active& active);
    Task<std::string> await_report(ImageEngine& engine, Active& active, Error otherwise);
    Task<void> note_request(ImageEngine& engine, Active& active);
    Task<EngineImage> obtain(ImageEngine& engine, Active& active);
    Task<JobEnding> keep(Active& active, EngineImage image);
    asio::awaitable<void> discard(const Active& active);
    Task<FinishedImage> finish(const LeasedJob& job, Bytes bytes);
    Task<JobEnding> store(
        const LeasedJob& job,
        const FinishedImage& finished,
        std::optional<std::int64_t> price_microdollars
    );
    template <class Attempt>
    std::invoke_result_t<Attempt&> insist(Active& active, Attempt attempt);
    bool lets_go(const Active& active) const;
    asio::awaitable<void> pause(const Active& active, int attempt);
    asio::awaitable<void> pause_for(const Active& active, std::chrono::milliseconds duration);
    asio::awaitable<void> give_up(Active& active, Error error);
    asio::awaitable<void> watch_over();
    void stop_late_jobs();
    void announce(const LeasedJob& job, const JobEnding& ending, GenerationEvent event);

    TaskGroup tasks_;
    Signal changed_;
    JobQueue& queue_;
    Engines& engines_;
    KeepImage& keep_image_;
    GenerationEvents& events_;
    const Clock& clock_;
    Options options_;
    std::vector<std::unique_ptr<Desk>> desks_;
    std::map<std::string, Active*, std::less<>> active_;  // by job id
    StopRelay stop_relay_;
    std::uint64_t wakes_ = 0;
    std::int64_t waiting_ = 0;
    bool stopping_ = false;
    bool handing_back_ = false;
    Counts counts_;
};

}  // namespace likeness
