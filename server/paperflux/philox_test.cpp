#include "paperflux/philox.hpp"

#include "paperflux/testing_reference.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace likeness::paperflux {
namespace {

class NoiseReferenceTest : public ::testing::TestWithParam<ReferenceCase> {};

INSTANTIATE_TEST_SUITE_P(AllCases, NoiseReferenceTest, ::testing::ValuesIn(reference_cases()));

TEST_P(NoiseReferenceTest, IsTheNoiseOfTheSeed) {
    const Floats expected = GetParam().tensor("noise");

    const Latent noise = normal_noise(GetParam().seed);

    EXPECT_LT(largest_difference(expected, noise.data(), noise.size()), 1e-6);
}

TEST(PhiloxTest, DependsOnBothHalvesOfTheKey) {
    EXPECT_NE(philox({0, 0, 0, 0}, {1, 0}), philox({0, 0, 0, 0}, {0, 0}));
    EXPECT_NE(philox({0, 0, 0, 0}, {0, 1}), philox({0, 0, 0, 0}, {0, 0}));
}

TEST(NoiseTest, LooksStandardNormalOverManySeeds) {
    constexpr std::uint64_t kSeeds = 200;
    double sum = 0;
    double squares = 0;
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        for (const float x : normal_noise(seed)) {
            sum += static_cast<double>(x);
            squares += static_cast<double>(x) * static_cast<double>(x);
        }
    }
    const double count = static_cast<double>(kSeeds * kLatentSize);

    EXPECT_NEAR(sum / count, 0, 0.01);
    EXPECT_NEAR(squares / count, 1, 0.01);
}

TEST(NoiseTest, IsFiniteAndDifferentForSeedsAtTheEnds) {
    constexpr auto kLast = std::numeric_limits<std::uint64_t>::max();
    std::set<Latent> seen;
    for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{1}, kLast - 1, kLast}) {
        const Latent noise = normal_noise(seed);

        EXPECT_TRUE(std::all_of(noise.begin(), noise.end(), [](float x) {
            return std::isfinite(x);
        })) << seed;
        EXPECT_TRUE(seen.insert(noise).second) << seed;
    }
}

}  // namespace
}  // namespace likeness::paperflux
