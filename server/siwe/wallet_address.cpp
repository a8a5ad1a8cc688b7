#include "siwe/wallet_address.hpp"

#include "base/bytes.hpp"
#include "siwe/keccak.hpp"
#include "siwe/uri.hpp"

namespace likeness::siwe {

namespace {

constexpr std::string_view kPrefix = "0x";
constexpr std::size_t kDigits = 40;

}  // namespace

Result<WalletAddress> WalletAddress::parse(std::string_view text) {
    const std::string_view digits =
        text.starts_with(kPrefix) ? text.substr(kPrefix.size()) : std::string_view{};
    if (digits.size() != kDigits || !from_hex(digits)) {
        return Error::invalid_field("address", "must be 0x and 40 hexadecimal digits");
    }
    if (checksum_case(ascii_lower(digits)) != digits) {
        return Error::invalid_field(
            "address", "has a wrong checksum: its upper and lower case letters do not fit (EIP-55)"
        );
    }
    return WalletAddress(std::string(text));
}

WalletAddress WalletAddress::from_bytes(const std::array<std::uint8_t, 20>& bytes) {
    const Bytes raw(bytes.begin(), bytes.end());
    return WalletAddress(std::string(kPrefix) + checksum_case(to_hex(raw)));
}

std::string checksum_case(std::string_view lower_case_digits) {
    const std::string hash = to_hex(keccak256(lower_case_digits));
    std::string digits(lower_case_digits);
    for (std::size_t i = 0; i < digits.size() && i < hash.size(); ++i) {
        const bool is_letter = digits[i] >= 'a' && digits[i] <= 'f';
        if (is_letter &&
            hash[i] >= '8') {  // also true for the letters, which stand behind the digits in ASCII
            digits[i] = static_cast<char>(digits[i] - 'a' + 'A');
        }
    }
    return digits;
}

}  // namespace likeness::siwe
