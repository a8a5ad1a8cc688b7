#include "paperflux/colour.hpp"

#include <gtest/gtest.h>

namespace likeness::paperflux {
namespace {

void expect_rgb(const Oklab& colour, double red, double green, double blue) {
    const Rgb rgb = to_rgb(colour);
    EXPECT_NEAR(rgb.red, red, 2e-3);
    EXPECT_NEAR(rgb.green, green, 2e-3);
    EXPECT_NEAR(rgb.blue, blue, 2e-3);
}

TEST(ColourTest, KnowsBlackWhiteAndMiddleGrey) {
    expect_rgb({0, 0, 0}, 0, 0, 0);
    expect_rgb({1, 0, 0}, 1, 1, 1);
    expect_rgb({0.6, 0, 0}, 0.5028, 0.5028, 0.5028);
}

TEST(ColourTest, KnowsThePrimaries) {
    expect_rgb({0.62796, 0.22486, 0.12585}, 1, 0, 0);
    expect_rgb({0.86644, -0.23389, 0.17950}, 0, 1, 0);
    expect_rgb({0.45201, -0.03246, -0.31153}, 0, 0, 1);
}

TEST(ColourTest, ClipsWhatSrgbCannotShow) {
    for (const Oklab& colour :
         {Oklab{2, 0, 0}, Oklab{-1, 0, 0}, Oklab{0.6, 5, -7}, Oklab{1e3, 1e3, -1e3}}) {
        const Rgb rgb = to_rgb(colour);

        for (const double channel : {rgb.red, rgb.green, rgb.blue}) {
            EXPECT_GE(channel, 0);
            EXPECT_LE(channel, 1);
        }
    }
}

TEST(ColourTest, MixesFromOneEndToTheOther) {
    const Oklab dark{0.2, 0.1, 0};
    const Oklab light{0.8, 0, 0.1};

    EXPECT_EQ(mix(dark, light, 0).lightness, 0.2);
    EXPECT_EQ(mix(dark, light, 1).b, 0.1);
    EXPECT_DOUBLE_EQ(mix(dark, light, 0.5).lightness, 0.5);
    EXPECT_DOUBLE_EQ(mix(dark, light, 0.5).a, 0.05);
}

}  // namespace
}  // namespace likeness::paperflux
