#include "core/generation_runner.hpp"

#include "base/log.hpp"

#include <utility>

namespace likeness {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

}  // namespace

struct GenerationRunner::Desk {
    ImageEngine& engine;
    int busy = 0;
    std::string last_wallet = {};
};

GenerationRunner::GenerationRunner(
    asio::any_io_executor executor,
    JobQueue& queue,
    Engines& engines,
    KeepImage& keep_image,
    GenerationEvents& events,
    const Clock& clock,
    Options options
)
    : tasks_(executor),
      state_{Signal(executor), options.first_retry, options.keep_trying},
      queue_(queue),
      engines_(engines),
      events_(events),
      clock_(clock),
      options_(std::move(options)),
      orders_(state_, queue, events),
      endings_(state_, queue, keep_image, events, clock) {}

GenerationRunner::~GenerationRunner() = default;

void GenerationRunner::start() {
    for (ImageEngine& engine : engines_.all()) {
        desks_.push_back(std::make_unique<Desk>(Desk{engine}));
        tasks_.spawn("runner for " + engine.profile().id, serve(*desks_.back()));
    }
    tasks_.spawn("lease keeper", watch_over());
}

void GenerationRunner::wake() {
    ++wakes_;
    state_.changed.notify_all();
}

asio::awaitable<void> GenerationRunner::serve(Desk& desk) {
    while (!state_.stopping) {
        const std::uint64_t seen = wakes_;
        bool took = false;
        if (desk.busy < desk.engine.profile().concurrency) {
            took = co_await take_one(desk);
        }
        // A wake during the look at the queue may mean a job that the look was too early for.
        if (!took && seen == wakes_ && !state_.stopping) {
            co_await state_.changed.wait(options_.poll);
        }
    }
}

asio::awaitable<bool> GenerationRunner::take_one(Desk& desk) {
    const Timestamp now = clock_.now();
    LeaseRequest request{
        desk.engine.profile().id, options_.owner, now, now + options_.lease, desk.last_wallet};
    Result<std::optional<LeasedJob>> leased = co_await queue_.lease(std::move(request));
    if (!leased) {
        log::warning(
            "no job could be leased",
            {{"engine", desk.engine.profile().id}, {"reason", leased.error().detail}}
        );
        co_await state_.changed.wait(options_.poll);
        co_return false;
    }
    if (!*leased) {
        co_return false;
    }
    LeasedJob job = **std::move(leased);
    desk.last_wallet = job.wallet.text();
    if (active_.contains(job.id.text())) {
        co_return true;  // ours: its lease ran out while clock or database stood still, and is new
                         // now
    }
    ++desk.busy;
    std::string name = "job " + job.id.text();
    tasks_.spawn(std::move(name), work(desk, std::move(job)));
    co_return true;
}

asio::awaitable<void> GenerationRunner::work(Desk& desk, LeasedJob job) {
    JobInHand held{
        std::move(job),
        desk.engine,
        std::chrono::steady_clock::now() + desk.engine.profile().job_deadline};
    const std::string key = held.job.id.text();
    active_.emplace(key, &held);
    if (held.job.batch_started_event > 0) {
        GenerationEvent running{held.job.batch_started_event, BatchRunning{}};
        events_.publish(held.job.batch, running);
    }
    try {
        co_await carry_out(held);
    } catch (const std::exception& failure) {
        log::error("a job was left to its lease", {{"job", key}, {"reason", failure.what()}});
    }
    active_.erase(key);
    --desk.busy;
    wake();
}

asio::awaitable<void> GenerationRunner::carry_out(JobInHand& held) {
    std::string bug;
    try {
        co_await make(held);
    } catch (const std::exception& failure) {
        bug = failure.what();
    }
    if (!bug.empty()) {
        Error error{
            ErrorCode::upstream_failed,
            "The engine broke down while it made this image.",
            std::move(bug)};
        co_await endings_.give_up(held, std::move(error));
    }
}

asio::awaitable<void> GenerationRunner::make(JobInHand& held) {
    Result<EngineImage> image = co_await orders_.obtain(held);
    if (held.cancelled || state_.handing_back) {
        co_return;
    }
    if (image) {
        co_await endings_.keep(held, *std::move(image));
    } else {
        co_await endings_.give_up(held, std::move(image).error());
    }
}

void GenerationRunner::stop(const JobId& job) {
    const bool was_here = stop_here(job);
    if (!was_here && stop_relay_) {
        stop_relay_(job);
    }
}

bool GenerationRunner::stop_here(const JobId& job) {
    const auto found = active_.find(job.text());
    if (found == active_.end()) {
        return false;
    }
    found->second->cancelled = true;
    state_.changed.notify_all();
    if (!found->second->request_id.empty()) {
        found->second->engine.cancel(found->second->request_id);
    }
    return true;
}

/// Keeps our leases alive, ends what takes too long, and counts what waits.
asio::awaitable<void> GenerationRunner::watch_over() {
    auto renew_at = std::chrono::steady_clock::now() + options_.lease / 3;
    while (!state_.handing_back && !(state_.stopping && active_.empty())) {
        co_await sleep_for(options_.look_after);
        stop_late_jobs();
        const Result<std::int64_t> waiting = co_await queue_.waiting();
        waiting_ = waiting ? *waiting : waiting_;
        if (std::chrono::steady_clock::now() >= renew_at && !active_.empty()) {
            const Result<void> renewed =
                co_await queue_.renew(options_.owner, clock_.now() + options_.lease);
            renew_at = std::chrono::steady_clock::now() +
                       (renewed ? options_.lease / 3 : options_.lease / 60);
        }
    }
}

void GenerationRunner::stop_late_jobs() {
    const SteadyTime now = std::chrono::steady_clock::now();
    for (const auto& [id, held] : active_) {
        if (!held->late && now > held->deadline && !held->request_id.empty()) {
            held->late = true;
            held->engine.cancel(held->request_id);
        }
    }
}

asio::awaitable<void> GenerationRunner::drain(std::chrono::milliseconds limit) {
    state_.stopping = true;
    wake();
    const bool empty = co_await tasks_.wait_empty(limit);
    if (!empty) {
        state_.handing_back = true;
        for (const auto& [id, held] : active_) {
            if (!held->request_id.empty()) {
                held->engine.abandon(held->request_id);
            }
        }
        wake();
        co_await tasks_.wait_empty(options_.hand_back);
    }
    const Result<void> released = co_await queue_.release_leases(options_.owner);
    if (!released) {
        log::warning(
            "the leases of this process could not be ended; they run out by themselves",
            {{"reason", released.error().detail}}
        );
    }
}

}  // namespace likeness
