#include "imaging/portable_cos.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace likeness::imaging {
namespace {

TEST(PortableCosTest, EqualsNodesValuesWhereTheCLibraryDiffersInTheLastBit) {
    EXPECT_EQ(portable_cos(3.7699111843077517), -0.8090169943749475);
    EXPECT_EQ(portable_cos(13.194689145077131), 0.8090169943749478);
    EXPECT_EQ(portable_cos(2.4683942278205517), -0.7818314824680297);
    EXPECT_EQ(portable_cos(6.872233929727672), 0.8314696123025456);
}

TEST(PortableCosTest, EqualsNodesValuesNearTheZeros) {
    EXPECT_EQ(portable_cos(std::numbers::pi / 2), 6.123233995736766e-17);
    EXPECT_EQ(portable_cos(std::numbers::pi * 1.5), -1.8369701987210297e-16);
}

TEST(PortableCosTest, StaysWithinOneBitOfTheCLibrary) {
    EXPECT_EQ(portable_cos(0), 1);
    for (int i = 0; i < 50'000; ++i) {
        const double x = i * 0.001;

        EXPECT_NEAR(portable_cos(x), std::cos(x), 2.3e-16) << x;
    }
}

}  // namespace
}  // namespace likeness::imaging
