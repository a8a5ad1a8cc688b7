#include "paperflux/linear.hpp"

#include "paperflux/kernels.hpp"

#include <gtest/gtest.h>

#include <random>

namespace likeness::paperflux {
namespace {

Floats random_floats(std::size_t count, unsigned seed) {
    std::mt19937 generator(seed);
    std::uniform_real_distribution<float> uniform(-1, 1);
    Floats numbers(count);
    for (float& number : numbers) {
        number = uniform(generator);
    }
    return numbers;
}

/// The matrix itself, row-major [outputs, inputs], read back through products with unit vectors.
Floats weight_of(const Linear& linear) {
    const std::size_t inputs = linear.inputs();
    Floats units(inputs * inputs);
    for (std::size_t k = 0; k < inputs; ++k) {
        units[k * inputs + k] = 1;
    }
    Floats bias_input(inputs);
    Floats bias(linear.padded_outputs());
    Floats columns(inputs * linear.padded_outputs());
    linear.apply({bias_input.data(), 1, inputs}, {bias.data(), 1, bias.size()});
    linear.apply({units.data(), inputs, inputs}, {columns.data(), inputs, bias.size()});
    Floats weight(linear.outputs() * inputs);
    for (std::size_t o = 0; o < linear.outputs(); ++o) {
        for (std::size_t k = 0; k < inputs; ++k) {
            weight[o * inputs + k] = columns[k * bias.size() + o] - bias[o];
        }
    }
    return weight;
}

void expect_near(const Floats& a, const Floats& b) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        ASSERT_NEAR(static_cast<double>(a[i]), static_cast<double>(b[i]), 1e-5) << i;
    }
}

TEST(LinearTest, MultipliesAndAddsTheBias) {
    Linear linear(2, 3);
    linear.set(0, Floats{1, 2, 3, 4, 5, 6}, Floats{10, 20});
    const Floats x{1, 0, -1, 1, 1, 1};
    Floats y(2 * linear.padded_outputs());

    linear.apply({x.data(), 2, 3}, {y.data(), 2, linear.padded_outputs()});

    EXPECT_EQ(y[0], 8.0F);
    EXPECT_EQ(y[1], 18.0F);
    EXPECT_EQ(y[linear.padded_outputs()], 16.0F);
    EXPECT_EQ(y[linear.padded_outputs() + 1], 35.0F);
}

TEST(LinearTest, HoldsSeveralMatricesOverOneAnother) {
    constexpr std::size_t kInputs = 24;
    const Floats upper = random_floats(160 * kInputs, 1);
    const Floats lower = random_floats(40 * kInputs, 2);
    Linear linear(200, kInputs);

    linear.set(160, lower, Floats(40));
    linear.set(0, upper, Floats(160));

    Floats both = upper;
    both.insert(both.end(), lower.begin(), lower.end());
    expect_near(weight_of(linear), both);
}

TEST(LinearTest, AddsALowRankProductToSomeOfItsOutputs) {
    constexpr std::size_t kInputs = 48;
    constexpr std::size_t kRank = 3;
    constexpr std::size_t kFirst = 64;
    constexpr std::size_t kChanged = 40;
    Floats weight = random_floats(128 * kInputs, 3);
    Linear linear(128, kInputs);
    linear.set(0, weight, random_floats(128, 4));
    const LowRank product{
        kRank, random_floats(kInputs * kRank, 5), random_floats(kChanged * kRank, 6)};

    linear.add(kFirst, product, 0.25F);

    for (std::size_t o = 0; o < kChanged; ++o) {
        for (std::size_t k = 0; k < kInputs; ++k) {
            for (std::size_t r = 0; r < kRank; ++r) {
                weight[(kFirst + o) * kInputs + k] +=
                    0.25F * product.b[o * kRank + r] * product.a[k * kRank + r];
            }
        }
    }
    expect_near(weight_of(linear), weight);
}

TEST(LinearTest, CountsItsMemory) {
    const Linear linear(kMaxPanelWidth, 10);

    EXPECT_EQ(linear.bytes(), (kMaxPanelWidth * 10 + kMaxPanelWidth) * sizeof(float));
}

}  // namespace
}  // namespace likeness::paperflux
