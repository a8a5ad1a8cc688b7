#pragma once

#include "base/bytes.hpp"

#include <cstdint>

/// The hashes that object stores tell of their objects.
namespace likeness::cloud_calls {

/// CRC-32C (Castagnoli; RFC 3720 appendix B.4); `seed` is the value of the data before. Several
/// GB/s where the processor has an instruction for it.
std::uint32_t crc32c(BytesView data, std::uint32_t seed = 0);

/// As Google Cloud Storage writes it: base64 of the four bytes, the highest first.
std::string crc32c_text(std::uint32_t crc);

/// MD5 (RFC 1321), 16 raw bytes: for ETags, not for security.
Bytes md5(BytesView data);

}  // namespace likeness::cloud_calls
