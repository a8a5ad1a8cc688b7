#include "adapters/gcs_store/access_tokens.hpp"

#include "cloud_calls/store_errors.hpp"
#include "cloud_signing/percent_encoding.hpp"
#include "cloud_signing/service_account_assertion.hpp"
#include "http_client/json_reading.hpp"

#include <utility>

namespace likeness::gcs_store {

namespace {

using namespace std::chrono_literals;
using cloud_calls::store_refuses;
using cloud_calls::store_unavailable;
using http_client::text_at;

constexpr const char* kScope = "https://www.googleapis.com/auth/devstorage.read_write";
constexpr std::chrono::seconds kEarly = 5min;
constexpr std::size_t kLongestToken = 16U << 10U;

}  // namespace

AccessTokens::AccessTokens(
    asio::any_io_executor executor,
    http_client::Client& client,
    const Clock& clock,
    const GcsOptions& options
)
    : client_(client),
      clock_(clock),
      options_(options),
      fetched_(std::move(executor)) {}

/// Also false when the clock was set back to before the token.
bool AccessTokens::is_good(std::chrono::seconds reserve) const {
    const Timestamp now = clock_.now();
    return !token_.text.empty() && now >= token_.fetched_at && now + reserve < token_.ends_at;
}

Task<std::string> AccessTokens::get() {
    if (is_good(kEarly)) {
        co_return token_.text;
    }
    if (!is_fetching_) {
        co_return co_await fetch_for_all();
    }
    if (is_good(0s)) {
        co_return token_.text;  // the old one does until the new one is there
    }
    // Whoever waits shares what comes of it: a service that is down is asked once, not by each.
    const std::chrono::milliseconds limit = options_.call_timeout * options_.retry.attempts;
    const bool has_come = co_await fetched_.wait(limit);
    if (has_come && is_good(0s)) {
        co_return token_.text;
    }
    if (has_come && failure_) {
        co_return *failure_;
    }
    co_return store_unavailable("gs: no access token in time");
}

Task<std::string> AccessTokens::fetch_for_all() {
    is_fetching_ = true;
    Result<Token> token = co_await fetch();
    is_fetching_ = false;
    failure_.reset();
    if (token) {
        token_ = *std::move(token);
    } else {
        failure_ = token.error();
    }
    fetched_.notify_all();
    if (failure_ && !is_good(0s)) {
        co_return *failure_;
    }
    co_return token_.text;
}

void AccessTokens::forget(const std::string& token) {
    if (token_.text == token) {
        token_ = {};
    }
}

Task<AccessTokens::Token> AccessTokens::fetch() {
    cloud_calls::Attempts attempts(options_.retry);
    for (;;) {
        Result<http_client::Response> response = co_await ask();
        if (response && !cloud_calls::may_pass(response->status)) {
            co_return read(*response);
        }
        const auto wish = response ? cloud_calls::retry_after(*response) : std::nullopt;
        const bool goes_on = co_await attempts.again(wish);
        if (!goes_on) {
            co_return store_unavailable(
                "gs: the token endpoint: " + (response ? "HTTP " + std::to_string(response->status)
                                                       : response.error().detail),
                wish
            );
        }
    }
}

Task<http_client::Response> AccessTokens::ask() {
    http_client::Request request;
    request.method = "POST";
    request.url = options_.token_url;
    request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    request.body = "grant_type=" +
                   cloud_signing::percent_encoded("urn:ietf:params:oauth:grant-type:jwt-bearer") +
                   "&assertion=" +
                   cloud_signing::service_account_assertion(
                       options_.account, options_.token_url, kScope, clock_.now()
                   );
    request.total_timeout = options_.call_timeout;
    return client_.send(std::move(request));
}

Result<AccessTokens::Token> AccessTokens::read(const http_client::Response& response) const {
    const boost::json::object answer =
        http_client::read_object(response.body).value_or(boost::json::object());
    if (!response.is_success()) {
        return store_refuses(
            "Google gives the service account " + options_.account.email + " no access token (" +
            std::string(text_at(answer, "error")) +
            "): " + std::string(text_at(answer, "error_description")) +
            " Check GCP_CLIENT_EMAIL, GCP_PRIVATE_KEY and this machine's clock."
        );
    }
    const std::string text(text_at(answer, "access_token"));
    const boost::json::value* life = answer.if_contains("expires_in");
    if (text.empty() || text.size() > kLongestToken ||
        text.find_first_of("\r\n \t") != std::string::npos || life == nullptr ||
        !life->is_int64()) {
        return store_unavailable("gs: the token endpoint's answer cannot be read");
    }
    const Timestamp now = clock_.now();
    return Token{text, now, now + std::chrono::seconds{life->get_int64()}};
}

}  // namespace likeness::gcs_store
