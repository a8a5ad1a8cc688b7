#pragma once

#include "base/bytes.hpp"
#include "http_client/message.hpp"

#include <cstdint>
#include <string>
#include <vector>

/// What an ETag of S3 tells of the bytes: their MD5, or for an upload in parts the MD5 of the
/// parts' MD5s and their number. With a customer's or the KMS's keys it tells nothing.
namespace likeness::s3_store {

/// False only if the ETag tells the MD5 of other bytes. `part_bytes`: of those that we upload.
bool may_be_etag_of(
    const http_client::Response& response,
    BytesView data,
    std::uint64_t part_bytes
);

}  // namespace likeness::s3_store
