#include "core/image_endings.hpp"

#include "base/log.hpp"

#include <chrono>
#include <utility>

namespace likeness {

namespace {

/// What the person who asked is told. An engine's own words go to the log.
GenerationFailure failure_from(const Error& error) {
    return {error.code, error.message.empty() ? "The engine made no image." : error.message};
}

JobState state_after(const Error& error) {
    return error.code == ErrorCode::unprocessable ? JobState::blocked : JobState::failed;
}

}  // namespace

asio::awaitable<void> ImageEndings::keep(JobInHand& held, EngineImage image) {
    const auto obtained = std::chrono::steady_clock::now();
    Result<JobEnding> ending = co_await stored(held, std::move(image));
    if (!ending) {
        co_await give_up(held, std::move(ending).error());
        if (held.cancelled) {
            co_await discard(held);
        }
    } else if (ending->advanced) {
        state_.counts.keep_durations.add(std::chrono::steady_clock::now() - obtained);
    }
}

Task<JobEnding> ImageEndings::stored(JobInHand& held, EngineImage image) {
    const LeasedJob& job = held.job;
    const auto to_finish = [&] { return finish(job, image.bytes); };
    LIKENESS_CO_TRY(const FinishedImage finished, co_await state_.insist(held, to_finish));
    held.storing = finished.format;
    const auto to_store = [&] { return store(job, finished, image.price_microdollars); };
    Result<JobEnding> ending = co_await state_.insist(held, to_store);
    if (!ending) {
        co_return Error::unavailable(
            "The image was made, but this server could not store it.",
            ending.error().message + " " + ending.error().detail
        );
    }
    co_return ending;
}

Task<FinishedImage> ImageEndings::finish(const LeasedJob& job, Bytes bytes) {
    Result<FinishedImage> finished = co_await keep_image_.finish(job, std::move(bytes));
    if (!finished && finished.error().code == ErrorCode::unprocessable) {
        co_return Error{
            ErrorCode::upstream_failed,
            "The engine answered with something that is no image.",
            finished.error().message};
    }
    co_return finished;
}

Task<JobEnding> ImageEndings::store(
    const LeasedJob& job,
    const FinishedImage& finished,
    std::optional<std::int64_t> price_microdollars
) {
    LIKENESS_CO_TRY(
        GeneratedImage image, co_await keep_image_.store(job, finished, price_microdollars)
    );
    LIKENESS_CO_TRY(const JobEnding ending, co_await queue_.complete(job.id, image));
    if (ending.advanced) {
        ++state_.counts.completed;
        GenerationEvent made{ending.event, JobImage{std::move(image)}};
        announce(job, ending, std::move(made));
    } else if (ending.job != JobState::completed) {  // cancelled while it was being stored
        LIKENESS_CO_CHECK(co_await keep_image_.discard(job, finished.format));
    }
    co_return ending;
}

/// The job has ended without its image: what was stored of it already belongs to nobody.
asio::awaitable<void> ImageEndings::discard(const JobInHand& held) {
    if (!held.storing) {
        co_return;
    }
    const Result<void> discarded = co_await keep_image_.discard(held.job, *held.storing);
    if (!discarded) {
        log::warning(
            "an unwanted image left files behind",
            {{"job", held.job.id.text()}, {"reason", discarded.error().detail}}
        );
    }
}

asio::awaitable<void> ImageEndings::give_up(JobInHand& held, Error error) {
    if (held.cancelled || state_.handing_back) {
        co_return;
    }
    const LeasedJob& job = held.job;
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
    for (int attempt = 0; !ending && !state_.lets_go(held); ++attempt) {
        co_await state_.pause(held, attempt);
        ending = co_await queue_.fail(job.id, state, failure_from(error), clock_.now());
    }
    if (ending && ending->advanced) {
        ++(state == JobState::blocked ? state_.counts.blocked : state_.counts.failed);
        GenerationEvent failed{ending->event, JobFailed{job.index, state, failure_from(error)}};
        announce(job, *ending, std::move(failed));
        co_await discard(held);
    }
}

void ImageEndings::announce(const LeasedJob& job, const JobEnding& ending, GenerationEvent event) {
    events_.publish(job.batch, event);
    if (ending.batch_event > 0) {
        GenerationEvent ended{ending.batch_event, BatchEnded{ending.batch, ending.failure}};
        events_.publish(job.batch, ended);
    }
}

}  // namespace likeness
