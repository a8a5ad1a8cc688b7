#include "paperflux/hatching.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <vector>

namespace likeness::paperflux {
namespace {

constexpr int kSide = 440;
constexpr double kUnit = 512;

double mean(const Hatching& hatching) {
    double sum = 0;
    std::vector<std::uint8_t> row(kSide);
    for (int y = 0; y < kSide; ++y) {
        hatching.row(y, 0, kSide, row.data());
        for (const std::uint8_t alpha : row) {
            sum += alpha;
        }
    }
    return sum / kSide / kSide / 255;
}

TEST(HatchingTest, LinesCoverTheShareOfTheirWidth) {
    for (const double strength : {0.1, 0.6, 1.5}) {
        for (const double angle : {0.0, 0.7, 1.6, -2.5}) {
            const double share = 0.34 * std::min(1.5, strength + 0.3);
            const double opacity = std::min(1.0, strength) * 0.8;

            EXPECT_NEAR(mean(Hatching::lines(strength, angle, kUnit)), share * opacity, 0.01)
                << strength << " " << angle;
        }
    }
}

TEST(HatchingTest, DotsCoverTheShareOfTheirArea) {
    for (const double strength : {0.1, 0.6, 1.5}) {
        for (const double angle : {0.0, 0.7, 1.6}) {
            const double radius = 0.55 * std::min(1.4, strength + 0.25) / 2;
            const double share = std::numbers::pi * radius * radius;
            const double opacity = std::min(1.0, strength) * 0.7;

            EXPECT_NEAR(mean(Hatching::dots(strength, angle, kUnit)), share * opacity, 0.015)
                << strength << " " << angle;
        }
    }
}

TEST(HatchingTest, LinesRunAlongTheAngle) {
    const Hatching along_x = Hatching::lines(1, 0, kUnit);
    std::vector<std::uint8_t> row(kSide);
    bool some = false;
    for (int y = 0; y < 12; ++y) {
        along_x.row(y, 0, kSide, row.data());

        for (const std::uint8_t alpha : row) {
            EXPECT_EQ(alpha, row[0]);
        }
        some = some || row[0] > 0;
    }
    EXPECT_TRUE(some);
}

TEST(HatchingTest, RowsOfDotsAreShiftedByHalf) {
    const double spacing = 0.02 * kUnit;
    const Hatching dots = Hatching::dots(1, 0, kUnit);
    std::vector<std::uint8_t> even(kSide);
    std::vector<std::uint8_t> odd(kSide);

    dots.row(0, 0, kSide, even.data());
    dots.row(static_cast<int>(spacing), 0, kSide, odd.data());

    EXPECT_GT(even[0], 100);
    EXPECT_EQ(odd[0], 0);
    EXPECT_GT(odd[static_cast<std::size_t>(spacing / 2)], 100);
}

TEST(HatchingTest, IsTheSameWhereverARowBegins) {
    for (const Hatching& hatching :
         {Hatching::lines(1, 0.7, kUnit), Hatching::dots(1, 0.7, kUnit)}) {
        std::vector<std::uint8_t> whole(kSide);
        std::vector<std::uint8_t> part(100);

        hatching.row(200, 0, kSide, whole.data());
        hatching.row(200, 300, 100, part.data());

        for (std::size_t i = 0; i < part.size(); ++i) {
            EXPECT_NEAR(part[i], whole[300 + i], 1);
        }
    }
}

}  // namespace
}  // namespace likeness::paperflux
