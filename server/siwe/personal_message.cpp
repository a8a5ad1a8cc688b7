#include "siwe/personal_message.hpp"

#include "siwe/keccak.hpp"

#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>

namespace likeness::siwe {

namespace {

constexpr std::size_t kSignatureSize = 65;
constexpr std::size_t kHashSize = 32;
/// Signatures of contract wallets carry calldata, and are refused after a look at their last bytes.
constexpr std::size_t kMaxSignatureText = std::size_t{32} << 10U;
constexpr std::string_view kErc6492Digits =
    "6492649264926492649264926492649264926492649264926492649264926492";

Error malformed(std::string why) {
    return Error::invalid_field("signature", std::move(why));
}

Error refused(std::string message) {
    return Error{ErrorCode::unauthenticated, std::move(message)};
}

/// libsecp256k1 speaks of unsigned char.
const unsigned char* raw(BytesView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Result<Bytes> signature_bytes(std::string_view text) {
    if (text.size() > kMaxSignatureText) {
        return malformed("is too long");
    }
    if (!text.starts_with("0x")) {
        return malformed("must begin with 0x");
    }
    auto bytes = from_hex(text.substr(2));
    if (!bytes) {
        return malformed("must consist of pairs of hexadecimal digits after 0x");
    }
    if (bytes->size() < kSignatureSize) {
        return malformed("must be 65 bytes, 130 hexadecimal digits after 0x");
    }
    if (text.ends_with(kErc6492Digits)) {
        return refused(
            "Signatures of contract wallets that are not deployed yet (ERC-6492) cannot be checked "
            "here."
        );
    }
    if (bytes->size() > kSignatureSize) {
        return refused(
            "Signatures of contract wallets (ERC-1271) cannot be checked here; sign in with a "
            "plain account."
        );
    }
    return std::move(*bytes);
}

/// Which of the two points with r as coordinate is meant. v of 35 and more belongs to transactions
/// (EIP-155).
std::optional<int> recovery_id(char last_byte) {
    const auto v = static_cast<unsigned char>(last_byte);
    switch (v) {
        case 0:
        case 27:
            return 0;
        case 1:
        case 28:
            return 1;
        default:
            return std::nullopt;
    }
}

bool is_low_s(const secp256k1_ecdsa_recoverable_signature& signature) {
    secp256k1_ecdsa_signature plain;
    secp256k1_ecdsa_recoverable_signature_convert(secp256k1_context_static, &plain, &signature);
    return secp256k1_ecdsa_signature_normalize(secp256k1_context_static, nullptr, &plain) == 0;
}

/// The last 20 bytes of the hash of both coordinates.
WalletAddress address_of(const secp256k1_pubkey& key) {
    std::array<unsigned char, 65> encoded{};
    std::size_t size = encoded.size();
    secp256k1_ec_pubkey_serialize(
        secp256k1_context_static, encoded.data(), &size, &key, SECP256K1_EC_UNCOMPRESSED
    );
    const Bytes hash = keccak256(Bytes(encoded.begin() + 1, encoded.end()));
    std::array<std::uint8_t, 20> address{};
    std::transform(hash.end() - 20, hash.end(), address.begin(), [](char c) {
        return static_cast<std::uint8_t>(c);
    });
    return WalletAddress::from_bytes(address);
}

}  // namespace

Bytes personal_message_hash(std::string_view message) {
    Bytes prefixed =
        "\x19"
        "Ethereum Signed Message:\n";
    prefixed.append(std::to_string(message.size())).append(message);
    return keccak256(prefixed);
}

Result<WalletAddress> recover_signer(BytesView hash, std::string_view signature) {
    if (hash.size() != kHashSize) {
        return Error::internal("recover_signer: the hash is not 32 bytes long");
    }
    LIKENESS_TRY(const Bytes bytes, signature_bytes(signature));
    const auto id = recovery_id(bytes.back());
    if (!id) {
        return refused("The signature is not valid: its last byte must be 27 or 28.");
    }
    secp256k1_ecdsa_recoverable_signature parsed;
    if (secp256k1_ecdsa_recoverable_signature_parse_compact(
            secp256k1_context_static, &parsed, raw(bytes), *id
        ) == 0) {
        return refused("The signature is not valid: its numbers are out of range.");
    }
    if (!is_low_s(parsed)) {
        return refused("The signature is not in its canonical form (low s).");
    }
    secp256k1_pubkey key;
    if (secp256k1_ecdsa_recover(secp256k1_context_static, &key, &parsed, raw(hash)) == 0) {
        return refused("The signature is not valid: no key could have made it.");
    }
    return address_of(key);
}

}  // namespace likeness::siwe
