#include "adapters/gcs_store/access_tokens.hpp"

#include "cloud_calls/store_errors.hpp"
#include "cloud_signing/percent_encoding.hpp"
#include "cloud_signing/service_account_assertion.hpp"

#include <boost/json/parse.hpp>

#include <utility>

namespace likeness::gcs_store {

namespace {

using namespace std::chrono_literals;
using cloud_calls::store_refuses;
using cloud_calls::store_unavailable;

constexpr const char* kScope = "https://www.googleapis.com/auth/devstorage.read_write";
constexpr std::chrono::seconds kEarly = 5min;
constexpr std::size_t kLongestToken = 16U << 10U;

std::string text_of(const boost::json::object& object, std::string_view name) {
    const boost::json::value* value = object.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

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
    while (!is_good(kEarly)) {
        if (!is_fetching_) {
            is_fetching_ = true;
            Result<Token> token = co_await fetch();
            is_fetching_ = false;
            fetched_.notify_all();
            if (!token && !is_good(0s)) {
                co_return token.error();
            }
            if (token) {
                token_ = *std::move(token);
            }
            co_return token_.text;
        }
        if (is_good(0s)) {
            co_return token_.text;  // the old one does until the new one is there
        }
        if (!co_await fetched_.wait(options_.call_timeout)) {
            co_return store_unavailable("gs: no access token in time");
        }
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
        if (!co_await attempts.again(wish)) {
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
    boost::system::error_code failed;
    const boost::json::value value = boost::json::parse(response.body, failed);
    const boost::json::object answer =
        !failed && value.is_object() ? value.get_object() : boost::json::object();
    if (!response.is_success()) {
        return store_refuses(
            "Google gives the service account " + options_.account.email + " no access token (" +
            text_of(answer, "error") + "): " + text_of(answer, "error_description") +
            " Check GCP_CLIENT_EMAIL, GCP_PRIVATE_KEY and this machine's clock."
        );
    }
    const std::string text = text_of(answer, "access_token");
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
