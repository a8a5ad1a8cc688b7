#include "paperflux/path.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace likeness::paperflux {
namespace {

constexpr std::array<double, 8> kNoBends{};

/// From (0, 0) to (1, 0) and (0, -1).
Layer corner() {
    Layer layer;
    layer.ops = "MLL";
    layer.points = {{0, 0}, {1, 0}, {0, -1}};
    return layer;
}

void expect_point(const Point& point, double x, double y) {
    EXPECT_NEAR(point.x, x, 1e-9);
    EXPECT_NEAR(point.y, y, 1e-9);
}

TEST(PlaceTest, ScalesAndMoves) {
    Placement at;
    at.origin_x = 100;
    at.origin_y = 200;
    at.scale_x = 20;
    at.scale_y = 10;

    const Path path = place(corner(), kNoBends, {}, at);

    expect_point(path.points[0], 100, 200);
    expect_point(path.points[1], 120, 200);
    expect_point(path.points[2], 100, 190);
}

TEST(PlaceTest, TurnsClockwiseOnTheScreen) {
    Placement at;
    at.cosine = std::cos(std::numbers::pi / 2);
    at.sine = std::sin(std::numbers::pi / 2);

    const Path path = place(corner(), kNoBends, {}, at);

    expect_point(path.points[1], 0, 1);  // what pointed right points down
    expect_point(path.points[2], 1, 0);
}

TEST(PlaceTest, SizesAndMovesACopyBeforeTheShape) {
    Placement at;
    at.scale_x = 10;
    at.scale_y = 10;

    const Path path = place(corner(), kNoBends, {0.5, 0.25, 2}, at);

    expect_point(path.points[0], 5, 2.5);
    expect_point(path.points[1], 25, 2.5);
}

TEST(PlaceTest, BendsByTheParametersOfTheSameSign) {
    Layer layer = corner();
    layer.bends = {
        {2, true, {{0, 0}, {1, 0}, {0, 0}}},
        {2, false, {{0, 0}, {0, 0}, {0, 5}}},
        {3, true, {{9, 9}, {9, 9}, {9, 9}}}};
    std::array<double, 8> bends{};
    bends[2] = 0.5;
    bends[3] = -1;

    expect_point(place(layer, bends, {}, {}).points[1], 1.5, 0);
    expect_point(place(layer, bends, {}, {}).points[2], 0, -1);
    bends[2] = -0.5;
    expect_point(place(layer, bends, {}, {}).points[1], 1, 0);
    expect_point(place(layer, bends, {}, {}).points[2], 0, 1.5);
}

TEST(PlaceTest, WobblesLittleAndTheSameEveryTime) {
    Placement at;
    at.scale_x = 100;
    at.scale_y = 100;
    at.unit = 512;
    at.phase = 3;
    const Path still = place(corner(), kNoBends, {}, at);
    at.wobble = 1;

    const Path wobbly = place(corner(), kNoBends, {}, at);

    for (std::size_t i = 0; i < still.points.size(); ++i) {
        EXPECT_NE(wobbly.points[i].x, still.points[i].x);
        EXPECT_NEAR(wobbly.points[i].x, still.points[i].x, 512 * 0.012 * 1.6);
        EXPECT_NEAR(wobbly.points[i].y, still.points[i].y, 512 * 0.012 * 1.6);
    }
    EXPECT_EQ(place(corner(), kNoBends, {}, at).points[1].x, wobbly.points[1].x);
}

TEST(PlaceTest, KeepsPointsWhereCairoCanStillCount) {
    Placement at;
    at.origin_x = 1e12;
    at.origin_y = -1e12;

    const Path path = place(corner(), kNoBends, {}, at);

    EXPECT_LE(path.points[0].x, 1e6);
    EXPECT_GE(path.points[0].y, -1e6);
}

TEST(CopiesTest, AreOneWithoutScatter) {
    EXPECT_EQ(copies_of(corner(), kNoBends).size(), 1U);
}

TEST(CopiesTest, AreSpreadOverTheAreaOfTheScatter) {
    Layer layer = corner();
    layer.scatter = Scatter{200, 2.0, 1.0, true};

    const std::vector<Copy> copies = copies_of(layer, kNoBends);

    ASSERT_EQ(copies.size(), 200U);
    std::array<int, 4> quarters{};
    for (const Copy& copy : copies) {
        EXPECT_LE(std::abs(copy.dx), 1.0);
        EXPECT_LE(std::abs(copy.dy), 0.5);
        ++quarters[(copy.dx < 0 ? 0U : 1U) + (copy.dy < 0 ? 0U : 2U)];
    }
    for (const int quarter : quarters) {
        EXPECT_NEAR(quarter, 50, 3);
    }
}

TEST(BoundsTest, HoldAllPoints) {
    const Path path{"MLL", {{1, 5}, {-2, 7}, {3, 6}}};

    const Bounds bounds = path.bounds();

    EXPECT_EQ(bounds.left, -2);
    EXPECT_EQ(bounds.top, 5);
    EXPECT_EQ(bounds.right, 3);
    EXPECT_EQ(bounds.bottom, 7);
    EXPECT_EQ(bounds.extent(), 5);
}

TEST(BoundsTest, CoverWholePixelsInsideThePicture) {
    const PixelBox box = Bounds{-3.5, 2.5, 7.1, 1e9}.pixels(20, 10);

    EXPECT_EQ(box.left, 0);
    EXPECT_EQ(box.top, 2);
    EXPECT_EQ(box.right, 8);
    EXPECT_EQ(box.bottom, 10);
}

}  // namespace
}  // namespace likeness::paperflux
