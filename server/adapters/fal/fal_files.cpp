#include "adapters/fal/fal_files.hpp"

#include "adapters/fal/origin.hpp"
#include "base/signal.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace likeness::fal {

namespace {

using namespace std::chrono_literals;
using http_client::Request;
using http_client::Response;

constexpr int kAttempts = 8;
constexpr auto kPatience = 4min;  // with all attempts together
constexpr auto kAttemptTimeout = 2min;
constexpr int kMissingAttempts = 3;  // a new file may not have reached every host yet
constexpr int kMaxRedirects = 3;

Error not_to_be_had(std::string detail) {
    return {
        ErrorCode::upstream_failed,
        "The image was made, but fal.ai did not hand it over.",
        std::move(detail)};
}

bool is_missing(int status) {
    return status >= 400 && status < 500 && status != 408 && status != 429;
}

}  // namespace

Task<Bytes> FalFiles::fetch(std::string url, std::uint64_t limit) {
    const auto give_up = std::chrono::steady_clock::now() + kPatience;
    int missing = 0;
    std::string reason;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            give_up - std::chrono::steady_clock::now()
        );
        if (left <= 0ms) {
            break;
        }
        Result<Response> response = co_await get(url, limit, left);
        if (response && response->status == 200) {
            co_return std::move(response->body);
        }
        if (response) {
            reason = "status " + std::to_string(response->status);
            missing += is_missing(response->status) ? 1 : 0;
        } else {
            reason = response.error().detail;
        }
        const bool is_final = missing >= kMissingAttempts ||
                              (!response && response.error().code != ErrorCode::unavailable &&
                               response.error().code != ErrorCode::deadline_exceeded);
        if (is_final) {
            break;
        }
        co_await sleep_for(std::min<std::chrono::milliseconds>(250ms * (1 << attempt), 10s));
    }
    co_return not_to_be_had(std::move(reason));
}

Task<Response>
FalFiles::get(std::string url, std::uint64_t limit, std::chrono::milliseconds time_left) {
    for (int redirects = 0; redirects <= kMaxRedirects; ++redirects) {
        if (!is_allowed_origin(url, settings_.file_origins)) {
            co_return not_to_be_had("a file at an origin that is not among FAL_FILE_ORIGINS");
        }
        Request request;
        request.url = url;
        request.max_response_bytes = limit;
        request.total_timeout = std::min<std::chrono::milliseconds>(kAttemptTimeout, time_left);
        Result<Response> response = co_await client_.send(std::move(request));
        const bool is_redirect = response && response->status >= 300 && response->status < 400;
        const auto target = is_redirect ? response->header("location") : std::nullopt;
        if (!target) {
            co_return response;
        }
        url = *target;
    }
    co_return not_to_be_had("too many redirects");
}

}  // namespace likeness::fal
