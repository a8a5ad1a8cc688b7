#include "imaging/exif.hpp"

#include "imaging/orientation.hpp"
#include "imaging/test_recipe.hpp"
#include "imaging/unicode_text.hpp"

#include <gmock/gmock.h>

namespace likeness::imaging {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr std::size_t kRoom = 65527;

TEST(ExifTest, HoldsPromptSoftwareTimeAndA1111Text) {
    const Bytes block = exif_block(test::full_recipe(), 1, kRoom).value();

    EXPECT_THAT(block, StartsWith(Bytes("MM\0*\0\0\0\x08", 8)));
    EXPECT_THAT(block, HasSubstr(Bytes("a fox in the snow\0", 18)));
    EXPECT_THAT(block, HasSubstr(Bytes("Likeness 0.1.0\0", 15)));
    EXPECT_THAT(block, HasSubstr(Bytes("2026:11:21 10:46:00\0", 20)));
    EXPECT_THAT(
        block,
        HasSubstr(
            Bytes("UNICODE\0", 8) + to_utf16be("a fox in the snow in the style of ohwx <lora:")
        )
    );
}

TEST(ExifTest, KeepsTheOrientation) {
    EXPECT_EQ(exif_orientation(exif_block(test::full_recipe(), 6, kRoom).value()), 6);
    EXPECT_EQ(exif_orientation(exif_block(test::full_recipe(), 1, kRoom).value()), 1);
    EXPECT_EQ(exif_orientation(orientation_block(3)), 3);
}

TEST(ExifTest, KeepsToItsSizeWhateverThePrompts) {
    Recipe recipe = test::full_recipe();
    recipe.prompt = std::string(100'000, 'p');
    recipe.final_prompt = std::string(100'000, 'f');
    recipe.negative_prompt = std::string(100'000, 'n');

    const Bytes block = exif_block(recipe, 8, kRoom).value();

    EXPECT_LE(block.size(), kRoom);
    EXPECT_GT(block.size(), kRoom - 8);
    EXPECT_THAT(block, HasSubstr(to_utf16be("\nSteps: 28, Sampler: Euler")));
}

TEST(ExifTest, RefusesNamesThatCannotFit) {
    Recipe recipe = test::full_recipe();
    recipe.loras.front().name = std::string(40'000, 'x');

    EXPECT_EQ(exif_block(recipe, 1, kRoom).error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace likeness::imaging
