#include "paperflux/paper.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace likeness::paperflux {
namespace {

std::vector<float> rows(int width, double unit, int count) {
    PaperTexture texture(width, unit);
    std::vector<float> all;
    std::vector<float> row(static_cast<std::size_t>(width));
    for (int y = 0; y < count; ++y) {
        texture.row(y, 1, row);
        all.insert(all.end(), row.begin(), row.end());
    }
    return all;
}

TEST(PaperTextureTest, IsAroundOneAndNeverFarFromIt) {
    const std::vector<float> all = rows(512, 256, 512);

    double sum = 0;
    for (const float factor : all) {
        sum += static_cast<double>(factor);
        EXPECT_GE(factor, 0.0F);
        EXPECT_LE(factor, 2.0F);
    }
    EXPECT_NEAR(sum / static_cast<double>(all.size()), 1, 0.02);
}

TEST(PaperTextureTest, IsTheSameEveryTime) {
    EXPECT_EQ(rows(300, 150, 300), rows(300, 150, 300));
}

TEST(PaperTextureTest, IsNoneWithoutStrength) {
    PaperTexture texture(64, 32);
    std::vector<float> row(64);

    texture.row(0, 0, row);

    EXPECT_TRUE(std::all_of(row.begin(), row.end(), [](float factor) { return factor == 1.0F; }));
}

TEST(PaperTextureTest, GrowsWithThePicture) {
    const std::vector<float> small = rows(256, 128, 100);
    const std::vector<float> large = rows(512, 256, 200);

    for (int y = 0; y < 100; ++y) {
        for (int x = 0; x < 256; ++x) {
            const float one = small[static_cast<std::size_t>(y * 256 + x)];
            const float same = large[static_cast<std::size_t>(2 * y * 512 + 2 * x)];
            ASSERT_NEAR(static_cast<double>(one), static_cast<double>(same), 1e-4);
        }
    }
}

TEST(NoiseLayerTest, GoesSmoothlyFromCellToCell) {
    NoiseLayer noise(200, 40, 40, 1, 7);
    std::vector<float> row(200);

    noise.add(13, row);

    for (std::size_t x = 1; x < row.size(); ++x) {
        EXPECT_LT(std::abs(row[x] - row[x - 1]), 0.06F);
    }
}

TEST(NoiseLayerTest, GivesARowTheSameNumbersInWhateverOrder) {
    NoiseLayer in_order(64, 3, 3, 1, 7);
    NoiseLayer jumping(64, 3, 3, 1, 7);
    std::vector<float> expected(64);
    std::vector<float> row(64);
    for (int y = 0; y <= 20; ++y) {
        std::fill(expected.begin(), expected.end(), 0.0F);
        in_order.add(y, expected);
    }

    jumping.add(50, row);
    std::fill(row.begin(), row.end(), 0.0F);
    jumping.add(20, row);

    EXPECT_EQ(row, expected);
}

}  // namespace
}  // namespace likeness::paperflux
