#include "base/digest.hpp"

#include <libdeflate.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

// The one-shot block functions let HMAC keep the state after its key; EVP_MAC would cost six times
// as much per signature.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace likeness {

namespace {

constexpr std::size_t kBlockSize = 64;
constexpr std::size_t kDigestSize = 32;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wdeprecated-declarations"

std::array<std::uint32_t, 8> state_after_block(const std::array<unsigned char, kBlockSize>& block) {
    SHA256_CTX context;
    SHA256_Init(&context);
    SHA256_Update(&context, block.data(), block.size());
    std::array<std::uint32_t, 8> state{};
    std::copy(std::begin(context.h), std::end(context.h), state.begin());
    return state;
}

void hash_from(
    const std::array<std::uint32_t, 8>& state,
    const void* data,
    std::size_t size,
    unsigned char* out
) {
    SHA256_CTX context;
    SHA256_Init(&context);
    std::copy(state.begin(), state.end(), std::begin(context.h));
    context.Nl = kBlockSize * 8;  // one block has been hashed: its length in bits
    SHA256_Update(&context, data, size);
    SHA256_Final(out, &context);
}

#pragma GCC diagnostic pop

EVP_MD_CTX* as_context(void* context) {
    return static_cast<EVP_MD_CTX*>(context);
}

}  // namespace

Bytes sha256(BytesView data) {
    Bytes digest(kDigestSize, '\0');
    EVP_Digest(
        data.data(),
        data.size(),
        reinterpret_cast<unsigned char*>(digest.data()),
        nullptr,
        EVP_sha256(),
        nullptr
    );
    return digest;
}

Sha256::Sha256() : context_(EVP_MD_CTX_new()) {
    if (context_ == nullptr ||
        EVP_DigestInit_ex(as_context(context_), EVP_sha256(), nullptr) != 1) {
        throw std::runtime_error("OpenSSL has no SHA-256");
    }
}

Sha256::~Sha256() {
    EVP_MD_CTX_free(as_context(context_));
}

Sha256::Sha256(Sha256&& other) noexcept : context_(std::exchange(other.context_, nullptr)) {}

Sha256& Sha256::operator=(Sha256&& other) noexcept {
    std::swap(context_, other.context_);
    return *this;
}

void Sha256::update(BytesView data) {
    EVP_DigestUpdate(as_context(context_), data.data(), data.size());
}

Bytes Sha256::finish() {
    Bytes digest(kDigestSize, '\0');
    EVP_DigestFinal_ex(
        as_context(context_), reinterpret_cast<unsigned char*>(digest.data()), nullptr
    );
    return digest;
}

HmacSha256::HmacSha256(BytesView key) {
    std::array<unsigned char, kBlockSize> padded{};
    const Bytes shortened = key.size() > kBlockSize ? sha256(key) : Bytes(key);
    std::memcpy(padded.data(), shortened.data(), shortened.size());
    std::array<unsigned char, kBlockSize> block{};
    std::transform(padded.begin(), padded.end(), block.begin(), [](unsigned char c) {
        return static_cast<unsigned char>(c ^ 0x36U);
    });
    inner_ = state_after_block(block);
    std::transform(padded.begin(), padded.end(), block.begin(), [](unsigned char c) {
        return static_cast<unsigned char>(c ^ 0x5CU);
    });
    outer_ = state_after_block(block);
}

std::array<char, 32> HmacSha256::sign(BytesView text) const {
    std::array<unsigned char, kDigestSize> inner{};
    hash_from(inner_, text.data(), text.size(), inner.data());
    std::array<char, kDigestSize> signature{};
    hash_from(
        outer_, inner.data(), inner.size(), reinterpret_cast<unsigned char*>(signature.data())
    );
    return signature;
}

std::uint32_t crc32(BytesView data, std::uint32_t seed) {
    return libdeflate_crc32(seed, data.data(), data.size());
}

bool equal_in_constant_time(BytesView a, BytesView b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

Bytes secure_random(std::size_t count) {
    Bytes bytes(count, '\0');
    if (RAND_bytes(reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(count)) != 1) {
        throw std::runtime_error("the system's random generator failed");
    }
    return bytes;
}

}  // namespace likeness
