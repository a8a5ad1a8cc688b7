#include "signing.hpp"

#include "base/digest.hpp"
#include "cloud_signing/gcs_link.hpp"
#include "cloud_signing/percent_encoding.hpp"
#include "cloud_signing/sigv4.hpp"
#include "cloud_signing/testing_raw_request.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <chrono>
#include <string>

namespace likeness::conform {

namespace {

using namespace cloud_signing;
namespace json = boost::json;

std::string text_in(const json::object& input, std::string_view name) {
    const json::value* value = input.if_contains(name);
    return value != nullptr && value->is_string() ? std::string(value->get_string())
                                                  : std::string();
}

bool is_set(const json::object& input, std::string_view name) {
    const json::value* value = input.if_contains(name);
    return value != nullptr && value->is_bool() && value->get_bool();
}

/// {"name": "value"}, {"name": ["value", ...]} or [["name", "value"], ...].
NameValues pairs_in(const json::object& input, std::string_view name) {
    NameValues pairs;
    const auto add = [&](std::string_view key, const json::value& value) {
        pairs.emplace_back(
            key, value.is_string() ? std::string(value.get_string()) : json::serialize(value)
        );
    };
    const json::value* values = input.if_contains(name);
    if (values != nullptr && values->is_object()) {
        for (const auto& [key, value] : values->get_object()) {
            if (value.is_array()) {
                for (const json::value& one : value.get_array()) {
                    add(key, one);
                }
            } else {
                add(key, value);
            }
        }
    } else if (values != nullptr && values->is_array()) {
        for (const json::value& pair : values->get_array()) {
            if (pair.is_array() && pair.get_array().size() == 2 && pair.at(0).is_string()) {
                add(pair.at(0).get_string(), pair.at(1));
            }
        }
    }
    return pairs;
}

Result<Timestamp> time_in(const json::object& input) {
    const std::optional<Timestamp> time = parse_iso(text_in(input, "timestamp"));
    if (!time) {
        return Error::invalid_field("timestamp", "must be ISO 8601");
    }
    return *time;
}

Result<std::chrono::seconds> expiry_in(const json::object& input) {
    const json::value* value = input.if_contains("expires");
    if (value == nullptr || !value->is_int64() || value->get_int64() < 1 ||
        value->get_int64() > 604'800) {
        return Error::invalid_field("expires", "must be 1 to 604800 seconds");
    }
    return std::chrono::seconds{value->get_int64()};
}

GcsStyle style_in(const json::object& input) {
    std::string style = text_in(input, "style");
    std::transform(style.begin(), style.end(), style.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    if (style.find("virtual") != std::string::npos) {
        return GcsStyle::virtual_hosted;
    }
    return style.find("bound") != std::string::npos ? GcsStyle::bucket_bound : GcsStyle::path;
}

Result<Endpoint> endpoint_in(const json::object& input, const std::string& fallback) {
    const std::string text = text_in(input, "endpoint");
    Result<Endpoint> endpoint = Endpoint::parse(text.empty() ? fallback : text);
    return endpoint ? endpoint : Error::invalid_field("endpoint", endpoint.error().message);
}

Result<std::string> gcs_url(const json::object& input) {
    LIKENESS_TRY(const Endpoint endpoint, endpoint_in(input, "https://storage.googleapis.com"));
    Result<RsaKey> key = RsaKey::from_pem(text_in(input, "privateKey"));
    if (!key) {
        return Error::invalid_field("privateKey", key.error().message);
    }
    GcsLink link;
    link.method = text_in(input, "method");
    link.bucket = text_in(input, "bucket");
    link.object = text_in(input, "object");
    LIKENESS_TRY(link.time, time_in(input));
    LIKENESS_TRY(link.lifetime, expiry_in(input));
    link.headers = pairs_in(input, "headers");
    link.query = pairs_in(input, "query");
    link.style = style_in(input);
    return gcs_signed_url({text_in(input, "clientEmail"), *std::move(key)}, endpoint, link);
}

AwsCredentials credentials_in(const json::object& input) {
    return {
        text_in(input, "accessKeyId"),
        text_in(input, "secretAccessKey"),
        text_in(input, "sessionToken")};
}

/// Path style, unless the endpoint's host begins with the bucket's name already.
Result<std::string> s3_url(const json::object& input) {
    LIKENESS_TRY(const Endpoint endpoint, endpoint_in(input, ""));
    LIKENESS_TRY(const Timestamp time, time_in(input));
    LIKENESS_TRY(const std::chrono::seconds lifetime, expiry_in(input));
    const std::string bucket = text_in(input, "bucket");
    const bool is_virtual = style_in(input) == GcsStyle::virtual_hosted;
    const Endpoint place = is_virtual ? endpoint.below(bucket) : endpoint;
    const bool is_in_path =
        !is_virtual && !bucket.empty() && !endpoint.host.starts_with(bucket + ".");
    SigV4Request request;
    request.method = text_in(input, "method");
    request.path = (is_in_path ? "/" + bucket : std::string()) + "/" + text_in(input, "key");
    request.query = pairs_in(input, "query");
    request.headers = pairs_in(input, "headers");
    request.headers.emplace_back("host", place.host_header());
    request.payload = kUnsignedPayload;
    const SigV4Scope scope{credentials_in(input), text_in(input, "region")};
    return place.origin() + percent_encoded(request.path, Slash::kept) + "?" +
           sigv4_in_query(scope, request, time, lifetime).query;
}

json::object url_answer(const Result<std::string>& url) {
    return url ? json::object{{"url", *url}}
               : json::object{{"ok", false}, {"reason", url.error().message}};
}

}  // namespace

json::object gcs_sign(const json::object& input) {
    return url_answer(gcs_url(input));
}

json::object s3_presign(const json::object& input) {
    return url_answer(s3_url(input));
}

/// `signature` is that of the header form; `querySignature` that of the presigned one.
json::object sigv4(const json::object& input) {
    const Result<Timestamp> time = time_in(input);
    if (!time) {
        return {{"ok", false}, {"reason", time.error().message}};
    }
    const RawRequest raw = parse_raw_request(text_in(input, "request"));
    SigV4Request request;
    request.method = raw.method;
    request.path = is_set(input, "normalize") ? normalized_path(raw.path) : raw.path;
    request.query = raw.query;
    request.headers = raw.headers;
    request.payload = to_hex(sha256(raw.body));
    const SigV4Scope scope{
        credentials_in(input), text_in(input, "region"), text_in(input, "service")};
    json::object answer;
    if (const Result<std::chrono::seconds> lifetime = expiry_in(input)) {
        answer["querySignature"] = sigv4_in_query(scope, request, *time, *lifetime).signature;
    }
    if (is_set(input, "signBody")) {
        request.headers.emplace_back("x-amz-content-sha256", request.payload);
    }
    answer["signature"] = sigv4_in_headers(scope, request, *time).signature;
    return answer;
}

}  // namespace likeness::conform
