#include "paperflux/scene.hpp"

#include <algorithm>
#include <cmath>

namespace likeness::paperflux {

namespace {

constexpr std::size_t kCodeWidth = 16;
constexpr std::size_t kNone = 0;
constexpr std::size_t kGlobal = 1;
/// Trained scenes stay below 10; the clamp keeps every later product far from overflow.
constexpr double kLargest = 1e3;

/// The 24 numbers of a token after its code.
using Numbers = std::array<double, kTokenWidth - kCodeWidth>;

Numbers numbers_of(const float* token) {
    Numbers numbers{};
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        numbers[i] = std::clamp(static_cast<double>(token[kCodeWidth + i]), -kLargest, kLargest);
    }
    return numbers;
}

double dot_with_code(const float* token, unsigned code) {
    double sum = 0;
    for (std::size_t bit = 0; bit < kCodeWidth; ++bit) {
        const auto value = static_cast<double>(token[bit]);
        sum += (code >> bit & 1U) != 0 ? value : -value;
    }
    return sum;
}

/// The lowest of the types whose code is nearest.
std::size_t type_of(const Config& config, const float* token) {
    std::size_t best = kNone;
    double best_dot = dot_with_code(token, config.type_codes[kNone]);
    for (std::size_t type = 1; type < config.type_codes.size(); ++type) {
        const double dot = dot_with_code(token, config.type_codes[type]);
        if (dot > best_dot) {
            best = type;
            best_dot = dot;
        }
    }
    return best;
}

double bend(const Numbers& w, std::size_t index) {
    return std::clamp(0.8 * w[5 + index], -1.6, 1.6);
}

Oklab colour(const Numbers& w, std::size_t index) {
    const double* lab = &w[13 + 3 * index];
    return {0.6 + 0.25 * lab[0], 0.1 * lab[1], 0.1 * lab[2]};
}

Style decode_style(const Numbers& w) {
    const auto strength = [&](std::size_t index) { return std::max(0.0, bend(w, index)); };
    return {
        .sky_top = colour(w, 0),
        .sky_bottom = colour(w, 1),
        .ink = colour(w, 2),
        .grain = strength(0),
        .shadow = strength(1),
        .outline = strength(2),
        .wobble = strength(3),
        .gradient = strength(4),
        .vignette = strength(5),
        .hatching = strength(6),
        .dots = strength(7),
        .frame = std::max(0.0, w[2]),
        .glow = std::max(0.0, 1 + w[3]),
        .hatch_angle = 0.7 + 0.5 * w[4]};
}

Element decode_element(const Numbers& w, std::size_t slot, std::size_t type) {
    Element element{
        .slot = slot,
        .type = type,
        .x = 0.7 * w[0],
        .y = 0.7 * w[1],
        .height = std::min(3.0, 0.4 * std::exp(std::min(4.0, 0.6 * w[2]))),
        .stretch = std::exp(std::clamp(0.25 * w[3], -1.0, 1.0)),
        .rotation = 0.5 * w[4],
        .bends = {},
        .colours = {colour(w, 0), colour(w, 1), colour(w, 2)},
        .opacity = std::clamp(0.5 + 0.5 * w[22], 0.0, 1.0),
        .depth = w[23]};
    for (std::size_t i = 0; i < element.bends.size(); ++i) {
        element.bends[i] = bend(w, i);
    }
    return element;
}

}  // namespace

Result<Scene> decode_scene(const Config& config, const Latent& tokens) {
    const bool finite =
        std::all_of(tokens.begin(), tokens.end(), [](float x) { return std::isfinite(x); });
    if (!finite) {
        return Error{
            ErrorCode::unprocessable,
            "The LoRA at this scale drives the network out of its range; try a smaller scale."};
    }
    Scene scene{decode_style(numbers_of(tokens.data())), {}};
    for (std::size_t slot = 1; slot < kTokens; ++slot) {
        const float* token = &tokens[slot * kTokenWidth];
        const std::size_t type = type_of(config, token);
        if (type == kNone || type == kGlobal) {
            continue;
        }
        scene.elements.push_back(decode_element(numbers_of(token), slot, type));
    }
    return scene;
}

}  // namespace likeness::paperflux
