#include "adapters/fal/fal_queue.hpp"

#include "base/log.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace likeness::fal {

namespace {

using namespace std::chrono_literals;
using http_client::Request;
using http_client::Response;

constexpr auto kSubmitTimeout = 30s;
constexpr auto kCallTimeout = 20s;
constexpr auto kStreamTimeout = 15min;
constexpr auto kStreamSilence = 20s;  // the official client gives up after 15
constexpr auto kAfterCancel = 10s;    // for the end of what was cancelled to show
constexpr auto kFirstLook = 1'000ms;
constexpr auto kLastPause = 10'000ms;
constexpr int kUnknownLooks = 4;  // "no such request" may be said of one that is very new
constexpr int kUnclearEnds = 5;   // failures that do not say whether they are the request's own
constexpr int kCancelAttempts = 4;
constexpr std::uint64_t kMaxResult = 4 << 20;

std::chrono::milliseconds doubled(std::chrono::milliseconds first, int times) {
    return std::min<std::chrono::milliseconds>(first * (1 << std::clamp(times, 0, 10)), kLastPause);
}

/// Retry-After in seconds, within a minute.
std::optional<std::chrono::seconds> retry_after(const Response& response) {
    const auto text = response.header("retry-after");
    int seconds = 0;
    if (!text ||
        std::from_chars(text->data(), text->data() + text->size(), seconds).ec != std::errc{}) {
        return std::nullopt;
    }
    return std::chrono::seconds{std::clamp(seconds, 0, 60)};
}

/// The call itself failed and may be repeated; the request is not concerned.
bool is_passing(const FalFailure& failure) {
    return failure.status == 408 || failure.status == 429 || failure.status == 401 ||
           failure.status == 403 || (failure.status >= 500 && !failure.is_outcome);
}

Error let_go() {
    return {ErrorCode::conflict, "The request was cancelled."};
}

}  // namespace

/// One result that is waited for.
struct FalQueue::Wait {
    Wait(asio::any_io_executor executor, FalRequest the_request, StatusListener listener)
        : request(std::move(the_request)),
          on_status(std::move(listener)),
          changed(std::move(executor)) {}

    FalRequest request;
    StatusListener on_status;
    Signal changed;
    http_client::Cancellation stream;
    bool has_ended = false;
    bool was_hinted = false;
    bool is_streaming = false;
    int streams_tried = 0;
    int looks = 0;
    int unknown = 0;
    std::optional<Steady::time_point> until = {};  // of the wait; set by cancel() and abandon()

    bool is_over() const { return until && Steady::now() >= *until; }

    /// Sleeps, but not longer than the wait lasts; any news ends it.
    asio::awaitable<bool> rest(std::chrono::milliseconds duration) {
        if (until) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(*until - Steady::now());
            duration = std::clamp<std::chrono::milliseconds>(left, 0ms, duration);
        }
        return changed.wait(duration);
    }
};

FalQueue::FalQueue(asio::any_io_executor executor, FalCalls& calls, std::string_view endpoint)
    : executor_(executor),
      calls_(calls),
      addresses_(calls.settings().queue_url, endpoint),
      tasks_(std::move(executor)) {}

Task<std::string> FalQueue::submit(Order order) {
    Request request;
    request.method = "POST";
    request.url = addresses_.submit_url() + order.webhook_url;
    request.headers = std::move(order.headers);
    request.body = std::move(order.input);
    request.total_timeout = kSubmitTimeout;
    Result<Response> response = co_await calls_.send(std::move(request));
    if (!response) {
        co_return Error{
            response.error().code == ErrorCode::unavailable ? ErrorCode::unavailable
                                                            : ErrorCode::deadline_exceeded,
            response.error().code == ErrorCode::unavailable
                ? "fal.ai cannot be reached."
                : "fal.ai did not confirm the order of this image.",
            response.error().detail};
    }
    if (response->is_success()) {
        const std::optional<FalRequest> taken = addresses_.from_answer(response->body);
        if (!taken) {
            co_return Error{
                ErrorCode::deadline_exceeded,
                "fal.ai did not confirm the order of this image.",
                "an answer without request_id"};
        }
        co_return addresses_.to_text(*taken);
    }
    const FalFailure failure = read_failure(*response);
    if (failure.status == 429) {
        Error full{ErrorCode::resource_exhausted, "fal.ai has too much to do.", "status 429"};
        full.retry_after = retry_after(*response);
        co_return full;
    }
    // What is said by the edge, or after a fault, may come after the order was taken.
    if (failure.status >= 500 || failure.status == 408) {
        co_return Error{
            ErrorCode::deadline_exceeded,
            "fal.ai did not confirm the order of this image.",
            "status " + std::to_string(failure.status)};
    }
    co_return to_error(failure);
}

Task<Response> FalQueue::result(std::string text, StatusListener on_status) {
    const std::optional<FalRequest> request = addresses_.from_text(text);
    if (!request) {
        co_return Error::not_found("request");
    }
    const auto wait = std::make_shared<Wait>(executor_, *request, std::move(on_status));
    waits_[request->id] = wait;
    Result<Response> response = let_go();
    do {
        const Result<void> ended = co_await await_end(wait);
        if (!ended) {
            response = ended.error();
            break;
        }
        response = co_await fetch(wait);
    } while (!wait->has_ended && !wait->is_over());
    wait->stream.cancel();
    wait->on_status = nullptr;
    waits_.erase(request->id);
    co_return response;
}

Task<void> FalQueue::await_end(std::shared_ptr<Wait> wait) {
    while (!wait->has_ended) {
        if (wait->is_over()) {
            co_return let_go();
        }
        const bool may_stream = !wait->is_streaming && wait->streams_tried < 3 &&
                                streams_ < calls_.settings().max_streams;
        if (may_stream) {
            ++streams_;
            ++wait->streams_tried;
            wait->is_streaming = true;
            tasks_.spawn("status stream", follow(wait));
        }
        if (wait->is_streaming && !wait->was_hinted) {
            co_await wait->rest(kStreamTimeout);
            continue;
        }
        if (!wait->was_hinted) {
            co_await await_turn(wait);
        }
        if (!wait->has_ended && !wait->is_over()) {
            LIKENESS_CO_CHECK(co_await look(wait));
        }
    }
    co_return Result<void>{};
}

/// Polls come less and less often, and never more often than the pace of all of them together.
asio::awaitable<void> FalQueue::await_turn(std::shared_ptr<Wait> wait) {
    const auto due = doubled(kFirstLook, wait->looks / 4);
    const bool has_news = co_await wait->rest(due);
    if (has_news) {
        co_return;
    }
    const auto gap = std::chrono::duration_cast<Steady::duration>(
        std::chrono::duration<double>(1.0 / calls_.settings().status_calls_per_second)
    );
    const Steady::time_point now = Steady::now();
    const Steady::time_point turn = std::max(now, next_look_);
    next_look_ = turn + gap;
    if (turn > now) {
        co_await wait->rest(std::chrono::ceil<std::chrono::milliseconds>(turn - now));
    }
}

/// Asks once. Whatever is wrong with the call, the next look will tell; after a hint the result
/// itself tells.
Task<void> FalQueue::look(std::shared_ptr<Wait> wait) {
    const bool was_hinted = std::exchange(wait->was_hinted, false);
    ++wait->looks;
    Request request;
    request.url = wait->request.status_url + (wait->on_status ? "?logs=1" : "?logs=0");
    request.total_timeout = kCallTimeout;
    const Result<Response> response = co_await calls_.send(std::move(request));
    if (!response || response->status >= 500) {
        wait->has_ended = wait->has_ended || was_hinted;
        co_return Result<void>{};
    }
    if (response->status == 404) {
        co_return ++wait->unknown < kUnknownLooks ? Result<void>{}
                                                  : Error::not_found("request at fal.ai");
    }
    if (response->is_success()) {
        if (const auto status = read_status(response->body, response->status)) {
            take_status(*wait, *status);
        }
    }
    co_return Result<void>{};
}

void FalQueue::take_status(Wait& wait, const FalStatus& status) {
    if (wait.on_status) {
        wait.on_status(status);
    }
    if (status.state == FalStatus::State::completed && !wait.has_ended) {
        wait.has_ended = true;
        wait.changed.notify_all();
    }
}

/// The status stream of one request; when it ends too early, polls go on.
asio::awaitable<void> FalQueue::follow(std::shared_ptr<Wait> wait) {
    EventReader reader;
    const auto on_event = [&](std::string_view data) {
        if (const auto status = read_status(data, 202)) {
            take_status(*wait, *status);
        }
    };
    Request request;
    request.url =
        wait->request.status_url + (wait->on_status ? "/stream?logs=1" : "/stream?logs=0");
    request.total_timeout = kStreamTimeout;
    request.stall_timeout = kStreamSilence;
    request.cancellation = &wait->stream;
    request.on_data = [&](std::string_view piece) { return reader.take(piece, on_event); };
    const Result<Response> response = co_await calls_.send(std::move(request));
    --streams_;
    wait->is_streaming = false;
    const bool has_streams = response && response->is_success();
    wait->streams_tried = has_streams ? wait->streams_tried : 3;
    wait->changed.notify_all();
}

Task<Response> FalQueue::fetch(std::shared_ptr<Wait> wait) {
    for (int attempt = 0, unclear = 0; !wait->is_over(); ++attempt) {
        Request request;
        request.url = wait->request.result_url;
        request.total_timeout = kCallTimeout;
        request.max_response_bytes = kMaxResult;
        Result<Response> response = co_await calls_.send(std::move(request));
        if (response && response->is_success()) {
            co_return response;
        }
        if (!response && response.error().code == ErrorCode::payload_too_large) {
            co_return Error{
                ErrorCode::upstream_failed,
                "fal.ai answered with something that is no result.",
                response.error().detail};
        }
        if (response) {
            const FalFailure failure = read_failure(*response);
            if (failure.is_still_running) {
                wait->has_ended = false;  // asked too early
                wait->looks = std::max(wait->looks, 4);
                co_return to_error(failure);
            }
            unclear += failure.may_be_outcome || failure.status == 404 ? 1 : 0;
            const bool may_pass =
                (is_passing(failure) || failure.status == 404) && unclear < kUnclearEnds;
            if (!may_pass) {
                co_return to_error(failure);
            }
        }
        co_await wait->rest(doubled(250ms, attempt));
    }
    co_return let_go();
}

void FalQueue::cancel(const std::string& text) {
    const std::optional<FalRequest> request = addresses_.from_text(text);
    if (!request) {
        return;
    }
    const auto found = waits_.find(request->id);
    std::weak_ptr<Wait> wait;
    if (found != waits_.end()) {
        wait = found->second;
        found->second->until = Steady::now() + kAfterCancel;
        found->second->changed.notify_all();
    }
    tasks_.spawn("cancel", send_cancel(request->cancel_url, std::move(wait)));
}

/// fal.ai promises nothing: what runs may well be finished, and is then kept if somebody waits.
asio::awaitable<void> FalQueue::send_cancel(std::string url, std::weak_ptr<Wait> wait) {
    for (int attempt = 0; attempt < kCancelAttempts; ++attempt) {
        Request request;
        request.method = "PUT";
        request.url = url;
        request.total_timeout = kCallTimeout;
        const Result<Response> response = co_await calls_.send(std::move(request));
        if (response && !is_passing(read_failure(*response))) {
            break;
        }
        co_await sleep_for(doubled(500ms, attempt));
    }
    if (const auto waiting = wait.lock()) {
        waiting->was_hinted = true;
        waiting->changed.notify_all();
    }
}

void FalQueue::abandon(const std::string& text) {
    const std::optional<FalRequest> request = addresses_.from_text(text);
    const auto found = request ? waits_.find(request->id) : waits_.end();
    if (found != waits_.end()) {
        found->second->until = Steady::now();
        found->second->stream.cancel();
        found->second->changed.notify_all();
    }
}

std::optional<std::string> FalQueue::request_text(std::string_view request_id) const {
    const std::optional<FalRequest> request = addresses_.request(request_id);
    return request ? std::optional<std::string>(addresses_.to_text(*request)) : std::nullopt;
}

void FalQueue::hint(std::string_view request_id) {
    const auto found = waits_.find(request_id);
    if (found != waits_.end()) {
        found->second->was_hinted = true;
        found->second->changed.notify_all();
    }
}

}  // namespace likeness::fal
