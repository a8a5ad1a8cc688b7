#pragma once

#include "base/result.hpp"

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace likeness::siwe {

/// An Ethereum account: 20 bytes, always written in the EIP-55 checksum form, "0x" and 40 hex
/// digits whose letter case is a checksum. Two addresses are the same account exactly if their
/// texts are equal.
class WalletAddress {
public:
    /// Strict: every letter in the case of its checksum, so an address of lower-case letters passes
    /// only where the checksum makes it so. `invalid_argument` on the field "address".
    static Result<WalletAddress> parse(std::string_view text);

    static WalletAddress from_bytes(const std::array<std::uint8_t, 20>& bytes);

    /// For text that we wrote ourselves (a column of our database).
    static WalletAddress trusted(std::string_view text) { return WalletAddress(std::string(text)); }

    const std::string& text() const { return text_; }

    // NOLINTNEXTLINE(modernize-use-nullptr): a false alarm of clang-tidy 14 about <=>
    friend auto operator<=>(const WalletAddress&, const WalletAddress&) = default;

private:
    explicit WalletAddress(std::string text) : text_(std::move(text)) {}

    std::string text_;
};

/// EIP-55: the digits of an address, 40 lower-case ones without "0x", with a letter in upper case
/// where the matching digit of their Keccak-256 is 8 or more.
std::string checksum_case(std::string_view lower_case_digits);

}  // namespace likeness::siwe

template <>
struct std::hash<likeness::siwe::WalletAddress> {
    std::size_t operator()(const likeness::siwe::WalletAddress& address) const noexcept {
        return std::hash<std::string>{}(address.text());
    }
};
