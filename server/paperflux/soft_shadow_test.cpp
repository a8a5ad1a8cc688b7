#include "paperflux/soft_shadow.hpp"

#include <gtest/gtest.h>

namespace likeness::paperflux {
namespace {

constexpr int kSide = 512;
constexpr Rgb kBlack{0, 0, 0};

Path square(double left, double top, double side) {
    return {
        "MLLLZ", {{left, top}, {left + side, top}, {left + side, top + side}, {left, top + side}}};
}

class SoftShadowTest : public ::testing::Test {
protected:
    SoftShadowTest() {
        for (int y = 0; y < kSide; ++y) {
            canvas.fill_row(y, {200, 200, 200});
        }
    }

    int at(int x, int y) const { return canvas.channel(y, 0)[x]; }

    Canvas canvas{kSide, kSide};
    SoftShadow shadow = SoftShadow::make(kSide, kSide).value();
};

TEST_F(SoftShadowTest, HasItsFullStrengthUnderALargeSheet) {
    const Path sheet = square(100, 100, 300);

    shadow.paint(canvas, {sheet, 0, 0.5, 1.0}, kBlack);

    EXPECT_NEAR(at(250, 250), 200 * (1 - 0.42), 2);
}

TEST_F(SoftShadowTest, FallsDownAndToTheRight) {
    const Path sheet = square(200, 200, 100);

    shadow.paint(canvas, {sheet, 0, 1.0, 1.0}, kBlack);

    EXPECT_LT(at(250, 301), at(250, 198));
    EXPECT_LT(at(301, 250), at(198, 250));
}

TEST_F(SoftShadowTest, EndsSoftly) {
    const Path sheet = square(100, 100, 200);

    shadow.paint(canvas, {sheet, 0, 1.0, 1.0}, kBlack);

    int steps = 0;
    for (int y = 280; y < 350; ++y) {
        EXPECT_GE(at(200, y + 1), at(200, y));
        steps += at(200, y + 1) != at(200, y) ? 1 : 0;
    }
    EXPECT_GT(steps, 10);
    EXPECT_EQ(at(200, 350), 200);
}

TEST_F(SoftShadowTest, OfAStrokeIsAsWideAsThePen) {
    const Path line{"ML", {{100, 250}, {400, 250}}};

    shadow.paint(canvas, {line, 60, 0.3, 1.0}, kBlack);

    EXPECT_LT(at(250, 250), 120);
    EXPECT_EQ(at(250, 330), 200);
}

TEST_F(SoftShadowTest, OfASheetLargerThanThePictureCoversAll) {
    const Path sheet = square(-3000, -3000, 6000);

    shadow.paint(canvas, {sheet, 0, 0.5, 1.0}, kBlack);

    for (const int place : {0, 255, 511}) {
        EXPECT_NEAR(at(place, place), 200 * (1 - 0.42), 2) << place;
    }
}

TEST_F(SoftShadowTest, OfASheetBesideThePictureIsNotSeen) {
    for (const auto& [x, y] : {std::pair(-900.0, 0.0), {900.0, 0.0}, {0.0, 900.0}, {0.0, -900.0}}) {
        const Path sheet = square(x, y, 100);

        shadow.paint(canvas, {sheet, 0, 0.5, 1.0}, kBlack);
    }

    for (int y = 0; y < kSide; ++y) {
        for (int x = 0; x < kSide; ++x) {
            ASSERT_EQ(at(x, y), 200) << x << " " << y;
        }
    }
}

TEST(SoftShadowSizeTest, FitsItsMaskIntoPicturesOfAnySize) {
    for (const int width : {1, 2, 3, 256, 700, 2048}) {
        for (const int height : {1, 3, 256, 511, 1537}) {
            Canvas canvas(width, height);
            const Path sheet = square(-5000, -5000, 10000);
            auto shadow = SoftShadow::make(width, height);
            ASSERT_TRUE(shadow);

            shadow->paint(canvas, {sheet, 0, 3.0, 1.0}, {1, 1, 1});

            EXPECT_GT(canvas.channel(height - 1, 0)[width - 1], 0) << width << "x" << height;
        }
    }
}

}  // namespace
}  // namespace likeness::paperflux
