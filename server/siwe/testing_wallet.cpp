#include "siwe/testing_wallet.hpp"

#include "base/digest.hpp"
#include "siwe/keccak.hpp"
#include "siwe/personal_message.hpp"

#include <secp256k1.h>
#include <secp256k1_recovery.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <utility>

namespace likeness::siwe {

namespace {

struct DestroyContext {
    void operator()(secp256k1_context* context) const { secp256k1_context_destroy(context); }
};

/// One that can sign, unlike secp256k1_context_static.
using Context = std::unique_ptr<secp256k1_context, DestroyContext>;

Context make_context() {
    return Context(secp256k1_context_create(SECP256K1_CONTEXT_NONE));
}

const unsigned char* raw(BytesView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

void require(int done) {
    if (done == 0) {
        throw std::invalid_argument("not a private key of secp256k1");
    }
}

WalletAddress address_of(BytesView private_key) {
    const Context context = make_context();
    secp256k1_pubkey key;
    require(secp256k1_ec_pubkey_create(context.get(), &key, raw(private_key)));
    std::array<unsigned char, 65> encoded{};
    std::size_t size = encoded.size();
    secp256k1_ec_pubkey_serialize(
        context.get(), encoded.data(), &size, &key, SECP256K1_EC_UNCOMPRESSED
    );
    const Bytes hash = keccak256(Bytes(encoded.begin() + 1, encoded.end()));
    std::array<std::uint8_t, 20> address{};
    std::transform(hash.end() - 20, hash.end(), address.begin(), [](char c) {
        return static_cast<std::uint8_t>(c);
    });
    return WalletAddress::from_bytes(address);
}

}  // namespace

TestWallet::TestWallet(Bytes private_key, WalletAddress address)
    : private_key_(std::move(private_key)),
      address_(std::move(address)) {}

TestWallet TestWallet::from_seed(std::string_view seed) {
    return from_key(sha256(seed));
}

TestWallet TestWallet::from_key(BytesView private_key) {
    return {Bytes(private_key), address_of(private_key)};
}

std::string TestWallet::sign(std::string_view message) const {
    return sign_hash(personal_message_hash(message));
}

std::string TestWallet::sign_hash(BytesView hash) const {
    const Context context = make_context();
    secp256k1_ecdsa_recoverable_signature signature;
    require(secp256k1_ecdsa_sign_recoverable(
        context.get(), &signature, raw(hash), raw(private_key_), nullptr, nullptr
    ));
    std::array<unsigned char, 65> bytes{};
    int recovery_id = 0;
    secp256k1_ecdsa_recoverable_signature_serialize_compact(
        context.get(), bytes.data(), &recovery_id, &signature
    );
    bytes[64] = static_cast<unsigned char>(27 + recovery_id);
    return "0x" + to_hex(Bytes(bytes.begin(), bytes.end()));
}

}  // namespace likeness::siwe
