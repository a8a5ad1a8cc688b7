#include "adapters/s3_store/s3_calls.hpp"

#include "adapters/s3_store/s3_xml.hpp"
#include "cloud_calls/store_errors.hpp"
#include "cloud_signing/percent_encoding.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace likeness::s3_store {

namespace {

using cloud_calls::store_unavailable;
using http_client::Response;

/// Refusals that are no refusals: the request was cut off or changed on its way, or came too
/// slowly.
constexpr std::array<std::string_view, 6> kLostOnTheWay{
    "RequestTimeout",
    "XAmzContentSHA256Mismatch",
    "XAmzContentChecksumMismatch",
    "BadDigest",
    "IncompleteBody",
    "InternalError"};

std::string code_of(const Response& response) {
    return xml_text(response.body, "Code").value_or("");
}

/// Finishing an upload takes long: S3 begins to answer before it knows.
bool is_error_inside(const S3Call& call, const Response& response) {
    const std::string_view body = response.body;
    return call.method == "POST" && response.status == 200 && body.size() < 16'384 &&
           body.starts_with("<?xml") && body.find("<Error>") != std::string_view::npos;
}

bool may_help_again(const Response& response) {
    const std::string code = code_of(response);
    return cloud_calls::may_pass(response.status) ||
           std::find(kLostOnTheWay.begin(), kLostOnTheWay.end(), code) != kLostOnTheWay.end();
}

}  // namespace

S3Calls::S3Calls(http_client::Client& client, const Clock& clock, const S3Options& options)
    : client_(client),
      clock_(clock),
      options_(options) {
    for (std::size_t i = 0; i < places_.size(); ++i) {
        places_[i] = options_.style == S3Style::virtual_hosted
                         ? options_.endpoint.below(options_.buckets[i])
                         : options_.endpoint;
    }
}

const cloud_signing::Endpoint& S3Calls::place_of(Bucket bucket) const {
    return places_[static_cast<std::size_t>(bucket)];
}

std::string S3Calls::path_of(Bucket bucket, std::string_view key) const {
    const std::string prefix = options_.style == S3Style::path
                                   ? "/" + options_.buckets[static_cast<std::size_t>(bucket)]
                                   : std::string();
    const std::string path = key.empty() ? prefix : prefix + "/" + std::string(key);
    return path.empty() ? "/" : path;
}

http_client::Request S3Calls::signed_request(const S3Call& call) const {
    const cloud_signing::Endpoint& place = place_of(call.bucket);
    cloud_signing::SigV4Request to_sign;
    to_sign.method = call.method;
    to_sign.path = path_of(call.bucket, call.key);
    to_sign.query = call.query;
    to_sign.headers = {{"host", place.host_header()}, {"x-amz-content-sha256", call.body_sha256}};
    to_sign.payload = call.body_sha256;
    const cloud_signing::SigV4Signature signature =
        cloud_signing::sigv4_in_headers(options_.scope, to_sign, clock_.now());

    http_client::Request request;
    request.method = call.method;
    const std::string query = cloud_signing::canonical_query(call.query);
    request.url = place.origin() +
                  cloud_signing::percent_encoded(to_sign.path, cloud_signing::Slash::kept) +
                  (query.empty() ? "" : "?" + query);
    request.headers = call.headers;
    request.headers.emplace_back("x-amz-content-sha256", call.body_sha256);
    request.headers.insert(
        request.headers.end(), signature.headers.begin(), signature.headers.end()
    );
    request.body = call.body;
    request.file = call.file;
    request.max_response_bytes = std::max<std::uint64_t>(call.max_answer, 64U << 10U);
    request.total_timeout = call.is_upload ? options_.upload_timeout : options_.call_timeout;
    return request;
}

Task<Response> S3Calls::send(const S3Call& call) {
    cloud_calls::Attempts attempts(options_.retry);
    for (;;) {
        Result<Response> response = co_await client_.send(signed_request(call));
        const bool is_done =
            response && response->is_success() && !is_error_inside(call, *response);
        if (is_done) {
            co_return response;
        }
        if (response && !may_help_again(*response)) {
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
                "s3: " + call.what + ": " +
                    (response
                         ? "HTTP " + std::to_string(response->status) + " " + code_of(*response)
                         : response.error().detail),
                wish
            );
        }
    }
}

Error S3Calls::refusal(const S3Call& call, const Response& response) const {
    const std::string code = code_of(response);
    const std::string& bucket = options_.buckets[static_cast<std::size_t>(call.bucket)];
    if (response.status == 404 && code != "NoSuchBucket") {
        return Error::not_found("object");
    }
    const bool is_refused = response.status == 401 || response.status == 403 ||
                            code == "NoSuchBucket" || code == "ExpiredToken" ||
                            code == "AuthorizationHeaderMalformed";
    if (is_refused) {
        std::string hint = "Check the key, its rights and AWS_REGION.";
        if (code == "NoSuchBucket") {
            hint = "Make the bucket, or name another.";
        } else if (code == "RequestTimeTooSkewed") {
            hint = "Set this machine's clock.";
        }
        return cloud_calls::store_refuses(
            "The access key " + options_.scope.credentials.access_key_id + " may not " + call.what +
            " in the bucket " + bucket + " (HTTP " + std::to_string(response.status) + " " + code +
            "). " + hint
        );
    }
    return cloud_calls::store_misunderstands(
        "s3: " + call.what + ": HTTP " + std::to_string(response.status) + " " + code
    );
}

}  // namespace likeness::s3_store
