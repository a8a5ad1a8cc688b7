#include "adapters/fal/webhook_keys.hpp"

#include "adapters/fal/webhook_signature.hpp"
#include "base/log.hpp"

#include <utility>

namespace likeness::fal {

namespace {

using namespace std::chrono_literals;

constexpr auto kKept = 24h;
constexpr auto kBetweenFetches = 60s;
constexpr auto kAfterFailure = 5s;
constexpr auto kTimeout = 10s;

}  // namespace

WebhookKeys::WebhookKeys(
    asio::any_io_executor executor,
    http_client::Client& client,
    std::string jwks_url,
    const Clock& clock
)
    : client_(client),
      jwks_url_(std::move(jwks_url)),
      clock_(clock),
      fetched_(std::move(executor)) {}

Task<std::vector<Bytes>> WebhookKeys::current() {
    if (!keys_.empty() && clock_.now() < fetched_at_ + kKept) {
        co_return keys_;
    }
    co_return co_await newest();
}

Task<std::vector<Bytes>> WebhookKeys::newest() {
    if (is_fetching_) {
        co_await fetched_.wait(kTimeout);
    } else if (clock_.now() >= next_fetch_) {
        is_fetching_ = true;
        Result<std::vector<Bytes>> keys = co_await fetch();
        is_fetching_ = false;
        next_fetch_ = clock_.now() + (keys ? kBetweenFetches : kAfterFailure);
        if (keys) {
            keys_ = *std::move(keys);
            fetched_at_ = clock_.now();
        } else {
            log::warning(
                "the keys of fal.ai's webhooks could not be fetched",
                {{"reason", keys.error().detail}}
            );
        }
        fetched_.notify_all();
    }
    if (keys_.empty()) {
        co_return Error::unavailable("The keys that sign webhooks cannot be fetched now.");
    }
    co_return keys_;
}

Task<std::vector<Bytes>> WebhookKeys::fetch() {
    http_client::Request request;
    request.url = jwks_url_;
    request.total_timeout = kTimeout;
    LIKENESS_CO_TRY(
        const http_client::Response response, co_await client_.send(std::move(request))
    );
    std::vector<Bytes> keys = keys_in(response.body);
    if (response.status != 200 || keys.empty()) {
        co_return Error::unavailable("no keys", "status " + std::to_string(response.status));
    }
    co_return keys;
}

}  // namespace likeness::fal
