#include "adapters/s3_store/s3_etag.hpp"

#include "cloud_calls/checksums.hpp"

#include <algorithm>

namespace likeness::s3_store {

namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

std::string multipart_etag(BytesView data, std::uint64_t part_bytes) {
    Bytes hashes;
    std::size_t parts = 0;
    for (std::size_t begin = 0; begin < data.size(); begin += part_bytes, ++parts) {
        hashes += cloud_calls::md5(data.substr(begin, part_bytes));
    }
    return to_hex(cloud_calls::md5(hashes)) + "-" + std::to_string(parts);
}

bool is_encrypted_with_a_key(const http_client::Response& response) {
    return response.header("x-amz-server-side-encryption").value_or("").starts_with("aws:kms") ||
           response.header("x-amz-server-side-encryption-customer-algorithm").has_value();
}

}  // namespace

bool may_be_etag_of(
    const http_client::Response& response,
    BytesView data,
    std::uint64_t part_bytes
) {
    std::string_view etag = response.header("etag").value_or("");
    if (etag.size() < 2 || etag.front() != '"' || etag.back() != '"' ||
        is_encrypted_with_a_key(response)) {
        return true;
    }
    etag = etag.substr(1, etag.size() - 2);
    const std::size_t dash = std::min(etag.find('-'), etag.size());
    if (dash != 32 || etag.substr(0, dash).find_first_not_of(kHexDigits) != std::string::npos) {
        return true;
    }
    if (dash == etag.size()) {
        return etag == to_hex(cloud_calls::md5(data));
    }
    const std::string ours = multipart_etag(data, part_bytes);
    // Another number of parts: somebody else uploaded it, in parts of a size that we do not know.
    return ours.substr(32) != etag.substr(32) || ours == etag;
}

}  // namespace likeness::s3_store
