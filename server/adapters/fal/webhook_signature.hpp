#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::fal {

/// The headers of a webhook, as received.
struct WebhookHeaders {
    std::string_view request_id;
    std::string_view user_id;
    std::string_view timestamp;  // Unix seconds
    std::string_view signature;  // 128 hex digits
};

/// True if one of the keys signed this body within five minutes of `now` (fal.ai/docs, "Webhooks":
/// Ed25519 over request id, user id, timestamp and the hex SHA-256 of the raw body, joined by line
/// feeds).
bool is_signed_by(
    std::span<const Bytes> keys,
    const WebhookHeaders& headers,
    BytesView body,
    Timestamp now
);

/// True unless the timestamp is unreadable or further than five minutes from `now`.
bool is_recent(std::string_view timestamp, Timestamp now);

/// The Ed25519 keys of a JWKS document (RFC 8037), 32 raw bytes each; others are left out.
std::vector<Bytes> keys_in(std::string_view jwks);

}  // namespace likeness::fal
