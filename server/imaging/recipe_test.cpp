#include "imaging/recipe.hpp"

#include "imaging/test_recipe.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

namespace likeness::imaging {
namespace {

using testing::HasSubstr;

constexpr std::string_view kMinimal = R"({"format":"likeness-recipe","version":1})";

TEST(RecipeTest, ReadsBackWhatItWrites) {
    const Recipe recipe = test::full_recipe();

    EXPECT_EQ(parse_recipe(json(recipe)).value(), recipe);
}

TEST(RecipeTest, ReadsBackHostileTexts) {
    Recipe recipe = test::full_recipe();
    recipe.prompt = test::kHostilePrompt;
    recipe.loras.push_back({"\"}],", "\\", -0.25, ""});

    EXPECT_EQ(parse_recipe(json(recipe)).value(), recipe);
}

TEST(RecipeTest, WritesAVersionedObject) {
    EXPECT_THAT(
        json(test::full_recipe()),
        testing::StartsWith(R"({"format":"likeness-recipe","version":1,)")
    );
    EXPECT_THAT(json(test::full_recipe()), HasSubstr(R"("seed":18446744073709551615)"));
}

TEST(RecipeTest, WritesZeroForWhatJsonCannotSay) {
    Recipe recipe = test::full_recipe();
    recipe.guidance_scale = std::numeric_limits<double>::infinity();
    recipe.loras.front().scale = std::nan("");

    const Recipe read = parse_recipe(json(recipe)).value();

    EXPECT_EQ(read.guidance_scale, 0);
    EXPECT_EQ(read.loras.front().scale, 0);
}

TEST(RecipeTest, KeepsDefaultsForMissingFieldsAndIgnoresUnknownOnes) {
    EXPECT_EQ(parse_recipe(kMinimal).value(), Recipe{});
    EXPECT_TRUE(parse_recipe(R"({"format":"likeness-recipe","version":1,"mood":"happy"})"));
}

TEST(RecipeTest, RefusesLaterVersionsAndOtherPrograms) {
    EXPECT_THAT(
        parse_recipe(R"({"format":"likeness-recipe","version":2})").error().message,
        HasSubstr("later version")
    );
    EXPECT_THAT(
        parse_recipe(R"({"prompt":"a fox"})").error().message, HasSubstr("another program")
    );
}

TEST(RecipeTest, NamesTheFieldThatIsWrong) {
    const auto with = [](std::string_view field) {
        return parse_recipe(
            R"({"format":"likeness-recipe","version":1,)" + std::string(field) + '}'
        );
    };

    for (const std::string key :
         {"prompt",
          "seed",
          "steps",
          "guidanceScale",
          "guidanceIsDistilled",
          "createdAt",
          "loras"}) {
        EXPECT_THAT(with('"' + key + "\":{}").error().message, HasSubstr(key)) << key;
    }
    EXPECT_FALSE(with(R"("seed":-1)"));
    EXPECT_FALSE(with(R"("steps":2.5)"));
    EXPECT_FALSE(with(R"("steps":99999999999)"));
    EXPECT_FALSE(with(R"("guidanceScale":1e999)"));
    EXPECT_FALSE(with(R"("createdAt":"yesterday")"));
    EXPECT_FALSE(with(R"("loras":[1])"));
}

TEST(RecipeTest, RefusesTextThatIsNoJson) {
    EXPECT_FALSE(parse_recipe(""));
    EXPECT_FALSE(parse_recipe("[]"));
    EXPECT_FALSE(parse_recipe(std::string(kMinimal) + '}'));
    EXPECT_FALSE(parse_recipe(std::string(100'000, '[')));
}

TEST(RecipeTest, WritesNumbersShortestFirst) {
    EXPECT_EQ(number_text(3.5), "3.5");
    EXPECT_EQ(number_text(1), "1");
    EXPECT_EQ(number_text(0.1), "0.1");
    EXPECT_EQ(number_text(-std::numeric_limits<double>::infinity()), "0");
}

}  // namespace
}  // namespace likeness::imaging
