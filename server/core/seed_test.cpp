#include "core/seed.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace likeness {
namespace {

constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();

TEST(SeedTest, IsReadFromItsOwnText) {
    for (const std::uint64_t value :
         {std::uint64_t{0}, std::uint64_t{7}, std::uint64_t{1} << 63U, kMost}) {
        EXPECT_EQ(Seed::parse(Seed{value}.text()), Seed{value});
    }
    EXPECT_EQ(Seed{kMost}.text(), "18446744073709551615");
}

TEST(SeedTest, RefusesWhatIsNoUnsignedNumberOf64Bits) {
    for (const char* text :
         {"", "-1", "+1", " 1", "1 ", "1.0", "1e3", "0x1", "18446744073709551616", "seed"}) {
        EXPECT_EQ(Seed::parse(text), std::nullopt) << text;
    }
}

TEST(SeedTest, GivesEachImageOfABatchTheNextOneAndWraps) {
    EXPECT_EQ(Seed{7}.of_image(0), Seed{7});
    EXPECT_EQ(Seed{7}.of_image(3), Seed{10});
    EXPECT_EQ(Seed{kMost}.of_image(1), Seed{0});
}

}  // namespace
}  // namespace likeness
