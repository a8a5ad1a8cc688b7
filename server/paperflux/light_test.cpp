#include "paperflux/light.hpp"

#include <gtest/gtest.h>

namespace likeness::paperflux {
namespace {

constexpr int kSide = 64;
constexpr Rgb kWhite{1, 1, 1};
constexpr Rgb kBlack{0, 0, 0};

Canvas grey_canvas(std::uint8_t value) {
    Canvas canvas(kSide, kSide);
    for (int y = 0; y < kSide; ++y) {
        canvas.fill_row(y, {value, value, value});
    }
    return canvas;
}

RadialFade middle() {
    return {.centre_x = 32, .centre_y = 32, .inner = 4, .outer = 20, .strength = 0.5};
}

TEST(GlowTest, AddsItsStrengthInTheMiddleAndNothingOutside) {
    Canvas canvas = grey_canvas(100);

    paint_glow(canvas, middle(), kWhite);

    EXPECT_NEAR(canvas.channel(32, 0)[32], 100 + 77, 1);
    EXPECT_EQ(canvas.channel(32, 0)[53], 100);
    EXPECT_EQ(canvas.channel(5, 0)[32], 100);
}

TEST(GlowTest, NeverDarkens) {
    Canvas canvas = grey_canvas(200);

    paint_glow(canvas, middle(), {0.1, 0, 1});

    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            EXPECT_GE(canvas.channel(y, 0)[x], 200);
            EXPECT_EQ(canvas.channel(y, 1)[x], 200);
            EXPECT_GE(canvas.channel(y, 2)[x], 200);
        }
    }
}

TEST(FadeTest, FallsFromTheMiddleOutwards) {
    Canvas canvas = grey_canvas(200);

    paint_fade(canvas, middle(), kBlack);

    EXPECT_NEAR(canvas.channel(32, 0)[32], 100, 1);
    for (int x = 33; x < kSide; ++x) {
        EXPECT_GE(canvas.channel(32, 0)[x], canvas.channel(32, 0)[x - 1]);
    }
    EXPECT_EQ(canvas.channel(32, 0)[53], 200);
}

TEST(FadeTest, MayBeAFlatEllipse) {
    Canvas canvas = grey_canvas(200);
    RadialFade flat = middle();
    flat.flatness = 0.25;

    paint_fade(canvas, flat, kBlack);

    EXPECT_LT(canvas.channel(32, 0)[42], 200);
    EXPECT_EQ(canvas.channel(42, 0)[32], 200);
}

TEST(FadeTest, IsNothingUnlessTheOuterRadiusIsTheLarger) {
    Canvas canvas = grey_canvas(200);
    RadialFade none = middle();
    none.inner = none.outer;

    paint_fade(canvas, none, kBlack);
    paint_glow(canvas, none, kWhite);

    EXPECT_EQ(canvas.channel(32, 0)[32], 200);
}

TEST(FadeTest, MayLieFarOutsideThePicture) {
    Canvas canvas = grey_canvas(200);
    RadialFade far = middle();
    far.centre_x = -1e9;
    far.centre_y = 1e9;

    paint_fade(canvas, far, kBlack);

    EXPECT_EQ(canvas.channel(0, 0)[0], 200);
}

}  // namespace
}  // namespace likeness::paperflux
