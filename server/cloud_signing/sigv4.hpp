#pragma once

#include "base/time.hpp"
#include "cloud_signing/canonical_request.hpp"

#include <chrono>
#include <string>

/// AWS Signature Version 4 ("Signing AWS API requests"), as S3 and its relatives (MinIO, Cloudflare
/// R2) speak it.
namespace likeness::cloud_signing {

struct AwsCredentials {
    std::string access_key_id;
    std::string secret_access_key;
    std::string session_token;  // of temporary credentials; empty for none
};

/// Who signs, and for what.
struct SigV4Scope {
    AwsCredentials credentials;
    std::string region;
    std::string service = "s3";
};

/// A request as it is signed. Texts are not encoded; `path` is taken as it is, segment for segment,
/// as S3 wants it (see normalized_path() for others).
struct SigV4Request {
    std::string method = "GET";
    std::string path = "/";
    NameValues query;
    NameValues headers;   // that are signed; must hold host
    std::string payload;  // hex SHA-256 of the body, or kUnsignedPayload
};

inline constexpr const char* kUnsignedPayload = "UNSIGNED-PAYLOAD";

/// SHA-256 of nothing, in hex: the payload of requests without a body.
inline constexpr const char* kEmptyPayload =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// A signature with all that went into it.
struct SigV4Signature {
    std::string canonical_request;
    std::string string_to_sign;
    std::string signature;  // hex
    NameValues headers;     // to be sent: x-amz-date, x-amz-security-token, authorization
    std::string query;      // canonical, of a presigned request; the signature is its last part
};

/// For requests that we send: the signature goes into the Authorization header.
SigV4Signature
sigv4_in_headers(const SigV4Scope& scope, const SigV4Request& request, Timestamp time);

/// For links that we hand out: the signature goes into the query. `lifetime` is 1 s to 7 days.
SigV4Signature sigv4_in_query(
    const SigV4Scope& scope,
    const SigV4Request& request,
    Timestamp time,
    std::chrono::seconds lifetime
);

}  // namespace likeness::cloud_signing
