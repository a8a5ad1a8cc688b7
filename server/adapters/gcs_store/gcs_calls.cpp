#include "adapters/gcs_store/gcs_calls.hpp"

#include "cloud_calls/store_errors.hpp"
#include "cloud_signing/percent_encoding.hpp"
#include "http_client/json_reading.hpp"

#include <utility>

namespace likeness::gcs_store {

namespace {

using cloud_calls::store_unavailable;
using http_client::Response;

/// Google's own words, as far as they belong into a log.
std::string reason_of(const Response& response) {
    const boost::json::object answer = json_of(response);
    const boost::json::value* error = answer.if_contains("error");
    if (error == nullptr || !error->is_object()) {
        return {};
    }
    return std::string(http_client::text_at(error->get_object(), "message").substr(0, 300));
}

}  // namespace

bool is_damaged(const Response& response) {
    return response.status == 400 &&
           response.body.find("doesn't match calculated") != std::string::npos;
}

boost::json::object json_of(const Response& response) {
    return http_client::read_object(response.body).value_or(boost::json::object());
}

GcsCalls::GcsCalls(
    asio::any_io_executor executor,
    http_client::Client& client,
    const Clock& clock,
    const GcsOptions& options
)
    : client_(client),
      options_(options),
      tokens_(std::move(executor), client, clock, options) {}

std::string GcsCalls::api_url(std::string_view prefix, Bucket bucket) const {
    return options_.endpoint.origin() + std::string(prefix) + "/storage/v1/b/" +
           cloud_signing::percent_encoded(options_.buckets[static_cast<std::size_t>(bucket)]) +
           "/o";
}

std::string GcsCalls::object_url(Bucket bucket, const ObjectKey& key) const {
    return api_url("", bucket) + "/" + cloud_signing::percent_encoded(key.text());
}

Task<Response> GcsCalls::send_plain(http_client::Request request) {
    return client_.send(std::move(request));
}

Task<Response> GcsCalls::send_once(http_client::Request request, std::string& token) {
    if (!options_.token_url.empty()) {
        LIKENESS_CO_TRY(token, co_await tokens_.get());
        request.headers.emplace_back("Authorization", "Bearer " + token);
    }
    co_return co_await client_.send(std::move(request));
}

Task<Response> GcsCalls::send(const GcsCall& call) {
    cloud_calls::Attempts attempts(options_.retry);
    bool has_new_token = false;
    for (;;) {
        std::string token;
        Result<Response> response = co_await send_once(call.request, token);
        if (response && response->is_success()) {
            co_return response;
        }
        if (response && response->status == 401 && !has_new_token) {
            has_new_token = true;
            tokens_.forget(token);
            continue;
        }
        if (response && !cloud_calls::may_pass(response->status) && !is_damaged(*response)) {
            co_return refusal(call, *response);
        }
        if (!response && response.error().code != ErrorCode::unavailable &&
            response.error().code != ErrorCode::deadline_exceeded) {
            co_return response.error();
        }
        const auto wish = response ? cloud_calls::retry_after(*response) : std::nullopt;
        const bool goes_on = co_await attempts.again(wish);
        if (!goes_on) {
            co_return store_unavailable(
                "gs: " + call.what + ": " +
                    (response ? "HTTP " + std::to_string(response->status) : response.error().detail
                    ),
                wish
            );
        }
    }
}

Error GcsCalls::refusal(const GcsCall& call, const Response& response) const {
    const std::string reason = reason_of(response);
    const std::string& bucket = options_.buckets[static_cast<std::size_t>(call.bucket)];
    const bool is_bucket_missing =
        response.status == 404 && reason.find("bucket does not exist") != std::string::npos;
    if (response.status == 404 && !is_bucket_missing) {
        return Error::not_found("object");
    }
    if (response.status == 401 || response.status == 403 || is_bucket_missing) {
        return cloud_calls::store_refuses(
            "The service account " + options_.account.email + " may not " + call.what +
            " in the bucket " + bucket + " (HTTP " + std::to_string(response.status) + ": " +
            reason + "). " +
            (is_bucket_missing ? "Make the bucket, or name another."
                               : "Give it the role Storage Object Admin there.")
        );
    }
    return cloud_calls::store_misunderstands(
        "gs: " + call.what + ": HTTP " + std::to_string(response.status) + " " + reason
    );
}

}  // namespace likeness::gcs_store
