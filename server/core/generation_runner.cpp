#include "core/generation_runner.hpp"

#include "base/log.hpp"

#include <algorithm>
#include <utility>

namespace likeness {

namespace {

using SteadyTime = std::chrono::steady_clock::time_point;
using namespace std::chrono_literals;

constexpr int kSubmitAttempts = 5;

constexpr auto kLookForReport = 500ms;

/// What the person who asked is told. An engine's own words go to the log.
GenerationFailure failure_from(const Error& error) {
    return {error.code, error.message.empty() ? "The engine made no image." : error.message};
}

JobState state_after(const Error& error) {
    return error.code == ErrorCode::unprocessable ? JobState::blocked : JobState::failed;
}

std::vector<EngineLora> loras_for(const LeasedJob& job) {
    std::vector<EngineLora> loras;
    for (const LeasedLora& lora : job.loras) {
        loras.push_back({lora.weights, lora.use.sha256, lora.use.scale});
    }
    return loras;
}

/// The engine does not know the request, or was told to drop it.
bool is_gone(const Result<EngineImage>& image) {
    return !image && (image.error().code == ErrorCode::not_found ||
                      image.error().code == ErrorCode::conflict);
}

/// Disks are emptied, locks released, rights given.
bool may_pass(const Error& error) {
    return error.code == ErrorCode::unavailable || error.code == ErrorCode::permission_denied;
}

/// Doubles from the first to half a minute.
std::chrono::milliseconds pause_before_attempt(std::chrono::milliseconds first, int attempt) {
    return std::min<std::chrono::milliseconds>(first * (1 << std::min(attempt, 7)), 30s);
}

}  // namespace

struct GenerationRunner::Desk {
    ImageEngine& engine;
    int busy = 0;
    std::string last_wallet = {};
};

struct GenerationRunner::Active {
    LeasedJob job;
    ImageEngine& engine;
    SteadyTime deadline;
    std::string request_id = {};
    bool cancelled = false;  // by its owner: nothing is to be written any more
    bool late = false;
    std::optional<OutputFormat> storing = {};  // some of the image may be in the store
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
      changed_(executor),
      queue_(queue),
      engines_(engines),
      keep_image_(keep_image),
      events_(events),
      clock_(clock),
      options_(std::move(options)) {}

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
    changed_.notify_all();
}

asio::awaitable<void> GenerationRunner::serve(Desk& desk) {
    while (!stopping_) {
        const std::uint64_t seen = wakes_;
        bool took = false;
        if (desk.busy < desk.engine.profile().concurrency) {
            took = co_await take_one(desk);
        }
        // A wake during the look at the queue may mean a job that the look was too early for.
        if (!took && seen == wakes_ && !stopping_) {
            co_await changed_.wait(options_.poll);
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
        co_await changed_.wait(options_.poll);
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
    Active active{
        std::move(job),
        desk.engine,
        std::chrono::steady_clock::now() + desk.engine.profile().job_deadline};
    const std::string key = active.job.id.text();
    active_.emplace(key, &active);
    if (active.job.batch_started_event > 0) {
        GenerationEvent running{active.job.batch_started_event, BatchRunning{}};
        events_.publish(active.job.batch, running);
    }
    try {
        co_await carry_out(active);
    } catch (const std::exception& failure) {
        log::error("a job was left to its lease", {{"job", key}, {"reason", failure.what()}});
    }
    active_.erase(key);
    --desk.busy;
    wake();
}

asio::awaitable<void> GenerationRunner::carry_out(Active& active) {
    std::string bug;
    try {
        co_await make(active.engine, active);
    } catch (const std::exception& failure) {
        bug = failure.what();
    }
    if (!bug.empty()) {
        Error error{
            ErrorCode::upstream_failed,
            "The engine broke down while it made this image.",
            std::move(bug)};
        co_await give_up(active, std::move(error));
    }
}

asio::awaitable<void> GenerationRunner::make(ImageEngine& engine, Active& active) {
    Result<EngineImage> image = co_await obtain(engine, active);
    if (active.cancelled || handing_back_) {
        co_return;
    }
    if (!image) {
        co_await give_up(active, std::move(image).error());
        co_return;
    }
    const SteadyTime obtained = std::chrono::steady_clock::now();
    Result<JobEnding> ending = co_await keep(active, *std::move(image));
    if (!ending) {
        co_await give_up(active, std::move(ending).error());
        if (active.cancelled) {
            co_await discard(active);
        }
    } else if (ending->advanced) {
        counts_.keep_durations.add(std::chrono::steady_clock::now() - obtained);
    }
}

/// The engine's image: of the request that an earlier process made, or of a new one.
Task<EngineImage> GenerationRunner::obtain(ImageEngine& engine, Active& active) {
    const LeasedJob& job = active.job;
    const StepListener on_step = [this, &job](int step, int steps) {
        GenerationEvent progress{0, JobProgress{job.index, step, steps}};
        events_.publish(job.batch, progress);
    };
    Result<EngineImage> image =
        Error{ErrorCode::not_found, "The job has not been handed to the engine."};
    if (job.request_id) {
        active.request_id = *job.request_id;
        image = co_await engine.result(active.request_id, on_step);
    }
    const bool may_begin_anew = engine.profile().repeatable && !active.late;
    if (!job.request_id || (is_gone(image) && may_begin_anew)) {
        LIKENESS_CO_TRY(active.request_id, co_await hand_over(engine, active));
        LIKENESS_CO_CHECK(co_await note_request(engine, active));
        image = co_await engine.result(active.request_id, on_step);
    }
    if (is_gone(image)) {
        image =
            Error{ErrorCode::upstream_failed, "The engine lost this image.", image.error().message};
    }
    if (!image && active.late) {
        co_return Error{
            ErrorCode::deadline_exceeded,
            "The engine did not finish in time.",
            image.error().detail};
    }
    co_return image;
}

Task<std::string> GenerationRunner::hand_over(ImageEngine& engine, Active& active) {
    const LeasedJob& job = active.job;
    if (job.state != JobState::queued && !engine.profile().repeatable) {
        Error lost{
            ErrorCode::upstream_failed,
            "The server stopped while this image was being ordered, and it cannot be told whether "
            "the engine got the order.",
            "ambiguous submit, never repeated"};
        co_return co_await await_report(engine, active, std::move(lost));
    }
    Result<std::string> request_id = co_await submit(engine, active);
    const bool is_ambiguous = !request_id && !engine.profile().repeatable &&
                              request_id.error().code == ErrorCode::deadline_exceeded;
    if (is_ambiguous) {
        co_return co_await await_report(engine, active, std::move(request_id).error());
    }
    co_return request_id;
}

/// Tries again only while the engine has certainly not taken the request.
Task<std::string> GenerationRunner::submit(ImageEngine& engine, Active& active) {
    const LeasedJob& job = active.job;
    const EngineRequest request{
        job.final_prompt, job.seed, job.settings, loras_for(job), EngineJob{job.batch, job.id}};
    int refusals = 0;
    for (int attempt = 0; !lets_go(active); ++attempt) {
        Result<std::string> request_id = co_await engine.submit(request);
        if (request_id) {
            co_return request_id;
        }
        const Error& error = request_id.error();
        const bool is_full = error.code == ErrorCode::resource_exhausted;
        refusals += is_full ? 0 : 1;
        const bool has_cost_nothing =
            error.code == ErrorCode::unavailable ||
            (error.code == ErrorCode::deadline_exceeded && engine.profile().repeatable);
        const bool may_try_again = is_full ? std::chrono::steady_clock::now() < active.deadline
                                           : has_cost_nothing && refusals < kSubmitAttempts;
        if (!may_try_again) {
            co_return request_id;
        }
        const std::chrono::milliseconds asked = error.retry_after.value_or(0s);
        co_await pause_for(
            active, std::max(asked, pause_before_attempt(options_.first_retry, attempt))
        );
    }
    co_return Error::unavailable("The server is being restarted. Please try again.");
}

/// The engine may have the order: it is never given twice. Some engines tell of it by themselves;
/// the others leave it unaccounted for.
Task<std::string>
GenerationRunner::await_report(ImageEngine& engine, Active& active, Error otherwise) {
    const SteadyTime end = std::chrono::steady_clock::now() + engine.profile().report_wait;
    while (!active.cancelled && !handing_back_ && std::chrono::steady_clock::now() < end) {
        Result<std::optional<std::string>> reported =
            co_await queue_.reported_request(active.job.id);
        if (reported && *reported) {
            co_return **std::move(reported);
        }
        co_await changed_.wait(kLookForReport);
    }
    if (!handing_back_) {
        ++counts_.unaccounted;
        log::error(
            "an order is unaccounted for: it may have been paid for",
            {{"job", active.job.id.text()}, {"engine", engine.profile().id}}
        );
    }
    co_return otherwise;
}

/// The engine has the job: its id of it is stored at all costs, because without it a paid result
/// cannot be found again.
Task<void> GenerationRunner::note_request(ImageEngine& engine, Active& active) {
    Result<bool> still_wanted = co_await queue_.submitted(active.job.id, active.request_id);
    for (int attempt = 0; !still_wanted && !lets_go(active); ++attempt) {
        log::warning(
            "a request id waits to be stored",
            {{"job", active.job.id.text()}, {"reason", still_wanted.error().detail}}
        );
        co_await pause(active, attempt);
        still_wanted = co_await queue_.submitted(active.job.id, active.request_id);
    }
    if (still_wanted && !*still_wanted) {
        active.cancelled = true;
        engine.cancel(active.request_id);
    }
    co_return Result<void>{};
}

/// A result is not dropped because a disk is full or a database locked: it is tried again for a
/// while.
Task<JobEnding> GenerationRunner::keep(Active& active, EngineImage engine_image) {
    const LeasedJob& job = active.job;
    const auto to_finish = [&] { return finish(job, engine_image.bytes); };
    LIKENESS_CO_TRY(const FinishedImage finished, co_await insist(active, to_finish));
    active.storing = finished.format;
    const auto to_store = [&] { return store(job, finished, engine_image.price_microdollars); };
    Result<JobEnding> ending = co_await insist(active, to_store);
    if (!ending) {
        co_return Error::unavailable(
            "The image was made, but this server could not store it.",
            ending.error().message + " " + ending.error().detail
        );
    }
    co_return ending;
}

Task<FinishedImage> GenerationRunner::finish(const LeasedJob& job, Bytes bytes) {
    Result<FinishedImage> finished = co_await keep_image_.finish(job, std::move(bytes));
    if (!finished && finished.error().code == ErrorCode::unprocessable) {
        co_return Error{
            ErrorCode::upstream_failed,
            "The engine answered with something that is no image.",
            finished.error().message};
    }
    co_return finished;
}

Task<JobEnding> GenerationRunner::store(
    const LeasedJob& job,
    const FinishedImage& finished,
    std::optional<std::int64_t> price_microdollars
) {
    LIKENESS_CO_TRY(
        GeneratedImage image, co_await keep_image_.store(job, finished, price_microdollars)
    );
    LIKENESS_CO_TRY(const JobEnding ending, co_await queue_.complete(job.id, image));
    if (ending.advanced) {
        ++counts_.completed;
        GenerationEvent made{ending.event, JobImage{std::move(image)}};
        announce(job, ending, std::move(made));
    } else if (ending.job != JobState::completed) {  // cancelled while it was being stored
        LIKENESS_CO_CHECK(co_await keep_image_.discard(job, finished.format));
    }
    co_return ending;
}

/// The job has ended without its image: what was stored of it already belongs to nobody.
asio::awaitable<void> GenerationRunner::discard(const Active& active) {
    if (!active.storing) {
        co_return;
    }
    const Result<void> discarded = co_await keep_image_.discard(active.job, *active.storing);
    if (!discarded) {
        log::warning(
            "an unwanted image left files behind",
            {{"job", active.job.id.text()}, {"reason", discarded.error().detail}}
        );
    }
}

/// Tries until it succeeds, or cannot, or the time for it is over.
template <class Attempt>
std::invoke_result_t<Attempt&> GenerationRunner::insist(Active& active, Attempt attempt) {
    const SteadyTime give_up_at = std::chrono::steady_clock::now() + options_.keep_trying;
    for (int attempts = 0;; ++attempts) {
        auto result = co_await attempt();
        const bool may_try_again = !result && may_pass(result.error()) && !lets_go(active) &&
                                   std::chrono::steady_clock::now() < give_up_at;
        if (!may_try_again) {
            co_return result;
        }
        log::warning(
            "a finished image waits to be stored",
            {{"job", active.job.id.text()},
             {"reason", result.error().message},
             {"detail", result.error().detail}}
        );
        co_await pause(active, attempts);
    }
}

/// Its owner does not want it any more, or the process ends. What was certainly not handed to a
/// paid engine ends with the process, because the next one could not tell.
bool GenerationRunner::lets_go(const Active& active) const {
    const bool is_ordered = !active.request_id.empty() || active.engine.profile().repeatable;
    return active.cancelled || handing_back_ || (stopping_ && !is_ordered);
}

asio::awaitable<void> GenerationRunner::pause(const Active& active, int attempt) {
    return pause_for(active, pause_before_attempt(options_.first_retry, attempt));
}

/// Unlike other waits it is not cut short by new work.
asio::awaitable<void>
GenerationRunner::pause_for(const Active& active, std::chrono::milliseconds duration) {
    const SteadyTime end = std::chrono::steady_clock::now() + duration;
    while (!lets_go(active) && std::chrono::steady_clock::now() < end) {
        co_await changed_.wait(
            std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now())
        );
    }
}

asio::awaitable<void> GenerationRunner::give_up(Active& active, Error error) {
    if (active.cancelled || handing_back_) {
        co_return;
    }
    const LeasedJob& job = active.job;
    const JobState state = state_after(error);
    log::warning(
        "an image was not made",
        {{"job", job.id.text()},
         {"batch", job.batch.text()},
         {"engine", job.engine},
         {"reason", error.message},
         {"detail", error.detail}}
    );
    Result<JobEnding> ending =
        co_await queue_.fail(job.id, state, failure_from(error), clock_.now());
    for (int attempt = 0; !ending && !lets_go(active); ++attempt) {
        co_await pause(active, attempt);
        ending = co_await queue_.fail(job.id, state, failure_from(error), clock_.now());
    }
    if (ending && ending->advanced) {
        ++(state == JobState::blocked ? counts_.blocked : counts_.failed);
        GenerationEvent failed{ending->event, JobFailed{job.index, state, failure_from(error)}};
        announce(job, *ending, std::move(failed));
        co_await discard(active);
    }
}

void GenerationRunner::announce(
    const LeasedJob& job,
    const JobEnding& ending,
    GenerationEvent event
) {
    events_.publish(job.batch, event);
    if (ending.batch_event > 0) {
        GenerationEvent ended{ending.batch_event, BatchEnded{ending.batch, ending.failure}};
        events_.publish(job.batch, ended);
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
    changed_.notify_all();
    if (!found->second->request_id.empty()) {
        found->second->engine.cancel(found->second->request_id);
    }
    return true;
}

/// Keeps our leases alive, ends what takes too long, and counts what waits.
asio::awaitable<void> GenerationRunner::watch_over() {
    auto renew_at = std::chrono::steady_clock::now() + options_.lease / 3;
    while (!handing_back_ && !(stopping_ && active_.empty())) {
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
    for (const auto& [id, active] : active_) {
        if (!active->late && now > active->deadline && !active->request_id.empty()) {
            active->late = true;
            active->engine.cancel(active->request_id);
        }
    }
}

asio::awaitable<void> GenerationRunner::drain(std::chrono::milliseconds limit) {
    stopping_ = true;
    wake();
    const bool empty = co_await tasks_.wait_empty(limit);
    if (!empty) {
        handing_back_ = true;
        for (const auto& [id, active] : active_) {
            if (!active->request_id.empty()) {
                active->engine.abandon(active->request_id);
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
