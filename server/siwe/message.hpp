#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "siwe/wallet_address.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::siwe {

/// Longer messages are refused unread. The standard sets no limit; ours have about 300 bytes.
constexpr std::size_t kMaxMessageSize = 4'096;

/// A time as the message spells it, and what it means (cut to milliseconds).
struct Moment {
    std::string text;
    Timestamp time;
};

/// A Sign-In with Ethereum message (ERC-4361), taken apart. Its fields are text of the person who
/// signs, checked for their form only; see check() in verification.hpp for the rest. A message
/// cannot be put together again from them: the bytes that were signed have to be kept.
struct Message {
    std::optional<std::string> scheme;  // of `domain`
    std::string domain;                 // RFC 3986 authority, userinfo and port included
    WalletAddress address;
    std::optional<std::string> statement;  // one line, may be empty
    std::string uri;                       // what the sign-in is for
    std::string version;                   // always "1"
    std::uint64_t chain_id = 0;            // EIP-155
    std::string nonce;                     // letters and digits, at least 8
    Moment issued_at;
    std::optional<Moment> expiration_time;
    std::optional<Moment> not_before;
    std::optional<std::string> request_id;  // may be empty
    std::vector<std::string> resources;     // URIs
};

/// Reads the message strictly by ERC-4361's grammar and by position: each line is what its place
/// makes it, whatever it looks like. Chain ids beyond 64 bits and messages over kMaxMessageSize are
/// refused too. `invalid_argument` on the field "message", naming the line.
Result<Message> parse_message(std::string_view text);

}  // namespace likeness::siwe
