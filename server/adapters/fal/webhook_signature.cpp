#include "adapters/fal/webhook_signature.hpp"

#include "base/digest.hpp"
#include "http_client/json_reading.hpp"

#include <boost/json/array.hpp>
#include <openssl/evp.h>

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <memory>

namespace likeness::fal {

namespace {

constexpr std::size_t kKeySize = 32;
constexpr std::size_t kSignatureSize = 64;
constexpr std::size_t kMaxKeys = 16;
constexpr std::int64_t kMaxAge = 300;  // seconds, in both directions

const unsigned char* raw(BytesView bytes) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast)
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

bool verify(BytesView key, BytesView message, BytesView signature) {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> public_key(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, raw(key), key.size()), &EVP_PKEY_free
    );
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
        EVP_MD_CTX_new(), &EVP_MD_CTX_free
    );
    return public_key && context &&
           EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, public_key.get()) == 1 &&
           EVP_DigestVerify(
               context.get(), raw(signature), signature.size(), raw(message), message.size()
           ) == 1;
}

}  // namespace

bool is_recent(std::string_view timestamp, Timestamp now) {
    std::int64_t seconds = 0;
    const char* end = timestamp.data() + timestamp.size();
    const auto [stopped, failure] = std::from_chars(timestamp.data(), end, seconds);
    if (failure != std::errc{} || stopped != end || seconds < 0 || seconds > 1'000'000'000'000) {
        return false;
    }
    const std::int64_t current =
        std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
    return std::abs(current - seconds) <= kMaxAge;
}

bool is_signed_by(
    std::span<const Bytes> keys,
    const WebhookHeaders& headers,
    BytesView body,
    Timestamp now
) {
    const std::optional<Bytes> signature = from_hex(headers.signature);
    if (!signature || signature->size() != kSignatureSize || !is_recent(headers.timestamp, now)) {
        return false;
    }
    std::string message;
    for (const std::string_view line : {headers.request_id, headers.user_id, headers.timestamp}) {
        message += line;
        message += '\n';
    }
    message += to_hex(sha256(body));
    bool is_valid = false;
    for (const Bytes& key : keys) {
        is_valid = is_valid || verify(key, message, *signature);
    }
    return is_valid;
}

std::vector<Bytes> keys_in(std::string_view jwks) {
    std::vector<Bytes> keys;
    const std::optional<boost::json::object> document = http_client::read_object(jwks);
    const boost::json::array* listed =
        document ? http_client::array_at(*document, "keys") : nullptr;
    if (listed == nullptr) {
        return keys;
    }
    for (const boost::json::value& entry : *listed) {
        if (!entry.is_object() || http_client::text_at(entry.as_object(), "kty") != "OKP" ||
            http_client::text_at(entry.as_object(), "crv") != "Ed25519" ||
            keys.size() == kMaxKeys) {
            continue;
        }
        std::optional<Bytes> key = from_base64url(http_client::text_at(entry.as_object(), "x"));
        if (key && key->size() == kKeySize) {
            keys.push_back(*std::move(key));
        }
    }
    return keys;
}

}  // namespace likeness::fal
