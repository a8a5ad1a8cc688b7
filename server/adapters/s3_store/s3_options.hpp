#pragma once

#include "cloud_calls/attempts.hpp"
#include "cloud_signing/endpoint.hpp"
#include "cloud_signing/sigv4.hpp"

#include <array>
#include <chrono>
#include <cstdint>
#include <string>

namespace likeness::s3_store {

/// How the bucket is named: in the path, which every service takes, or before the host, which AWS
/// prefers.
enum class S3Style {
    path,
    virtual_hosted
};

/// What a store on S3 or one of its relatives has to know.
struct S3Options {
    cloud_signing::Endpoint endpoint;
    S3Style style = S3Style::path;
    cloud_signing::SigV4Scope scope;     // credentials and region
    std::array<std::string, 3> buckets;  // names, in the order of the enum
    cloud_calls::RetryRules retry;
    std::chrono::milliseconds call_timeout{30'000};     // of calls that carry little
    std::chrono::milliseconds upload_timeout{600'000};  // of one request with a body
    std::uint64_t whole_upload_bytes = 16U << 20U;      // up to this a file goes in one request
    std::uint64_t part_bytes = 16U << 20U;  // of larger ones, at least; no part but the last is
                                            // smaller than 5 MiB
    std::size_t link_cache_bytes = 32U << 20U;

    S3Options() = default;
};

}  // namespace likeness::s3_store
