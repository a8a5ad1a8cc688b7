#include "imaging/xmp.hpp"

#include "imaging/test_recipe.hpp"

#include <gmock/gmock.h>

namespace likeness::imaging {
namespace {

using testing::Eq;
using testing::HasSubstr;
using testing::Optional;

constexpr std::size_t kRoom = 65504;

TEST(XmpTest, GivesBackTheJson) {
    Recipe recipe = test::full_recipe();
    recipe.prompt = test::kHostilePrompt;

    const XmpPackets packets = xmp_packets(recipe, kRoom);

    EXPECT_THAT(recipe_json_in_xmp(packets.main), Optional(json(recipe)));
    EXPECT_EQ(packets.extension, "");
}

TEST(XmpTest, MovesAJsonThatDoesNotFitIntoAnExtension) {
    Recipe recipe = test::full_recipe();
    recipe.final_prompt = std::string(70'000, 'x');

    const XmpPackets packets = xmp_packets(recipe, kRoom);

    EXPECT_LE(packets.main.size(), kRoom);
    EXPECT_THAT(recipe_json_in_xmp(packets.main), Eq(std::nullopt));
    EXPECT_THAT(recipe_json_in_xmp(packets.extension), Optional(json(recipe)));
    EXPECT_THAT(packets.main, HasSubstr(xmp_extension_digest(packets.extension)));
    EXPECT_THAT(packets.main, HasSubstr("a fox in the snow</rdf:li>"));
}

TEST(XmpTest, ShortensADescriptionThatWouldNotFit) {
    Recipe recipe = test::full_recipe();
    recipe.prompt = std::string(100'000, '&');

    const XmpPackets packets = xmp_packets(recipe, kRoom);

    EXPECT_LE(packets.main.size(), kRoom);
    EXPECT_THAT(packets.main, HasSubstr("\xE2\x80\xA6</rdf:li>"));
}

TEST(XmpTest, NamesExtensionsByTheirMd5) {
    EXPECT_EQ(xmp_extension_digest("abc"), "900150983CD24FB0D6963F7D28E17F72");
}

TEST(XmpTest, ReadsTheAttributeFormOfOtherWriters) {
    EXPECT_THAT(
        recipe_json_in_xmp("<rdf:Description likeness:Recipe=\"{&quot;a&quot;:1}\"/>"),
        Optional(Eq("{\"a\":1}"))
    );
    EXPECT_THAT(
        recipe_json_in_xmp("<d\nlikeness:Recipe = '{\"a\":1}'>"), Optional(Eq("{\"a\":1}"))
    );
}

TEST(XmpTest, IsNotFooledByTextThatSpeaksOfTheProperty) {
    EXPECT_THAT(recipe_json_in_xmp("<p>likeness:Recipe=\"x\"</p>"), Eq(std::nullopt));
    EXPECT_THAT(
        recipe_json_in_xmp("<p>&lt;likeness:Recipe></p><likeness:Recipe>{}</likeness:Recipe>"),
        Optional(Eq("{}"))
    );
}

TEST(XmpTest, FindsNothingInBrokenPackets) {
    for (const char* const packet :
         {"",
          "<",
          "<likeness:Recipe",
          "<likeness:Recipe>",
          "<likeness:Recipe>{}",
          "<a likeness:Recipe=",
          "<a likeness:Recipe='{}",
          "<likeness:RecipeBook>{}</likeness:RecipeBook>"}) {
        EXPECT_THAT(recipe_json_in_xmp(packet), Eq(std::nullopt)) << packet;
    }
}

}  // namespace
}  // namespace likeness::imaging
