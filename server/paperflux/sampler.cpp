#include "paperflux/sampler.hpp"

#include "paperflux/modulation.hpp"
#include "paperflux/transformer.hpp"

#include <cmath>

namespace likeness::paperflux {

namespace {

constexpr std::string_view kNoPrompt;

/// The prompt and, unless its weight makes it vanish, the empty prompt that guidance moves away
/// from.
std::vector<TextEncoding>
encode_prompts(const Model& model, std::string_view prompt, float weight) {
    const auto encode = [&](std::string_view text) {
        return model.text_encoder().encode(tokenize(model.vocabulary(), text));
    };
    std::vector<TextEncoding> encodings{encode(prompt)};
    if (weight != 1.0F) {
        encodings.push_back(encode(kNoPrompt));
    }
    return encodings;
}

/// The network sees x / sqrt(D) and answers with the part of the velocity that x itself does not
/// tell; D = t^2 + (1-t)^2 is the variance of x at time t, which keeps both at unit variance.
struct Scaling {
    explicit Scaling(double t)
        : variance(static_cast<float>(t * t + (1 - t) * (1 - t))),
          of_answer(static_cast<float>(1 / std::sqrt(static_cast<double>(variance)))),
          of_x(static_cast<float>(2 * t - 1) / variance) {}

    float variance;
    float of_answer;
    float of_x;
};

/// Both velocities of guidance and their weighted sum.
Latent velocity(const Latent& x, ConstRows answer, const Scaling& scaling, float weight) {
    Latent result{};
    for (std::size_t i = 0; i < kLatentSize; ++i) {
        const float* row = answer.row(i / kTokenWidth);
        const float shared = scaling.of_x * x[i];
        const float guided = shared + scaling.of_answer * row[i % kTokenWidth];
        result[i] = guided;
        if (answer.count > kTokens) {
            const float unguided_answer = row[kTokens * answer.stride + i % kTokenWidth];
            const float unguided = shared + scaling.of_answer * unguided_answer;
            result[i] = unguided + weight * (guided - unguided);
        }
    }
    return result;
}

}  // namespace

std::vector<float> schedule(int steps, double shift) {
    std::vector<float> times;
    for (int i = 0; i < steps; ++i) {
        const double s = steps == 1 ? 1.0 : 1.0 - i * (1.0 - 1.0 / steps) / (steps - 1);
        times.push_back(static_cast<float>(shift * s / (1.0 + (shift - 1.0) * s)));
    }
    times.push_back(0.0F);
    return times;
}

float guidance_weight(double guidance, double gain) {
    return static_cast<float>(1.0 + gain * (guidance - 1.0));
}

std::optional<Latent> sample(
    const Model& model,
    const Network& network,
    std::string_view prompt,
    const Sampling& sampling,
    const StepObserver& observer
) {
    const float weight = guidance_weight(sampling.guidance, model.config().guidance_gain);
    const std::vector<float> times = schedule(sampling.steps, model.config().shift);
    const std::vector<TextEncoding> prompts = encode_prompts(model, prompt, weight);
    const std::span<const float> starts(times.data(), times.size() - 1);
    const Modulation modulation(network, starts, prompts, sampling.aspect);
    Transformer transformer(network, prompts);

    Latent x = normal_noise(sampling.seed);
    std::array<const float*, 2> modulations{};
    for (std::size_t step = 0; step < starts.size(); ++step) {
        const Scaling scaling(times[step]);
        Latent scaled{};
        for (std::size_t i = 0; i < kLatentSize; ++i) {
            scaled[i] = scaling.of_answer * x[i];
        }
        for (std::size_t p = 0; p < prompts.size(); ++p) {
            modulations[p] = modulation.at(step, p);
        }
        const ConstRows answer =
            transformer.run(scaled, std::span(modulations).first(prompts.size()));
        const Latent v = velocity(x, answer, scaling, weight);
        for (std::size_t i = 0; i < kLatentSize; ++i) {
            x[i] += (times[step + 1] - times[step]) * v[i];
        }
        if (!observer(static_cast<int>(step) + 1, v, x)) {
            return std::nullopt;
        }
    }
    return x;
}

}  // namespace likeness::paperflux
