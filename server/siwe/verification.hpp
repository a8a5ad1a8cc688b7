#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "siwe/message.hpp"
#include "siwe/wallet_address.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::siwe {

/// What a message must say for us to accept it.
struct Expectation {
    std::vector<std::string>
        domains;  // authorities we answer to: "studio.example", "localhost:8080"
    std::vector<std::string> origins;      // "https://studio.example", "http://localhost:8080"
    std::vector<std::uint64_t> chain_ids;  // EIP-155 numbers of the chains we accept accounts of
    Timestamp now;
    std::chrono::milliseconds max_age = std::chrono::minutes{10};  // since the message was issued
    std::chrono::milliseconds max_ahead =
        std::chrono::minutes{1};  // of our clock, for clocks that are fast
};

/// Compares the message with the expectation: the whole domain without regard to letter case and
/// default ports, its scheme, the origin of the URI, the chain and the times (a message expires at
/// its expiration time, and is valid from its not-before time on). `unauthenticated` with the
/// reason. The nonce is the caller's to check, and to use up.
Result<void> check(const Message& message, const Expectation& expected);

/// The account that signed. `text` are the exact bytes that were signed, and `message` what
/// parse_message made of them; the signer has to be the message's address. Errors as of
/// recover_signer, and `unauthenticated` if another account signed, or another text was signed.
Result<WalletAddress>
verify_signature(std::string_view text, const Message& message, std::string_view signature);

}  // namespace likeness::siwe
