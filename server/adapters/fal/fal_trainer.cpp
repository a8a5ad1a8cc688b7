#include "adapters/fal/fal_trainer.hpp"

#include "adapters/fal/flux_training.hpp"
#include "adapters/fal/origin.hpp"
#include "adapters/fal/status_events.hpp"
#include "base/signal.hpp"

#include <utility>

namespace likeness::fal {

namespace {

using namespace std::chrono_literals;
using http_client::Request;
using http_client::Response;

constexpr std::string_view kEndpoint = "fal-ai/flux-lora-fast-training";
/// For a place in fal.ai's queue and the download.
constexpr auto kArchiveLinkLifetime = 6h;
constexpr auto kCallTimeout = 20s;
constexpr auto kFileTimeout = 30min;
constexpr std::uint64_t kMaxResult = 1 << 20;
constexpr std::size_t kMaxWaiting = std::size_t{32} << 20U;  // bytes between line and disk
constexpr int kDoubts = 4;
constexpr int kMaxRedirects = 3;

TrainerProfile fal_profile() {
    TrainerProfile profile;
    profile.id = "fal";
    profile.title = "fal.ai";
    profile.note = "FLUX.1 [dev], trained on the GPUs of fal.ai in some minutes.";
    profile.base_model = "flux.1";
    profile.microdollars_per_step = 2'000;  // two dollars for a thousand
    return profile;
}

/// The call said nothing about the training.
bool is_passing(const FalFailure& failure) {
    return failure.status == 408 || failure.status == 429 ||
           (failure.status >= 500 && !failure.is_outcome);
}

Error no_answer(std::string detail) {
    return Error::unavailable("fal.ai cannot be reached.", std::move(detail));
}

Error key_refused() {
    return {
        ErrorCode::permission_denied,
        "fal.ai cannot be used at the moment. The operator of this server has to look at it."};
}

Error not_handed_over(std::string detail) {
    return {
        ErrorCode::upstream_failed,
        "The LoRA was trained, but fal.ai did not hand it over.",
        std::move(detail)};
}

/// The queue speaks of images; what it means stays.
Error about_training(Error error) {
    switch (error.code) {
        case ErrorCode::unavailable:
        case ErrorCode::resource_exhausted:
            error.message = "fal.ai cannot take a training at the moment.";
            break;
        case ErrorCode::deadline_exceeded:
            error.message = "fal.ai did not confirm the training.";
            break;
        case ErrorCode::unprocessable:
            error.message = "fal.ai refused these photos for what they show.";
            break;
        case ErrorCode::invalid_argument:
            error.message = "fal.ai does not take these training settings.";
            break;
        default:
            break;
    }
    return error;
}

}  // namespace

/// A file on its way from the line to the disk. The client cannot be told to wait, so that what
/// comes is taken in turns and a disk that falls too far behind ends the transfer.
struct FalTrainer::Transfer {
    explicit Transfer(asio::any_io_executor executor) : changed(std::move(executor)) {}

    Bytes waiting;
    bool is_too_much = false;
    std::optional<Result<Response>> outcome = {};
    http_client::Cancellation cancellation;
    Signal changed;
};

FalTrainer::FalTrainer(
    asio::any_io_executor executor,
    http_client::Client& client,
    ObjectStore& objects,
    FalSettings settings
)
    : executor_(executor),
      client_(client),
      objects_(objects),
      settings_(std::move(settings)),
      profile_(fal_profile()),
      calls_(client, settings_),
      storage_(client, calls_),
      addresses_(settings_.queue_url, kEndpoint),
      queue_(executor, calls_, kEndpoint),
      tasks_(std::move(executor)) {}

Task<std::string> FalTrainer::submit(TrainingOrder order) {
    LIKENESS_CO_TRY(const std::string url, co_await archive_url(order));
    FalQueue::Order sent;
    sent.input = training_input(order, url);
    sent.headers.emplace_back("X-Fal-Queue-Priority", "normal");
    Result<std::string> id = co_await queue_.submit(std::move(sent));
    if (!id) {
        co_return about_training(std::move(id).error());
    }
    co_return id;
}

Task<std::string> FalTrainer::archive_url(const TrainingOrder& order) {
    std::string link = objects_.signed_url(Bucket::uploads, order.archive, kArchiveLinkLifetime);
    if (is_on_the_internet(link) || !order.file) {
        co_return link;
    }
    co_return co_await storage_.upload(
        order.file->path(), static_cast<std::uint64_t>(order.archive_bytes), "application/zip"
    );
}

Task<TrainerReport> FalTrainer::look(std::string request_id) {
    const std::optional<FalRequest> known = addresses_.from_text(request_id);
    if (!known) {
        co_return Error::not_found("training at fal.ai");
    }
    Request request;
    request.url = known->status_url + "?logs=1";
    request.total_timeout = kCallTimeout;
    request.max_response_bytes = kMaxResult;
    const Result<Response> response = co_await calls_.send(std::move(request));
    if (!response) {
        co_return no_answer(response.error().detail);
    }
    if (response->status == 401 || response->status == 403) {
        co_return key_refused();
    }
    if (response->status == 404) {  // may be said of one that is very new
        co_return doubtful(known->id, Error::not_found("training at fal.ai"));
    }
    const auto status =
        response->is_success() ? read_status(response->body, response->status) : std::nullopt;
    if (!status) {
        co_return no_answer("status " + std::to_string(response->status));
    }
    TrainerReport report;
    report.queue_position = status->queue_position;
    report.steps_done = steps_in(status->logs);
    if (status->state == FalStatus::State::completed) {
        LIKENESS_CO_TRY(report.files, co_await result(*known));
    }
    doubts_.erase(known->id);
    co_return report;
}

Task<TrainedFiles> FalTrainer::result(const FalRequest& known) {
    Request request;
    request.url = known.result_url;
    request.total_timeout = kCallTimeout;
    request.max_response_bytes = kMaxResult;
    const Result<Response> response = co_await calls_.send(std::move(request));
    if (!response) {
        co_return no_answer(response.error().detail);
    }
    if (response->is_success()) {
        co_return trained_files_in(response->body);
    }
    if (response->status == 401 || response->status == 403) {
        co_return key_refused();
    }
    const FalFailure failure = read_failure(*response);
    if (failure.is_still_running) {
        co_return no_answer("the result was asked for too early");
    }
    if (failure.may_be_outcome || failure.status == 404) {
        co_return failure.is_outcome ? to_training_error(failure)
                                     : doubtful(known.id, to_training_error(failure));
    }
    co_return is_passing(failure) ? no_answer("status " + std::to_string(failure.status))
                                  : to_training_error(failure);
}

/// Believed only when it is said several times in a row.
Error FalTrainer::doubtful(const std::string& id, Error verdict) {
    if (++doubts_[id] < kDoubts) {
        return no_answer(verdict.message + " " + verdict.detail);
    }
    doubts_.erase(id);
    return verdict;
}

Task<void> FalTrainer::cancel(std::string request_id) {
    queue_.cancel(request_id);
    co_return Result<void>{};
}

Task<void> FalTrainer::fetch(TrainedFile file, std::uint64_t limit, const ByteTaker& taker) {
    std::string url = std::move(file.url);
    for (int redirects = 0; redirects <= kMaxRedirects; ++redirects) {
        if (!is_allowed_origin(url, settings_.file_origins)) {
            co_return not_handed_over("a file at an origin that is not among FAL_FILE_ORIGINS");
        }
        std::string next;
        LIKENESS_CO_TRY(const int status, co_await fetch_once(url, limit, taker, next));
        if (status >= 200 && status < 300) {
            co_return Result<void>{};
        }
        if (next.empty()) {
            const bool may_pass = status >= 500 || status == 408 || status == 429;
            const std::string detail = "status " + std::to_string(status);
            co_return may_pass ? no_answer(detail) : doubtful(url, not_handed_over(detail));
        }
        url = std::move(next);
    }
    co_return not_handed_over("too many redirects");
}

/// The status of the answer; `redirect` is where it sends us, if anywhere. Files never see the key.
Task<int> FalTrainer::fetch_once(
    std::string url,
    std::uint64_t limit,
    const ByteTaker& taker,
    std::string& redirect
) {
    const auto state = std::make_shared<Transfer>(executor_);
    Request request;
    request.url = std::move(url);
    request.total_timeout = kFileTimeout;
    request.max_response_bytes = limit;
    request.cancellation = &state->cancellation;
    request.on_data = [raw = state.get()](std::string_view piece) {
        raw->is_too_much = raw->waiting.size() + piece.size() > kMaxWaiting;
        raw->waiting += piece;
        raw->changed.notify_all();
        return !raw->is_too_much;
    };
    tasks_.spawn("file of a training", transfer(state, std::move(request)));
    Result<void> taken;
    while (taken && (!state->outcome || !state->waiting.empty())) {
        if (state->waiting.empty()) {
            co_await state->changed.wait(1s);
            continue;
        }
        Bytes chunk = std::exchange(state->waiting, {});
        taken = co_await taker(std::move(chunk));
    }
    if (!taken) {
        state->cancellation.cancel();
        while (!state->outcome) {
            co_await state->changed.wait(1s);
        }
        co_return taken.error();
    }
    if (!*state->outcome) {
        Error error = state->outcome->error();
        error.code = state->is_too_much ? ErrorCode::unavailable : error.code;
        co_return error;
    }
    if (const auto target = (*state->outcome)->header("location")) {
        redirect = *target;
    }
    co_return (*state->outcome)->status;
}

asio::awaitable<void>
FalTrainer::transfer(std::shared_ptr<Transfer> transfer, http_client::Request request) {
    Result<Response> response = co_await client_.send(std::move(request));
    transfer->outcome.emplace(std::move(response));
    transfer->changed.notify_all();
}

}  // namespace likeness::fal
