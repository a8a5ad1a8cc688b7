#pragma once

#include "paperflux/model.hpp"
#include "paperflux/network.hpp"
#include "paperflux/philox.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace likeness::paperflux {

/// Times of a rectified flow from 1 (noise) to 0 (scene): `steps` (1 or more) of them and the final
/// 0. Even steps of s in 1..1/steps, shifted to t = shift s / (1 + (shift - 1) s), which spends
/// more of them near the noise.
std::vector<float> schedule(int steps, double shift);

/// The weight w of v_u + w (v_c - v_u): 1 + gain (guidance - 1). At 1 the unconditional half need
/// not be computed.
float guidance_weight(double guidance, double gain);

struct Sampling {
    std::uint64_t seed = 0;
    int steps = 28;
    double guidance = 3.5;
    double aspect = 1;  // width / height of the picture
};

/// After every step: its number from 1 on, the velocity it used and the scene it arrived at. False
/// stops the sampling.
using StepObserver = std::function<bool(int step, const Latent& velocity, const Latent& x)>;

/// Euler's method from the noise of the seed to a scene; nothing if the observer stopped it.
/// `network` is the model's own or one with adapters merged in. Runs on the caller's thread; the
/// work of a step is about 240 million floating point operations with guidance, half of that
/// without.
std::optional<Latent> sample(
    const Model& model,
    const Network& network,
    std::string_view prompt,
    const Sampling& sampling,
    const StepObserver& observer
);

}  // namespace likeness::paperflux
