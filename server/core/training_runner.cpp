#include "core/training_runner.hpp"

#include "base/log.hpp"

#include <algorithm>
#include <utility>

namespace likeness {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;
using namespace std::chrono_literals;

/// Says nothing about the order or the result themselves: asking again may help.
bool may_pass(const Error& error) {
    return error.code == ErrorCode::unavailable || error.code == ErrorCode::deadline_exceeded ||
           error.code == ErrorCode::permission_denied ||
           error.code == ErrorCode::resource_exhausted;
}

/// Doubles from the first to half a minute.
std::chrono::milliseconds pause_before_attempt(std::chrono::milliseconds first, int attempt) {
    return std::min<std::chrono::milliseconds>(first * (1 << std::min(attempt, 6)), 30s);
}

/// What the person who asked is told. A trainer's own words go to the log.
GenerationFailure failure_from(const Error& error) {
    return {error.code, error.message.empty() ? "The training failed." : error.message};
}

Error restarting() {
    return Error::unavailable("The server is being restarted.");
}

}  // namespace

struct TrainingRunner::Active {
    LeasedTraining leased;
    std::string request_id = {};
    bool has_ended = false;  // by its owner, or in other hands: nothing is to be written any more

    const Training& training() const { return leased.training; }
};

TrainingRunner::TrainingRunner(
    asio::any_io_executor executor,
    TrainingQueue& queue,
    LoraTrainer* trainer,
    PackTraining& pack,
    KeepTraining& keep,
    TrainingBell& bell,
    const Clock& clock,
    Options options
)
    : tasks_(executor),
      changed_(executor),
      queue_(queue),
      trainer_(trainer),
      pack_(pack),
      keep_(keep),
      bell_(bell),
      clock_(clock),
      options_(std::move(options)) {}

TrainingRunner::~TrainingRunner() = default;

void TrainingRunner::start() {
    if (trainer_ != nullptr) {
        tasks_.spawn("training runner", serve());
        tasks_.spawn("training lease keeper", renew_leases());
    }
}

void TrainingRunner::wake() {
    ++wakes_;
    changed_.notify_all();
}

asio::awaitable<void> TrainingRunner::serve() {
    while (!stopping_) {
        const std::uint64_t seen = wakes_;
        bool took = false;
        if (active_.size() < static_cast<std::size_t>(trainer_->profile().concurrency)) {
            took = co_await take_one();
        }
        // A wake during the look at the queue may mean a training that the look was too early for.
        if (!took && seen == wakes_ && !stopping_) {
            co_await changed_.wait(options_.poll);
        }
    }
}

asio::awaitable<bool> TrainingRunner::take_one() {
    const Timestamp now = clock_.now();
    TrainingLease request{trainer_->profile().id, options_.owner, now, now + options_.lease};
    Result<std::optional<LeasedTraining>> leased = co_await queue_.lease(std::move(request));
    if (!leased) {
        log::warning("no training could be leased", {{"reason", leased.error().detail}});
        co_await changed_.wait(options_.poll);
        co_return false;
    }
    if (!*leased) {
        co_return false;
    }
    LeasedTraining training = **std::move(leased);
    const std::string id = training.training.id.text();
    if (!active_.contains(id)) {  // else ours: its lease ran out while the database stood still
        tasks_.spawn("training " + id, work(std::move(training)));
        co_await changed_.wait(0ms);  // until it is in active_
    }
    co_return true;
}

asio::awaitable<void> TrainingRunner::work(LeasedTraining leased) {
    Active active{std::move(leased)};
    const std::string key = active.training().id.text();
    active_.emplace(key, &active);
    bell_.ring();
    try {
        co_await carry_out(active);
    } catch (const std::exception& failure) {
        log::error(
            "a training was left to its lease", {{"training", key}, {"reason", failure.what()}}
        );
    }
    active_.erase(key);
    wake();
}

asio::awaitable<void> TrainingRunner::carry_out(Active& active) {
    Result<void> done = co_await train(active);
    if (!done && !lets_go(active)) {
        co_await give_up(active, std::move(done).error());
    }
    bell_.ring();
}

Task<void> TrainingRunner::train(Active& active) {
    if (active.leased.request_id) {
        active.request_id = *active.leased.request_id;
    } else {
        LIKENESS_CO_CHECK(co_await order(active));
    }
    LIKENESS_CO_TRY(TrainedFiles files, co_await watch(active));
    co_return co_await keep(active, std::move(files));
}

/// Places the order, once in the life of the training.
Task<void> TrainingRunner::order(Active& active) {
    if (active.training().state == TrainingState::submitting) {
        co_return Error{
            ErrorCode::upstream_failed,
            "The server stopped while this training was being ordered, and it cannot be told "
            "whether the trainer got the order.",
            "ambiguous submit, never repeated"};
    }
    const auto to_pack = [&] { return pack_.pack(active.training()); };
    LIKENESS_CO_TRY(TrainingOrder order, co_await insist(active, to_pack));
    const auto to_begin = [&] { return queue_.submitting(active.training().id, options_.owner); };
    LIKENESS_CO_TRY(const bool still_ours, co_await insist(active, to_begin));
    if (!still_ours) {
        if (std::exchange(active.has_ended, true)) {  // cancelled: the archive came after that
            co_await tidy_up(active);
        }
        co_return restarting();
    }
    LIKENESS_CO_TRY(active.request_id, co_await submit(active, std::move(order)));
    ++counts_.submitted;
    co_return co_await note_request(active);
}

/// Repeats only what was certainly not taken.
Task<std::string> TrainingRunner::submit(Active& active, TrainingOrder order) {
    const SteadyTime give_up_at = std::chrono::steady_clock::now() + options_.keep_trying;
    for (int attempt = 0;; ++attempt) {
        Result<std::string> request_id = co_await trainer_->submit(order);
        const bool was_not_taken =
            !request_id && (request_id.error().code == ErrorCode::unavailable ||
                            request_id.error().code == ErrorCode::resource_exhausted);
        const bool may_try_again = was_not_taken && !active.has_ended && !stopping_ &&
                                   std::chrono::steady_clock::now() < give_up_at;
        if (!request_id && request_id.error().code == ErrorCode::deadline_exceeded) {
            co_return Error{
                ErrorCode::deadline_exceeded,
                "The trainer did not say whether it took this training. It is not ordered a "
                "second time, because it may be paid for already.",
                request_id.error().message + " " + request_id.error().detail};
        }
        if (!may_try_again) {
            co_return request_id;
        }
        log::warning(
            "a training waits to be ordered",
            {{"training", active.training().id.text()},
             {"reason", request_id.error().message},
             {"detail", request_id.error().detail}}
        );
        co_await pause(active, pause_before_attempt(options_.first_retry, attempt));
    }
}

/// The trainer has it: its id of it is stored at all costs, because without it a paid result cannot
/// be found again.
Task<void> TrainingRunner::note_request(Active& active) {
    const LoraId& id = active.training().id;
    Result<bool> still_wanted = co_await queue_.submitted(id, active.request_id, clock_.now());
    for (int attempt = 0; !still_wanted && !stopping_; ++attempt) {
        log::warning(
            "a training's request id waits to be stored",
            {{"training", id.text()}, {"reason", still_wanted.error().detail}}
        );
        co_await pause(active, pause_before_attempt(options_.first_retry, attempt));
        still_wanted = co_await queue_.submitted(id, active.request_id, clock_.now());
    }
    active.leased.submitted_at = clock_.now();
    bell_.ring();
    if (still_wanted && !*still_wanted) {
        active.has_ended = true;
        co_await tell_trainer(active.request_id);
        co_return restarting();
    }
    co_return Result<void>{};
}

/// Asks until the trainer is done, has failed, or its time is over.
Task<TrainedFiles> TrainingRunner::watch(Active& active) {
    const Timestamp deadline =
        active.leased.submitted_at.value_or(clock_.now()) + trainer_->profile().deadline;
    while (!lets_go(active)) {
        Result<TrainerReport> report = co_await trainer_->look(active.request_id);
        if (!report && !may_pass(report.error())) {
            co_return std::move(report).error();
        }
        if (report && report->files) {
            co_return *std::move(report->files);
        }
        if (report) {
            LIKENESS_CO_CHECK(co_await note_progress(active, *std::move(report)));
        }
        if (clock_.now() > deadline) {
            co_await tell_trainer(active.request_id);
            co_return Error{ErrorCode::deadline_exceeded, "The trainer did not finish in time."};
        }
        co_await pause(active, options_.look);
    }
    co_return restarting();
}

Task<void> TrainingRunner::note_progress(Active& active, TrainerReport report) {
    const Result<bool> open = co_await queue_.progress(active.training().id, std::move(report));
    if (open && !*open) {  // cancelled through another process
        active.has_ended = true;
        co_await tell_trainer(active.request_id);
        co_return restarting();
    }
    bell_.ring();
    co_return Result<void>{};
}

/// A result that is paid for is not dropped because a disk is full or a line is down.
Task<void> TrainingRunner::keep(Active& active, TrainedFiles files) {
    const auto to_store = [&] { return store(active, files); };
    Result<void> stored = co_await insist(active, to_store);
    if (!stored && may_pass(stored.error()) && !lets_go(active)) {
        co_return Error::unavailable(
            "The LoRA was trained, but this server could not store it.",
            stored.error().message + " " + stored.error().detail
        );
    }
    co_return stored;
}

Task<void> TrainingRunner::store(Active& active, const TrainedFiles& files) {
    const LoraId& id = active.training().id;
    LIKENESS_CO_TRY(LoraFile file, co_await keep_.keep(*trainer_, active.training(), files));
    LIKENESS_CO_TRY(
        const bool completed, co_await queue_.complete(id, std::move(file), clock_.now())
    );
    if (!completed) {  // cancelled while it was being stored
        active.has_ended = true;
        LIKENESS_CO_CHECK(co_await keep_.discard(id));
        co_return restarting();
    }
    ++counts_.completed;
    co_await tidy_up(active);
    co_return Result<void>{};
}

asio::awaitable<void> TrainingRunner::give_up(Active& active, Error error) {
    const Training& training = active.training();
    log::warning(
        "a LoRA was not trained",
        {{"training", training.id.text()},
         {"trainer", training.trainer},
         {"reason", error.message},
         {"detail", error.detail}}
    );
    const auto to_fail = [&] {
        return queue_.fail(training.id, failure_from(error), clock_.now());
    };
    const Result<bool> failed = co_await insist(active, to_fail);
    if (failed && *failed) {
        ++counts_.failed;
        co_await tidy_up(active);
    }
}

/// The archive has done its service.
asio::awaitable<void> TrainingRunner::tidy_up(const Active& active) {
    const Result<void> discarded = co_await pack_.discard(active.training());
    if (!discarded) {
        log::warning(
            "an archive of photos was left behind",
            {{"training", active.training().id.text()}, {"reason", discarded.error().detail}}
        );
    }
}

asio::awaitable<void> TrainingRunner::tell_trainer(std::string request_id) {
    const Result<void> cancelled = co_await trainer_->cancel(std::move(request_id));
    if (!cancelled) {
        log::warning(
            "the trainer could not be told of a cancelled training",
            {{"reason", cancelled.error().message}, {"detail", cancelled.error().detail}}
        );
    }
}

void TrainingRunner::stop(const LoraId& training, const std::optional<std::string>& request_id) {
    const auto found = active_.find(training.text());
    if (found != active_.end()) {
        found->second->has_ended = true;
    }
    if (request_id && trainer_ != nullptr) {
        tasks_.spawn("cancelling of a training", tell_trainer(*request_id));
    }
    bell_.ring();
    wake();
}

/// Tries until it succeeds, or cannot, or the time for it is over.
template <class Attempt>
std::invoke_result_t<Attempt&> TrainingRunner::insist(Active& active, Attempt attempt) {
    const SteadyTime give_up_at = std::chrono::steady_clock::now() + options_.keep_trying;
    for (int attempts = 0;; ++attempts) {
        auto result = co_await attempt();
        const bool may_try_again = !result && may_pass(result.error()) && !lets_go(active) &&
                                   std::chrono::steady_clock::now() < give_up_at;
        if (!may_try_again) {
            co_return result;
        }
        log::warning(
            "a training waits for something out of order",
            {{"training", active.training().id.text()},
             {"reason", result.error().message},
             {"detail", result.error().detail}}
        );
        co_await pause(active, pause_before_attempt(options_.first_retry, attempts));
    }
}

bool TrainingRunner::lets_go(const Active& active) const {
    return active.has_ended || stopping_;
}

/// Unlike other waits it is not cut short by new work.
asio::awaitable<void>
TrainingRunner::pause(const Active& active, std::chrono::milliseconds duration) {
    const SteadyTime end = std::chrono::steady_clock::now() + duration;
    while (!lets_go(active) && std::chrono::steady_clock::now() < end) {
        co_await changed_.wait(
            std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now())
        );
    }
}

asio::awaitable<void> TrainingRunner::renew_leases() {
    SteadyTime renew_at = std::chrono::steady_clock::now() + options_.lease / 3;
    while (!stopping_ || !active_.empty()) {
        co_await changed_.wait(options_.poll);
        if (std::chrono::steady_clock::now() >= renew_at && !active_.empty()) {
            const Result<void> renewed =
                co_await queue_.renew(options_.owner, clock_.now() + options_.lease);
            renew_at = std::chrono::steady_clock::now() +
                       (renewed ? options_.lease / 3 : options_.lease / 60);
        }
    }
}

asio::awaitable<void> TrainingRunner::drain(std::chrono::milliseconds limit) {
    stopping_ = true;
    wake();
    co_await tasks_.wait_empty(limit);
    const Result<void> released = co_await queue_.release_leases(options_.owner);
    if (!released) {
        log::warning(
            "the training leases of this process could not be ended; they run out by themselves",
            {{"reason", released.error().detail}}
        );
    }
}

}  // namespace likeness
