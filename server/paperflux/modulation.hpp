#pragma once

#include "paperflux/network.hpp"
#include "paperflux/text_encoder.hpp"

#include <span>

namespace likeness::paperflux {

/// What steers every normalisation and residual of the transformer: it depends on the time, the
/// prompt and the picture's shape but not on the scene in the making, so it is computed for all
/// steps at once, before the first.
class Modulation {
public:
    /// `times` are the steps' times in (0, 1], `aspect` is width / height. About 1 ms for 28 steps
    /// and two prompts.
    Modulation(
        const Network& network,
        std::span<const float> times,
        std::span<const TextEncoding> prompts,
        double aspect
    );

    /// kModulationWidth numbers in the layout of modules.hpp; instead of a scale s there is the
    /// gain 1 + s.
    const float* at(std::size_t step, std::size_t prompt) const {
        return &values_[(step * prompts_ + prompt) * kModulationWidth];
    }

private:
    std::size_t prompts_;
    Floats values_;
};

/// Cosines, then sines, of `value` * `range` at `count` / 2 frequencies from 1 down to nearly
/// 1/10000.
Floats wave_features(float value, float range, std::size_t count);

}  // namespace likeness::paperflux
