#include "cloud_signing/sigv4.hpp"

#include "base/digest.hpp"
#include "cloud_signing/basic_time.hpp"
#include "cloud_signing/percent_encoding.hpp"

#include <string_view>

namespace likeness::cloud_signing {

namespace {

constexpr std::string_view kAlgorithm = "AWS4-HMAC-SHA256";

Bytes hmac(BytesView key, BytesView text) {
    const auto digest = HmacSha256(key).sign(text);
    return {digest.data(), digest.size()};
}

std::string credential_scope(const SigV4Scope& scope, const std::string& time) {
    return day_of(time) + "/" + scope.region + "/" + scope.service + "/aws4_request";
}

/// Hashes the request and signs the text about it.
SigV4Signature sign(
    const SigV4Scope& scope,
    const SigV4Request& request,
    const std::string& query,
    const CanonicalHeaders& headers,
    const std::string& time
) {
    SigV4Signature out;
    const std::string path = percent_encoded(request.path, Slash::kept);
    const CanonicalRequest canonical{request.method, path, query, headers, request.payload};
    out.canonical_request = canonical.text();
    out.string_to_sign = std::string(kAlgorithm) + "\n" + time + "\n" +
                         credential_scope(scope, time) + "\n" +
                         to_hex(sha256(out.canonical_request));
    Bytes key = hmac("AWS4" + scope.credentials.secret_access_key, day_of(time));
    for (const std::string_view part :
         {std::string_view(scope.region),
          std::string_view(scope.service),
          std::string_view("aws4_request")}) {
        key = hmac(key, part);
    }
    out.signature = to_hex(hmac(key, out.string_to_sign));
    return out;
}

}  // namespace

SigV4Signature
sigv4_in_headers(const SigV4Scope& scope, const SigV4Request& request, Timestamp time) {
    const std::string date = to_basic_iso(time);
    NameValues added{{"x-amz-date", date}};
    if (!scope.credentials.session_token.empty()) {
        added.emplace_back("x-amz-security-token", scope.credentials.session_token);
    }
    NameValues all = request.headers;
    all.insert(all.end(), added.begin(), added.end());
    const CanonicalHeaders headers = canonical_headers(all);
    SigV4Signature out = sign(scope, request, canonical_query(request.query), headers, date);
    out.headers = std::move(added);
    out.headers.emplace_back(
        "authorization",
        std::string(kAlgorithm) + " Credential=" + scope.credentials.access_key_id + "/" +
            credential_scope(scope, date) + ", SignedHeaders=" + headers.names +
            ", Signature=" + out.signature
    );
    return out;
}

SigV4Signature sigv4_in_query(
    const SigV4Scope& scope,
    const SigV4Request& request,
    Timestamp time,
    std::chrono::seconds lifetime
) {
    const std::string date = to_basic_iso(time);
    const CanonicalHeaders headers = canonical_headers(request.headers);
    NameValues parameters = request.query;
    parameters.emplace_back("X-Amz-Algorithm", kAlgorithm);
    parameters.emplace_back(
        "X-Amz-Credential", scope.credentials.access_key_id + "/" + credential_scope(scope, date)
    );
    parameters.emplace_back("X-Amz-Date", date);
    parameters.emplace_back("X-Amz-Expires", std::to_string(lifetime.count()));
    if (!scope.credentials.session_token.empty()) {
        parameters.emplace_back("X-Amz-Security-Token", scope.credentials.session_token);
    }
    parameters.emplace_back("X-Amz-SignedHeaders", headers.names);
    const std::string query = canonical_query(parameters);
    SigV4Signature out = sign(scope, request, query, headers, date);
    out.query = query + "&X-Amz-Signature=" + out.signature;
    return out;
}

}  // namespace likeness::cloud_signing
