#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "siwe/wallet_address.hpp"

#include <string_view>

namespace likeness::siwe {

/// What a wallet signs for personal_sign (EIP-191, version 0x45): Keccak-256 over "\x19Ethereum
/// Signed Message:\n", the decimal number of bytes of the message, and the message. 32 raw bytes.
Bytes personal_message_hash(std::string_view message);

/// The account whose key made the signature over this hash of 32 bytes. `signature` is 0x and 130
/// hex digits of either case: r, s and v, with v 27 or 28 (or 0 or 1, which some wallets send).
/// Text of another form is `invalid_argument` on the field "signature"; a signature that fits no
/// key, a high s (it would give every signature a twin) and the longer signatures of contract
/// wallets (ERC-1271, ERC-6492) are `unauthenticated`. Thread-safe; below 100 microseconds.
Result<WalletAddress> recover_signer(BytesView hash, std::string_view signature);

}  // namespace likeness::siwe
