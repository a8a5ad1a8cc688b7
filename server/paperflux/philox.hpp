#pragma once

#include "paperflux/dimensions.hpp"

#include <array>
#include <cstdint>

namespace likeness::paperflux {

/// The numbers of a scene in the making: kTokens rows of kTokenWidth.
using Latent = std::array<float, kLatentSize>;

/// Philox4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", 2011): four words
/// for each counter.
std::array<std::uint32_t, 4>
philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// Standard normal numbers, the same on every machine up to rounding: Philox under the seed as key,
/// block number as counter, and Box and Muller's transform in double precision.
Latent normal_noise(std::uint64_t seed);

}  // namespace likeness::paperflux
