#pragma once

#include "base/time.hpp"
#include "cloud_signing/gcs_link.hpp"

#include <string>

namespace likeness::cloud_signing {

/// The signed JWT (RFC 7523, RS256) that a service account trades for an access token at
/// `token_url`; valid for an hour from `now`.
std::string service_account_assertion(
    const ServiceAccount& account,
    const std::string& token_url,
    const std::string& scope,
    Timestamp now
);

}  // namespace likeness::cloud_signing
