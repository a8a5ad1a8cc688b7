#include "paperflux/kernels.hpp"

#include "paperflux/dimensions.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <vector>

namespace likeness::paperflux {
namespace {

/// Those that this processor can run.
std::vector<const Kernels*> available() {
    std::vector<const Kernels*> sets;
    for (const Kernels* set : {baseline_kernels(), avx2_kernels(), avx512_kernels()}) {
        if (set != nullptr) {
            sets.push_back(set);
        }
    }
    return sets;
}

Floats random_floats(std::size_t count, unsigned seed) {
    std::mt19937 generator(seed);
    std::normal_distribution<float> normal;
    Floats numbers(count);
    std::generate(numbers.begin(), numbers.end(), [&] { return normal(generator); });
    return numbers;
}

double wide(float x) {
    return static_cast<double>(x);
}

class KernelsTest : public ::testing::TestWithParam<const Kernels*> {
protected:
    const Kernels& set = *GetParam();
};

INSTANTIATE_TEST_SUITE_P(
    InstructionSets,
    KernelsTest,
    ::testing::ValuesIn(available()),
    [](const auto& set) { return std::string(set.param->name); }
);

TEST_P(KernelsTest, HavePanelsThatDivideTheLargest) {
    EXPECT_EQ(kMaxPanelWidth % set.panel_width, 0U);
}

TEST_P(KernelsTest, MultiplyAnyNumberOfRows) {
    constexpr std::size_t kInputs = 40;
    const std::size_t width = set.panel_width;
    const std::size_t outputs = 3 * width;
    const Floats panels = random_floats(kInputs * outputs, 1);
    const Floats bias = random_floats(outputs, 2);
    for (std::size_t rows = 1; rows <= 30; ++rows) {
        const std::size_t stride = kInputs + 3;
        const Floats x = random_floats(rows * stride, 3);
        Floats y(rows * outputs);

        const ConstRows from{x.data(), rows, stride};
        set.multiply(from, kInputs, panels.data(), bias.data(), outputs, {y.data(), rows, outputs});

        for (std::size_t i = 0; i < y.size(); ++i) {
            const std::size_t output = i % outputs;
            double expected = wide(bias[output]);
            for (std::size_t k = 0; k < kInputs; ++k) {
                const std::size_t panel = output / width * width * kInputs;
                expected += wide(from.row(i / outputs)[k]) *
                            wide(panels[panel + k * width + output % width]);
            }
            ASSERT_NEAR(wide(y[i]), expected, 1e-4) << rows << " rows, number " << i;
        }
    }
}

TEST_P(KernelsTest, NormalizeToMeanZeroAndVarianceOne) {
    constexpr std::size_t kColumns = 160;
    Floats x = random_floats(2 * kColumns, 4);
    for (float& value : x) {
        value = value * 3 + 50;
    }
    const Floats gain(kColumns, 2.0F);
    const Floats shift(kColumns, 5.0F);
    Floats y(x.size());

    set.normalize(
        {x.data(), 2, kColumns}, kColumns, 1e-6F, gain.data(), shift.data(), {y.data(), 2, kColumns}
    );

    for (std::size_t row = 0; row < 2; ++row) {
        double sum = 0;
        double squares = 0;
        for (std::size_t k = 0; k < kColumns; ++k) {
            const double value = (wide(y[row * kColumns + k]) - 5) / 2;
            sum += value;
            squares += value * value;
        }
        EXPECT_NEAR(sum / kColumns, 0, 1e-5);
        EXPECT_NEAR(squares / kColumns, 1, 1e-4);
    }
}

TEST_P(KernelsTest, NormalizeARowOfEqualNumbersToTheShift) {
    Floats x(32, 7.0F);
    const Floats gain(32, 1.0F);
    const Floats shift = random_floats(32, 5);
    const Rows row{x.data(), 1, 32};

    set.normalize(row, 32, 1e-6F, gain.data(), shift.data(), row);

    EXPECT_EQ(x, shift);
}

TEST_P(KernelsTest, AddWhatTheGateLetsThrough) {
    Floats x(32, 1.0F);
    const Floats y(32, 10.0F);
    Floats gate(32);
    gate[3] = 0.5F;

    set.add_gated({x.data(), 1, 32}, 32, {y.data(), 1, 32}, gate.data());

    EXPECT_EQ(x[2], 1.0F);
    EXPECT_EQ(x[3], 6.0F);
}

TEST_P(KernelsTest, ComputeGeluFromOneEndOfFloatsToTheOther) {
    Floats x;
    for (int i = -400; i < 400; ++i) {
        x.push_back(static_cast<float>(i) * 0.05F);
    }
    const Floats far{-1e30F, -1e10F, -1e4F, -90.0F, 90.0F, 1e4F, 1e10F, 1e12F};
    x.insert(x.end(), far.begin(), far.end());
    x.resize((x.size() + 15) / 16 * 16);
    Floats y = x;

    set.gelu({y.data(), 1, y.size()}, y.size());

    for (std::size_t i = 0; i < x.size(); ++i) {
        const double v = wide(x[i]);
        const double expected =
            0.5 * v * (1 + std::tanh(0.7978845608 * (v + 0.044715 * v * v * v)));
        EXPECT_NEAR(wide(y[i]), expected, 1e-6 * std::max(1.0, std::abs(expected))) << v;
    }
}

TEST_P(KernelsTest, ComputeSilu) {
    Floats x;
    for (int i = -800; i < 800; ++i) {
        x.push_back(static_cast<float>(i) * 0.11F);
    }
    Floats y = x;

    set.silu({y.data(), 1, y.size()}, y.size());

    for (std::size_t i = 0; i < x.size(); ++i) {
        const double v = wide(x[i]);
        EXPECT_NEAR(wide(y[i]), v / (1 + std::exp(-v)), 1e-6 * std::max(1.0, std::abs(v))) << v;
    }
}

TEST_P(KernelsTest, KeepWhatIsNotANumberVisible) {
    Floats x(16, std::nanf(""));

    set.gelu({x.data(), 1, 16}, 16);

    EXPECT_TRUE(std::isnan(x[5]));
}

// ---- attention

struct Heads {
    std::size_t tokens;
    std::size_t heads;
    Floats qkv;

    Heads(std::size_t token_count, std::size_t head_count)
        : tokens(token_count),
          heads(head_count),
          qkv(random_floats(token_count * 3 * head_count * kHeadWidth, 6)) {}

    std::size_t width() const { return heads * kHeadWidth; }

    /// part 0: queries, 1: keys, 2: values
    const float* at(std::size_t token, std::size_t part, std::size_t head) const {
        return &qkv[(token * 3 + part) * width() + head * kHeadWidth];
    }
};

std::vector<double> normalized(const float* from, const float* gain) {
    std::vector<double> result;
    double squares = 0;
    for (std::size_t d = 0; d < kHeadWidth; ++d) {
        squares += wide(from[d]) * wide(from[d]);
    }
    const double scale = gain == nullptr ? 1 : 1 / std::sqrt(squares / kHeadWidth + 1e-6);
    for (std::size_t d = 0; d < kHeadWidth; ++d) {
        result.push_back(wide(from[d]) * scale * (gain == nullptr ? 1 : wide(gain[d])));
    }
    return result;
}

/// What attention is, written down without regard to speed.
double expected_output(const Heads& x, const float* gain, std::size_t token, std::size_t column) {
    const std::size_t head = column / kHeadWidth;
    const std::vector<double> query = normalized(x.at(token, 0, head), gain);
    double weights = 0;
    double output = 0;
    for (std::size_t other = 0; other < x.tokens; ++other) {
        const std::vector<double> key = normalized(x.at(other, 1, head), gain);
        double score = 0;
        for (std::size_t d = 0; d < kHeadWidth; ++d) {
            score += query[d] * key[d];
        }
        const double weight = std::exp(score / std::sqrt(double{kHeadWidth}));
        weights += weight;
        output += weight * wide(x.at(other, 2, head)[column % kHeadWidth]);
    }
    return output / weights;
}

TEST_P(KernelsTest, AttendOverAnyNumberOfTokens) {
    const Floats gain = random_floats(kHeadWidth, 7);
    for (const float* gains : {static_cast<const float*>(nullptr), gain.data()}) {
        for (const std::size_t tokens : {1U, 2U, 15U, 16U, 17U, 33U, 44U, 64U}) {
            const Heads x(tokens, 5);
            Floats y(tokens * x.width());
            const AttentionSegment all{
                {x.qkv.data(), tokens, 3 * x.width()}, gains, gains, {y.data(), tokens, x.width()}};

            set.attend(&all, 1, x.heads);

            for (std::size_t i = 0; i < y.size(); i += 7) {
                const double expected = expected_output(x, gains, i / x.width(), i % x.width());
                ASSERT_NEAR(wide(y[i]), expected, 2e-5) << tokens << " tokens, number " << i;
            }
        }
    }
}

TEST_P(KernelsTest, AttendOverSegmentsAsOverOneSequence) {
    const Heads x(20, 4);
    Floats together(20 * x.width());
    Floats apart(together.size());
    const ConstRows qkv{x.qkv.data(), 20, 3 * x.width()};
    const Rows output{apart.data(), 20, x.width()};
    const AttentionSegment all{qkv, nullptr, nullptr, {together.data(), 20, x.width()}};
    const AttentionSegment first{qkv.slice(0, 7), nullptr, nullptr, output.slice(0, 7)};
    const AttentionSegment second{qkv.slice(7, 13), nullptr, nullptr, output.slice(7, 13)};
    const std::array<AttentionSegment, 2> parts{first, second};

    set.attend(&all, 1, x.heads);
    set.attend(parts.data(), parts.size(), x.heads);

    EXPECT_EQ(together, apart);
}

TEST(KernelsChoiceTest, TakesTheWidestVectorsOfTheProcessor) {
    EXPECT_STREQ(kernels().name, available().back()->name);
}

}  // namespace
}  // namespace likeness::paperflux
