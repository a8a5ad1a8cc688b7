#include "cloud_signing/gcs_link.hpp"

#include "base/digest.hpp"
#include "cloud_signing/basic_time.hpp"
#include "cloud_signing/percent_encoding.hpp"

#include <algorithm>
#include <string_view>

namespace likeness::cloud_signing {

namespace {

constexpr std::string_view kAlgorithm = "GOOG4-RSA-SHA256";

std::string path_of(const GcsLink& link) {
    std::string path;
    if (link.style == GcsStyle::path) {
        path += "/" + link.bucket;
    }
    if (!link.object.empty()) {
        path += "/" + percent_encoded(link.object, Slash::kept);
    }
    return path.empty() ? "/" : path;
}

/// The hash of the body when the holder has to send it, else anything goes.
std::string payload_of(const NameValues& headers) {
    for (const auto& [name, value] : headers) {
        constexpr std::string_view kHeader = "x-goog-content-sha256";
        const bool is_hash = std::equal(
            name.begin(),
            name.end(),
            kHeader.begin(),
            kHeader.end(),
            [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; }
        );
        if (is_hash) {
            return value;
        }
    }
    return "UNSIGNED-PAYLOAD";
}

}  // namespace

GcsStringToSign
gcs_string_to_sign(const std::string& email, const Endpoint& endpoint, const GcsLink& link) {
    const Endpoint place =
        link.style == GcsStyle::virtual_hosted ? endpoint.below(link.bucket) : endpoint;
    const std::string time = to_basic_iso(link.time);
    const std::string scope = day_of(time) + "/auto/storage/goog4_request";

    NameValues headers = link.headers;
    headers.emplace_back("host", place.host);
    const CanonicalHeaders signed_headers = canonical_headers(headers);

    NameValues parameters = link.query;
    parameters.emplace_back("X-Goog-Algorithm", kAlgorithm);
    parameters.emplace_back("X-Goog-Credential", email + "/" + scope);
    parameters.emplace_back("X-Goog-Date", time);
    parameters.emplace_back("X-Goog-Expires", std::to_string(link.lifetime.count()));
    parameters.emplace_back("X-Goog-SignedHeaders", signed_headers.names);
    const std::string query = canonical_query(parameters);

    const std::string path = path_of(link);
    const std::string payload = payload_of(link.headers);
    const CanonicalRequest request{link.method, path, query, signed_headers, payload};
    std::string canonical = request.text();
    std::string text =
        std::string(kAlgorithm) + "\n" + time + "\n" + scope + "\n" + to_hex(sha256(canonical));
    return {place.origin() + path + "?" + query, std::move(canonical), std::move(text)};
}

std::string
gcs_signed_url(const ServiceAccount& account, const Endpoint& endpoint, const GcsLink& link) {
    GcsStringToSign unsigned_link = gcs_string_to_sign(account.email, endpoint, link);
    unsigned_link.url += "&X-Goog-Signature=";
    unsigned_link.url += to_hex(account.key.sign_sha256(unsigned_link.text));
    return std::move(unsigned_link.url);
}

}  // namespace likeness::cloud_signing
