#include "paperflux/modulation.hpp"

#include "paperflux/kernels.hpp"

#include <algorithm>
#include <cmath>

namespace likeness::paperflux {

namespace {

constexpr float kTimeRange = 1000;
constexpr float kAspectRange = 100;

/// linear_2(silu(linear_1(x))), where `first` is the index of linear_1.
Floats embed(const Network& network, std::size_t first, Floats features) {
    const Linear& linear_1 = *network.linears[first];
    const Linear& linear_2 = *network.linears[first + 1];
    const std::size_t count = features.size() / linear_1.inputs();
    Floats hidden(count * kWidth);
    Floats embedding(count * kWidth);
    const Rows hidden_rows{hidden.data(), count, kWidth};
    linear_1.apply({features.data(), count, linear_1.inputs()}, hidden_rows);
    kernels().silu(hidden_rows, kWidth);
    linear_2.apply(hidden_rows, {embedding.data(), count, kWidth});
    return embedding;
}

Floats time_features(std::span<const float> times) {
    Floats features;
    for (const float time : times) {
        const Floats waves = wave_features(time, kTimeRange, kTimeFeatures);
        features.insert(features.end(), waves.begin(), waves.end());
    }
    return features;
}

Floats pooled_features(std::span<const TextEncoding> prompts) {
    Floats features;
    for (const TextEncoding& prompt : prompts) {
        features.insert(features.end(), prompt.pooled.begin(), prompt.pooled.end());
    }
    return features;
}

void add_one(Floats& values, std::size_t first, std::size_t row_width) {
    for (std::size_t row = first; row < values.size(); row += row_width) {
        for (std::size_t k = 0; k < kWidth; ++k) {
            values[row + k] += 1.0F;
        }
    }
}

/// The scale is the second vector of every share and the fifth of a double block's.
void turn_scales_into_gains(Floats& values) {
    for (std::size_t at = 0; at < single_modulation(0); at += 3 * kWidth) {
        add_one(values, at + kWidth, kModulationWidth);
    }
    for (std::size_t block = 0; block < kSingleBlocks; ++block) {
        add_one(values, single_modulation(block) + kWidth, kModulationWidth);
    }
    add_one(values, kOutputModulation + kWidth, kModulationWidth);
}

}  // namespace

Floats wave_features(float value, float range, std::size_t count) {
    const std::size_t half = count / 2;
    const auto decay = static_cast<float>(-std::log(10000.0));
    Floats features(count);
    for (std::size_t k = 0; k < half; ++k) {
        const float exponent = decay * static_cast<float>(k) / static_cast<float>(half);
        const float angle = value * range * std::exp(exponent);
        features[k] = std::cos(angle);
        features[half + k] = std::sin(angle);
    }
    return features;
}

Modulation::Modulation(
    const Network& network,
    std::span<const float> times,
    std::span<const TextEncoding> prompts,
    double aspect
)
    : prompts_(prompts.size()),
      values_(times.size() * prompts.size() * kModulationWidth) {
    const auto log_aspect = static_cast<float>(std::log(aspect));
    const Floats time = embed(network, kTimeEmbedder, time_features(times));
    const Floats text = embed(network, kPooledEmbedder, pooled_features(prompts));
    const Floats shape =
        embed(network, kAspectEmbedder, wave_features(log_aspect, kAspectRange, kAspectFeatures));
    const std::size_t count = times.size() * prompts_;
    Floats condition(count * kWidth);
    for (std::size_t i = 0; i < condition.size(); ++i) {
        const std::size_t k = i % kWidth;
        const std::size_t step = i / kWidth / prompts_;
        const std::size_t prompt = i / kWidth % prompts_;
        condition[i] = time[step * kWidth + k] + text[prompt * kWidth + k] + shape[k];
    }
    const Rows rows{condition.data(), count, kWidth};
    kernels().silu(rows, kWidth);
    network.linears[kModulation]->apply(rows, {values_.data(), count, kModulationWidth});
    turn_scales_into_gains(values_);
}

}  // namespace likeness::paperflux
