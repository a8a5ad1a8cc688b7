#include "paperflux/modulation.hpp"

#include "paperflux/testing_reference.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace likeness::paperflux {
namespace {

std::vector<TextEncoding> encodings() {
    const auto model = shipped_model();
    const auto encode = [&](std::string_view prompt) {
        return model->text_encoder().encode(tokenize(model->vocabulary(), prompt));
    };
    return {encode(reference_cases()[0].prompt), encode("")};
}

TEST(WaveFeaturesTest, AreCosinesThenSinesFromFastToSlow) {
    const Floats waves = wave_features(0.5F, 1000, 128);

    EXPECT_NEAR(static_cast<double>(waves[0]), std::cos(500.0), 1e-4);
    EXPECT_NEAR(static_cast<double>(waves[64]), std::sin(500.0), 1e-4);
    EXPECT_NEAR(static_cast<double>(waves[63]), std::cos(500.0 * std::pow(1e-4, 63.0 / 64)), 1e-6);
}

TEST(ModulationTest, IsTheFirstBlocksLinearOfTheReferenceWithGainsForScales) {
    Floats expected = reference_cases()[0].tensor("lin.transformer_blocks.0.norm1.linear");
    for (const std::size_t scale : {1U, 4U}) {
        for (std::size_t k = 0; k < kWidth; ++k) {
            expected[scale * kWidth + k] += 1;
        }
    }
    const std::array<float, 1> times{1.0F};

    const Modulation modulation(*shipped_model()->network(), times, encodings(), 1.0);

    EXPECT_LT(largest_difference(expected, modulation.at(0, 0), 6 * kWidth), 1e-3);
}

TEST(ModulationTest, OfAStepDoesNotDependOnTheOtherSteps) {
    const Network& network = *shipped_model()->network();
    const std::vector<TextEncoding> prompts = encodings();
    const std::array<float, 3> times{1.0F, 0.7F, 0.2F};
    const std::array<float, 1> alone{0.7F};

    const Modulation all(network, times, prompts, 1.5);
    const Modulation one(network, alone, prompts, 1.5);

    const Floats expected(one.at(0, 1), one.at(0, 1) + kModulationWidth);
    EXPECT_LT(largest_difference(expected, all.at(1, 1), kModulationWidth), 1e-4);
}

TEST(ModulationTest, DependsOnTheAspect) {
    const Network& network = *shipped_model()->network();
    const std::vector<TextEncoding> prompts = encodings();
    const std::array<float, 1> times{0.5F};

    const Modulation square(network, times, prompts, 1.0);
    const Modulation tall(network, times, prompts, 0.5);

    const Floats expected(square.at(0, 0), square.at(0, 0) + kModulationWidth);
    EXPECT_GT(largest_difference(expected, tall.at(0, 0), kModulationWidth), 1e-2);
}

}  // namespace
}  // namespace likeness::paperflux
