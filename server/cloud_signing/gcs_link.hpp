#pragma once

#include "cloud_signing/canonical_request.hpp"
#include "cloud_signing/endpoint.hpp"
#include "cloud_signing/rsa_key.hpp"

#include <chrono>
#include <string>

namespace likeness::cloud_signing {

struct ServiceAccount {
    std::string email;
    RsaKey key;
};

/// How the bucket is named: in the path, before the host, or not at all because the host stands for
/// it.
enum class GcsStyle {
    path,
    virtual_hosted,
    bucket_bound
};

/// What a holder of the link may do.
struct GcsLink {
    std::string method = "GET";
    std::string bucket;
    std::string object;                 // empty for the bucket itself
    Timestamp time;                     // from which it is valid
    std::chrono::seconds lifetime{60};  // 1 s to 7 days
    NameValues headers;                 // that the holder has to send, without host
    NameValues query;
    GcsStyle style = GcsStyle::path;
};

/// What is signed, apart from the signature: the address without it, and the text.
struct GcsStringToSign {
    std::string url;
    std::string canonical_request;
    std::string text;
};

GcsStringToSign
gcs_string_to_sign(const std::string& email, const Endpoint& endpoint, const GcsLink& link);

/// A signed URL of Google Cloud Storage, V4 ("V4 signing process with your own program"). The port
/// is not part of the signed host, as in Google's own libraries.
std::string
gcs_signed_url(const ServiceAccount& account, const Endpoint& endpoint, const GcsLink& link);

}  // namespace likeness::cloud_signing
