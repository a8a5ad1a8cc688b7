#pragma once

#include "cloud_calls/attempts.hpp"
#include "cloud_signing/endpoint.hpp"
#include "cloud_signing/gcs_link.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

namespace likeness::gcs_store {

/// What a store on Google Cloud Storage has to know.
struct GcsOptions {
    cloud_signing::Endpoint endpoint{"https", "storage.googleapis.com", ""};
    std::string token_url =
        "https://oauth2.googleapis.com/token";  // empty: calls go without a token
    cloud_signing::ServiceAccount account;
    std::array<std::string, 3> buckets;  // names, in the order of the enum
    cloud_calls::RetryRules retry;
    std::chrono::milliseconds call_timeout{30'000};     // of calls that carry little
    std::chrono::milliseconds upload_timeout{600'000};  // of one request with a body
    std::uint64_t whole_upload_bytes = 4U << 20U;       // up to this a file goes in one request
    std::uint64_t chunk_bytes = 32U << 20U;             // of larger ones; a multiple of 256 KiB
    std::size_t link_cache_bytes = 32U << 20U;

    explicit GcsOptions(cloud_signing::ServiceAccount the_account)
        : account(std::move(the_account)) {}
};

}  // namespace likeness::gcs_store
