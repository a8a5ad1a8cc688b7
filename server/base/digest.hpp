#pragma once

#include "base/bytes.hpp"

#include <array>
#include <cstdint>

namespace likeness {

/// SHA-256 (FIPS 180-4), 32 raw bytes.
Bytes sha256(BytesView data);

/// SHA-256 over data that arrives in pieces.
class Sha256 {
public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&& other) noexcept;
    Sha256& operator=(Sha256&& other) noexcept;

    void update(BytesView data);
    /// 32 raw bytes; ends the use of this object.
    Bytes finish();

private:
    void* context_;  // EVP_MD_CTX; OpenSSL stays out of headers
};

/// HMAC-SHA-256 (RFC 2104) under one key, with the key's two padded blocks hashed once at
/// construction: a signature of a short text costs two compressions. Thread-safe.
class HmacSha256 {
public:
    explicit HmacSha256(BytesView key);

    /// 32 raw bytes.
    std::array<char, 32> sign(BytesView text) const;

private:
    std::array<std::uint32_t, 8> inner_;
    std::array<std::uint32_t, 8> outer_;
};

/// CRC-32 (IEEE 802.3), as zip files want it; `seed` is the value of the data before.
std::uint32_t crc32(BytesView data, std::uint32_t seed = 0);

/// Compares without telling by its duration where the difference is.
bool equal_in_constant_time(BytesView a, BytesView b);

/// `count` bytes from the system's cryptographic generator.
Bytes secure_random(std::size_t count);

}  // namespace likeness
