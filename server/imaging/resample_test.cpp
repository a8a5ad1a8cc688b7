#include "imaging/resample.hpp"

#include "imaging/orientation.hpp"
#include "imaging/raw_bytes.hpp"
#include "imaging/test_images.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace likeness::imaging {
namespace {

TEST(FitWithinTest, BringsTheLongerSideToTheLimit) {
    EXPECT_EQ(fit_within({1024, 1024}, 384), (Size{384, 384}));
    EXPECT_EQ(fit_within({768, 1024}, 384), (Size{288, 384}));
    EXPECT_EQ(fit_within({1216, 832}, 768), (Size{768, 525}));
}

TEST(FitWithinTest, NeverEnlarges) {
    EXPECT_EQ(fit_within({384, 100}, 384), (Size{384, 100}));
    EXPECT_EQ(fit_within({7, 5}, 384), (Size{7, 5}));
}

TEST(FitWithinTest, KeepsAtLeastOnePixel) {
    EXPECT_EQ(fit_within({8192, 1}, 384), (Size{384, 1}));
}

TEST(ResampleTest, KeepsAFlatColour) {
    const Picture picture = test::flat(301, 203, "abc");

    EXPECT_EQ(resample(picture, {97, 55}), test::flat(97, 55, "abc"));
}

TEST(ResampleTest, HalvesByAverages) {
    const Picture picture{2, 2, 3, Bytes("\x10\0\0\x20\0\0\x30\0\0\x42\0\0", 12)};

    EXPECT_EQ(resample(picture, {1, 1}).pixels, Bytes("\x29\0\0", 3));
}

TEST(ResampleTest, KeepsPositionsOfWhatIsSeen) {
    for (const Size size : {Size{300, 200}, Size{200, 150}, Size{133, 77}}) {
        const Picture small = resample(test::scene(400, 300), size);

        EXPECT_LT(test::difference(small, test::scene(size.width, size.height)), 1.5) << size.width;
    }
}

TEST(ResampleTest, TurnsFinePatternsGreyInsteadOfAliasing) {
    Picture stripes = test::flat(300, 300, std::string(3, '\0'));
    for (std::size_t i = 0; i < stripes.pixels.size(); ++i) {
        stripes.pixels[i] = (i / 3) % 2 == 0 ? '\0' : '\xFF';
    }

    const Picture small = resample(stripes, {97, 97});

    constexpr std::size_t kMiddleRow = std::size_t{48} * 97;
    for (std::size_t x = 5; x < 92; ++x) {
        EXPECT_NEAR(byte_at(small.pixels, (kMiddleRow + x) * 3), 127, 12) << x;
    }
}

Picture mirrored(const Picture& picture) {
    return upright(picture, 2);
}

TEST(ResampleTest, ShiftsNothing) {
    const Picture picture = test::scene(400, 300);

    for (const Size size : {Size{200, 150}, Size{133, 77}}) {
        const Picture first_mirrored = resample(mirrored(picture), size);
        const Picture then_mirrored = mirrored(resample(picture, size));

        EXPECT_LT(test::difference(first_mirrored, then_mirrored), 0.01) << size.width;
    }
}

TEST(ResampleTest, TransparentPixelsLendNoColour) {
    // Opaque white beside transparent black: what remains visible is white.
    Picture picture = test::flat(8, 8, "\xFF\xFF\xFF\xFF");
    for (std::size_t i = 0; i < picture.pixels.size(); i += 8) {
        std::fill_n(&picture.pixels[i], 4, '\0');
    }

    for (const Size size : {Size{4, 4}, Size{3, 3}}) {
        const Picture small = resample(picture, size);

        EXPECT_EQ(byte_at(small.pixels, 4), 255) << size.width;
        EXPECT_NEAR(byte_at(small.pixels, 7), 127, 45) << size.width;
    }
}

}  // namespace
}  // namespace likeness::imaging
