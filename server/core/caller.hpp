#pragma once

#include "siwe/wallet_address.hpp"

#include <optional>
#include <string>

namespace likeness {

using siwe::WalletAddress;

/// Who makes a call. Nobody has signed in when `wallet` is empty.
struct Caller {
    std::optional<WalletAddress> wallet = {};
    bool is_admin = false;

    bool is_signed_in() const { return wallet.has_value(); }

    bool is(const WalletAddress& owner) const { return wallet == owner; }

    /// The owner of a thing, or the admin.
    bool may_manage(const WalletAddress& owner) const { return is_admin || is(owner); }
};

}  // namespace likeness
