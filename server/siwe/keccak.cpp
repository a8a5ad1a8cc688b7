#include "siwe/keccak.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace likeness::siwe {

namespace {

/// 25 lanes; lane (x, y) of the specification is at x + 5 y.
using State = std::array<std::uint64_t, 25>;

constexpr std::size_t kRate = 136;
constexpr std::size_t kDigestSize = 32;

constexpr std::array<std::uint64_t, 24> kRoundConstants = {
    0x0000000000000001, 0x0000000000008082, 0x800000000000808A, 0x8000000080008000,
    0x000000000000808B, 0x0000000080000001, 0x8000000080008081, 0x8000000000008009,
    0x000000000000008A, 0x0000000000000088, 0x0000000080008009, 0x000000008000000A,
    0x000000008000808B, 0x800000000000008B, 0x8000000000008089, 0x8000000000008003,
    0x8000000000008002, 0x8000000000000080, 0x000000000000800A, 0x800000008000000A,
    0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008};

/// Rho and pi in one walk over the lanes: where the lane goes that was carried along, and by how
/// much it is rotated.
constexpr std::array<std::size_t, 24> kPiLanes = {10, 7,  11, 17, 18, 3, 5,  16, 8,  21, 24, 4,
                                                  15, 23, 19, 13, 12, 2, 20, 14, 22, 9,  6,  1};
constexpr std::array<int, 24> kRhoOffsets = {1,  3,  6,  10, 15, 21, 28, 36, 45, 55, 2,  14,
                                             27, 41, 56, 8,  25, 43, 62, 18, 39, 61, 20, 44};

void theta(State& state) {
    std::array<std::uint64_t, 5> parity{};
    for (std::size_t x = 0; x < 5; ++x) {
        parity[x] = state[x] ^ state[x + 5] ^ state[x + 10] ^ state[x + 15] ^ state[x + 20];
    }
    for (std::size_t x = 0; x < 5; ++x) {
        const std::uint64_t change = parity[(x + 4) % 5] ^ std::rotl(parity[(x + 1) % 5], 1);
        for (std::size_t y = 0; y < 25; y += 5) {
            state[x + y] ^= change;
        }
    }
}

void rho_and_pi(State& state) {
    std::uint64_t carried = state[1];
    for (std::size_t i = 0; i < kPiLanes.size(); ++i) {
        const std::uint64_t displaced = state[kPiLanes[i]];
        state[kPiLanes[i]] = std::rotl(carried, kRhoOffsets[i]);
        carried = displaced;
    }
}

void chi(State& state) {
    for (std::size_t y = 0; y < 25; y += 5) {
        const std::array<std::uint64_t, 5> row = {
            state[y], state[y + 1], state[y + 2], state[y + 3], state[y + 4]};
        for (std::size_t x = 0; x < 5; ++x) {
            state[y + x] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5]);
        }
    }
}

void permute(State& state) {
    for (const std::uint64_t constant : kRoundConstants) {
        theta(state);
        rho_and_pi(state);
        chi(state);
        state[0] ^= constant;
    }
}

void absorb_byte(State& state, std::size_t position, unsigned char byte) {
    state[position / 8] ^= std::uint64_t{byte} << (8 * (position % 8));
}

void absorb(State& state, BytesView bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        absorb_byte(state, i, static_cast<unsigned char>(bytes[i]));
    }
}

}  // namespace

Bytes keccak256(BytesView data) {
    State state{};
    for (; data.size() >= kRate; data.remove_prefix(kRate)) {
        absorb(state, data.substr(0, kRate));
        permute(state);
    }
    absorb(state, data);
    absorb_byte(state, data.size(), 0x01);
    absorb_byte(state, kRate - 1, 0x80);
    permute(state);

    Bytes digest(kDigestSize, '\0');
    for (std::size_t i = 0; i < kDigestSize; ++i) {
        digest[i] = static_cast<char>((state[i / 8] >> (8 * (i % 8))) & 0xFFU);
    }
    return digest;
}

}  // namespace likeness::siwe
