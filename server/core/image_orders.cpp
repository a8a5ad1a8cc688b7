#include "core/image_orders.hpp"

#include "base/log.hpp"

#include <chrono>
#include <utility>
#include <vector>

namespace likeness {

namespace {

using namespace std::chrono_literals;
using SteadyTime = std::chrono::steady_clock::time_point;

constexpr int kSubmitAttempts = 5;

constexpr auto kLookForReport = 500ms;

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

}  // namespace

Task<EngineImage> ImageOrders::obtain(JobInHand& held) {
    const LeasedJob& job = held.job;
    const StepListener on_step = [this, &job](int step, int steps) {
        GenerationEvent progress{0, JobProgress{job.index, step, steps}};
        events_.publish(job.batch, progress);
    };
    Result<EngineImage> image =
        Error{ErrorCode::not_found, "The job has not been handed to the engine."};
    if (job.request_id) {
        held.request_id = *job.request_id;
        image = co_await held.engine.result(held.request_id, on_step);
    }
    const bool may_begin_anew = held.engine.profile().repeatable && !held.late;
    if (!job.request_id || (is_gone(image) && may_begin_anew)) {
        LIKENESS_CO_TRY(held.request_id, co_await hand_over(held));
        LIKENESS_CO_CHECK(co_await note_request(held));
        image = co_await held.engine.result(held.request_id, on_step);
    }
    if (is_gone(image)) {
        image =
            Error{ErrorCode::upstream_failed, "The engine lost this image.", image.error().message};
    }
    if (!image && held.late) {
        co_return Error{
            ErrorCode::deadline_exceeded,
            "The engine did not finish in time.",
            image.error().detail};
    }
    co_return image;
}

Task<std::string> ImageOrders::hand_over(JobInHand& held) {
    const LeasedJob& job = held.job;
    if (job.state != JobState::queued && !held.engine.profile().repeatable) {
        Error lost{
            ErrorCode::upstream_failed,
            "The server stopped while this image was being ordered, and it cannot be told whether "
            "the engine got the order.",
            "ambiguous submit, never repeated"};
        co_return co_await await_report(held, std::move(lost));
    }
    Result<std::string> request_id = co_await submit(held);
    const bool is_ambiguous = !request_id && !held.engine.profile().repeatable &&
                              request_id.error().code == ErrorCode::deadline_exceeded;
    if (is_ambiguous) {
        co_return co_await await_report(held, std::move(request_id).error());
    }
    co_return request_id;
}

/// Tries again only while the engine has certainly not taken the request.
Task<std::string> ImageOrders::submit(JobInHand& held) {
    const LeasedJob& job = held.job;
    const EngineRequest request{
        job.final_prompt, job.seed, job.settings, loras_for(job), EngineJob{job.batch, job.id}};
    int refusals = 0;
    for (int attempt = 0; !state_.lets_go(held); ++attempt) {
        Result<std::string> request_id = co_await held.engine.submit(request);
        if (request_id) {
            co_return request_id;
        }
        const Error& error = request_id.error();
        const bool is_full = error.code == ErrorCode::resource_exhausted;
        refusals += is_full ? 0 : 1;
        const bool has_cost_nothing =
            error.code == ErrorCode::unavailable ||
            (error.code == ErrorCode::deadline_exceeded && held.engine.profile().repeatable);
        const bool may_try_again = is_full ? std::chrono::steady_clock::now() < held.deadline
                                           : has_cost_nothing && refusals < kSubmitAttempts;
        if (!may_try_again) {
            co_return request_id;
        }
        const std::chrono::milliseconds asked = error.retry_after.value_or(0s);
        co_await state_.pause(held, attempt, asked);
    }
    co_return Error::unavailable("The server is being restarted. Please try again.");
}

/// The engine may have the order: it is never given twice. Some engines tell of it by themselves;
/// the others leave it unaccounted for.
Task<std::string> ImageOrders::await_report(JobInHand& held, Error otherwise) {
    const SteadyTime end = std::chrono::steady_clock::now() + held.engine.profile().report_wait;
    while (!held.cancelled && !state_.handing_back && std::chrono::steady_clock::now() < end) {
        Result<std::optional<std::string>> reported = co_await queue_.reported_request(held.job.id);
        if (reported && *reported) {
            co_return **std::move(reported);
        }
        co_await state_.changed.wait(kLookForReport);
    }
    if (!state_.handing_back) {
        ++state_.counts.unaccounted;
        log::error(
            "an order is unaccounted for: it may have been paid for",
            {{"job", held.job.id.text()}, {"engine", held.engine.profile().id}}
        );
    }
    co_return otherwise;
}

/// The engine has the job: its id of it is stored at all costs, because without it a paid result
/// cannot be found again.
Task<void> ImageOrders::note_request(JobInHand& held) {
    Result<bool> still_wanted = co_await queue_.submitted(held.job.id, held.request_id);
    for (int attempt = 0; !still_wanted && !state_.lets_go(held); ++attempt) {
        log::warning(
            "a request id waits to be stored",
            {{"job", held.job.id.text()}, {"reason", still_wanted.error().detail}}
        );
        co_await state_.pause(held, attempt);
        still_wanted = co_await queue_.submitted(held.job.id, held.request_id);
    }
    if (still_wanted && !*still_wanted) {
        held.cancelled = true;
        held.engine.cancel(held.request_id);
    }
    co_return Result<void>{};
}

}  // namespace likeness
