#pragma once

#include "base/bytes.hpp"
#include "siwe/wallet_address.hpp"

#include <string>
#include <string_view>

namespace likeness::siwe {

/// An account with its private key, for tests that sign in. Links with likeness::siwe_testing only,
/// so that the server itself cannot sign.
class TestWallet {
public:
    /// The key is the SHA-256 of the seed: the same account for the same seed.
    static TestWallet from_seed(std::string_view seed);
    /// 32 raw bytes, not 0 and below the order of the curve.
    static TestWallet from_key(BytesView private_key);

    const WalletAddress& address() const { return address_; }

    /// personal_sign: 0x and 130 hex digits, v 27 or 28, low s, deterministic (RFC 6979).
    std::string sign(std::string_view message) const;
    /// The same over a ready hash of 32 bytes.
    std::string sign_hash(BytesView hash) const;

private:
    TestWallet(Bytes private_key, WalletAddress address);

    Bytes private_key_;
    WalletAddress address_;
};

}  // namespace likeness::siwe
