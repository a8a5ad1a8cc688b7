#include "paperflux/philox.hpp"

#include <cmath>
#include <numbers>

namespace likeness::paperflux {

namespace {

constexpr int kRounds = 10;
constexpr std::uint64_t kMultiplier0 = 0xD2511F53;
constexpr std::uint64_t kMultiplier1 = 0xCD9E8D57;
constexpr std::uint32_t kWeyl0 = 0x9E3779B9;  // golden ratio
constexpr std::uint32_t kWeyl1 = 0xBB67AE85;  // sqrt(3) - 1

std::uint32_t high(std::uint64_t product) {
    return static_cast<std::uint32_t>(product >> 32U);
}

std::uint32_t low(std::uint64_t product) {
    return static_cast<std::uint32_t>(product);
}

/// The middle of one of 2^24 equal parts of (0, 1): never 0, so that its logarithm is finite.
double uniform(std::uint32_t word) {
    return (static_cast<double>(word >> 8U) + 0.5) / 16777216.0;
}

void box_muller(std::uint32_t radius_word, std::uint32_t angle_word, float* pair) {
    const double radius = std::sqrt(-2 * std::log(uniform(radius_word)));
    const double angle = 2 * std::numbers::pi * uniform(angle_word);
    pair[0] = static_cast<float>(radius * std::cos(angle));
    pair[1] = static_cast<float>(radius * std::sin(angle));
}

}  // namespace

std::array<std::uint32_t, 4>
philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < kRounds; ++round) {
        const std::uint64_t p0 = counter[0] * kMultiplier0;
        const std::uint64_t p1 = counter[2] * kMultiplier1;
        counter = {
            high(p1) ^ counter[1] ^ key[0], low(p1), high(p0) ^ counter[3] ^ key[1], low(p0)};
        key[0] += kWeyl0;
        key[1] += kWeyl1;
    }
    return counter;
}

Latent normal_noise(std::uint64_t seed) {
    static_assert(kLatentSize % 4 == 0);
    Latent noise{};
    for (std::size_t block = 0; block < kLatentSize / 4; ++block) {
        const auto counter = static_cast<std::uint32_t>(block);
        const auto words = philox({counter, 0, 0, 0}, {low(seed), high(seed)});
        box_muller(words[0], words[1], &noise[block * 4]);
        box_muller(words[2], words[3], &noise[block * 4 + 2]);
    }
    return noise;
}

}  // namespace likeness::paperflux
