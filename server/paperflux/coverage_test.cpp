#include "paperflux/coverage.hpp"

#include <gtest/gtest.h>

namespace likeness::paperflux {
namespace {

constexpr PixelBox kAll{0, 0, 16, 16};

Path rectangle(double left, double top, double right, double bottom) {
    return {"MLLLZ", {{left, top}, {right, top}, {right, bottom}, {left, bottom}}};
}

class CoverageTest : public ::testing::Test {
protected:
    int at(int x, int y) { return coverage.row(y)[x]; }

    Coverage coverage = Coverage::make(16, 16).value();
};

TEST_F(CoverageTest, IsFullInsideAndNothingOutside) {
    coverage.fill(rectangle(2, 3, 6, 8), kAll);

    EXPECT_EQ(at(2, 3), 255);
    EXPECT_EQ(at(5, 7), 255);
    EXPECT_EQ(at(1, 3), 0);
    EXPECT_EQ(at(6, 7), 0);
    EXPECT_EQ(at(5, 8), 0);
}

TEST_F(CoverageTest, IsTheShareOfThePixelAtEdges) {
    coverage.fill(rectangle(2.5, 3.25, 6, 8), kAll);

    EXPECT_NEAR(at(2, 5), 128, 3);
    EXPECT_NEAR(at(4, 3), 191, 12);  // Cairo has 15 lines of samples a pixel
}

TEST_F(CoverageTest, ForgetsEarlierPathsInsideTheBox) {
    coverage.fill(rectangle(0, 0, 16, 16), kAll);
    coverage.fill(rectangle(4, 4, 6, 6), kAll);

    EXPECT_EQ(at(4, 4), 255);
    EXPECT_EQ(at(10, 10), 0);
}

TEST_F(CoverageTest, FillsOverlapsOfOnePath) {
    Path twice = rectangle(2, 2, 10, 10);
    const Path inner = rectangle(4, 4, 8, 8);
    twice.points.insert(twice.points.end(), inner.points.begin(), inner.points.end());
    twice.ops = "MLLLZMLLLZ";

    coverage.fill(twice, kAll);

    EXPECT_EQ(at(6, 6), 255);
}

TEST_F(CoverageTest, StrokesWithRoundEnds) {
    coverage.stroke({"ML", {{5, 8}, {11, 8}}}, 4, kAll);

    EXPECT_EQ(at(8, 7), 255);
    EXPECT_EQ(at(8, 10), 0);
    EXPECT_GT(at(3, 7), 128);  // the round end
    EXPECT_EQ(at(2, 8), 0);
}

TEST_F(CoverageTest, FollowsCurves) {
    coverage.fill({"MCZ", {{0, 16}, {0, 0}, {16, 0}, {16, 16}}}, kAll);

    EXPECT_EQ(at(8, 10), 255);
    EXPECT_EQ(at(8, 2), 0);
}

TEST_F(CoverageTest, TakesPathsFarOutsideThePicture) {
    coverage.fill(rectangle(-1e6, -1e6, 1e6, 1e6), kAll);

    EXPECT_EQ(at(0, 0), 255);
    EXPECT_EQ(at(15, 15), 255);
}

}  // namespace
}  // namespace likeness::paperflux
