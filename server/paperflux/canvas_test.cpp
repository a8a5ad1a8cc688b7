#include "paperflux/canvas.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace likeness::paperflux {
namespace {

TEST(CanvasTest, BlendsEveryAlphaToTheNearestNumber) {
    Canvas canvas(256, 1);
    std::vector<std::uint8_t> alphas(256);
    std::iota(alphas.begin(), alphas.end(), std::uint8_t{0});
    for (const int below : {0, 1, 77, 254, 255}) {
        for (const int above : {0, 3, 128, 255}) {
            const auto from = static_cast<std::uint8_t>(below);
            const auto to = static_cast<std::uint8_t>(above);
            canvas.fill_row(0, {from, from, from});

            canvas.blend(0, 0, alphas.data(), 256, {to, to, to});

            for (int alpha = 0; alpha < 256; ++alpha) {
                const long expected = std::lround((above * alpha + below * (255 - alpha)) / 255.0);
                ASSERT_EQ(canvas.channel(0, 1)[alpha], expected) << below << above << alpha;
            }
        }
    }
}

TEST(CanvasTest, BlendsOnlyThePixelsAskedFor) {
    Canvas canvas(8, 2);
    canvas.fill_row(0, {10, 20, 30});
    canvas.fill_row(1, {10, 20, 30});
    const std::vector<std::uint8_t> full(3, 255);

    canvas.blend(1, 2, full.data(), 3, {100, 110, 120});

    EXPECT_EQ(canvas.channel(1, 0)[1], 10);
    EXPECT_EQ(canvas.channel(1, 0)[2], 100);
    EXPECT_EQ(canvas.channel(1, 1)[4], 110);
    EXPECT_EQ(canvas.channel(1, 2)[5], 30);
    EXPECT_EQ(canvas.channel(0, 0)[3], 10);
}

TEST(CanvasTest, MultipliesRowsOfAlpha) {
    const std::vector<std::uint8_t> a{0, 100, 255};
    const std::vector<std::uint8_t> b{255, 51, 7};
    std::vector<std::uint8_t> product(3);

    multiply_row(a.data(), b.data(), 3, product.data());
    EXPECT_EQ(product, (std::vector<std::uint8_t>{0, 20, 7}));

    multiply_row(a.data(), std::uint8_t{51}, 3, product.data());
    EXPECT_EQ(product, (std::vector<std::uint8_t>{0, 20, 51}));
}

TEST(CanvasTest, RoundsColoursToBytes) {
    EXPECT_EQ(to_bytes({0, 0.5, 1}), (Rgb8{0, 128, 255}));
    EXPECT_EQ(to_bytes({-1, 2, 0.2}), (Rgb8{0, 255, 51}));
}

}  // namespace
}  // namespace likeness::paperflux
