#include "paperflux/finish.hpp"

#include <gtest/gtest.h>

namespace likeness::paperflux {
namespace {

constexpr int kColumns = 300;
constexpr int kRows = 200;

Canvas blank() {
    Canvas canvas(kColumns, kRows);
    for (int y = 0; y < kRows; ++y) {
        canvas.fill_row(y, {100, 150, 200});
    }
    return canvas;
}

Style style_with(double Style::*property, double strength) {
    Style style;
    style.*property = strength;
    return style;
}

int at(const Picture& picture, int x, int y, std::size_t channel) {
    const auto pixel = static_cast<std::size_t>(y * picture.width + x);
    return static_cast<unsigned char>(picture.rgb[pixel * 3 + channel]);
}

TEST(FinishTest, LeavesThePictureAloneWithoutStyle) {
    const Picture picture = finish(blank(), {});

    EXPECT_EQ(picture.width, kColumns);
    EXPECT_EQ(picture.height, kRows);
    ASSERT_EQ(picture.rgb.size(), std::size_t{3} * kColumns * kRows);
    for (std::size_t i = 0; i < picture.rgb.size(); i += 3) {
        ASSERT_EQ(picture.rgb.substr(i, 3), "\x64\x96\xc8");
    }
}

TEST(FinishTest, GrainsThePaper) {
    const Picture picture = finish(blank(), style_with(&Style::grain, 1));

    EXPECT_NE(picture.rgb.substr(0, 3), picture.rgb.substr(3, 3));
    EXPECT_NEAR(at(picture, 150, 100, 0), 100, 17);
}

TEST(FinishTest, DarkensTheCornersAndNotTheMiddle) {
    const Picture picture = finish(blank(), style_with(&Style::vignette, 1));

    EXPECT_EQ(at(picture, 150, 100, 1), 150);
    EXPECT_LT(at(picture, 0, 0, 1), 110);
    EXPECT_LT(at(picture, 299, 199, 1), 110);
}

TEST(FinishTest, FramesThePictureInWhitePaper) {
    const Picture picture = finish(blank(), style_with(&Style::frame, 1));  // 9 pixels

    for (const auto& [x, y] :
         {std::pair(0, 0), {299, 199}, {150, 4}, {4, 100}, {295, 100}, {150, 195}}) {
        EXPECT_GT(at(picture, x, y, 0), 235) << x << " " << y;
    }
    EXPECT_NEAR(at(picture, 150, 100, 0), 100, 1);
    EXPECT_LT(at(picture, 150, 11, 0), 90) << "the frame throws a shadow";
}

TEST(FinishTest, TakesFramesThatLeaveNothing) {
    const Picture picture = finish(blank(), style_with(&Style::frame, 1000));

    EXPECT_GT(at(picture, 150, 100, 0), 235);
}

}  // namespace
}  // namespace likeness::paperflux
