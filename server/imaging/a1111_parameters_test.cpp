#include "imaging/a1111_parameters.hpp"

#include "imaging/test_recipe.hpp"
#include "imaging/unicode_text.hpp"

#include <gmock/gmock.h>

namespace likeness::imaging {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(A1111ParametersTest, WritesPromptNegativePromptAndParameters) {
    EXPECT_EQ(
        a1111_parameters(test::full_recipe()).value(),
        "a fox in the snow in the style of ohwx <lora:winter:1.5>\n"
        "Negative prompt: rain\n"
        "Steps: 28, Sampler: Euler, CFG scale: 3.5, Seed: 18446744073709551615, Size: 1024x768, "
        "Model: FLUX.1 [dev], "
        "Lora hashes: \"winter: 0123456789\", Version: Likeness 0.1.0, Hashes: {\"lora:winter\": "
        "\"0123456789\"}"
    );
}

TEST(A1111ParametersTest, LeavesOutWhatThereIsNot) {
    Recipe recipe;
    recipe.final_prompt = "a fox";
    recipe.steps = 4;

    EXPECT_EQ(
        a1111_parameters(recipe).value(),
        "a fox\nSteps: 4, Sampler: Euler, CFG scale: 0, Seed: 0, Size: 0x0"
    );
}

TEST(A1111ParametersTest, SaysDistilledGuidanceAsForgeDoes) {
    Recipe recipe = test::full_recipe();
    recipe.guidance_is_distilled = true;

    EXPECT_THAT(
        a1111_parameters(recipe).value(),
        HasSubstr(", CFG scale: 1, Distilled CFG Scale: 3.5, Seed: ")
    );
}

TEST(A1111ParametersTest, ListsSeveralLoras) {
    Recipe recipe = test::full_recipe();
    recipe.loras.push_back({"summer", "", -0.5, ""});

    EXPECT_THAT(
        a1111_parameters(recipe).value(),
        AllOf(HasSubstr("<lora:winter:1.5> <lora:summer:-0.5>"), Not(HasSubstr("summer: ")))
    );
}

TEST(A1111ParametersTest, TakesDelimitersOutOfLoraNames) {
    Recipe recipe = test::full_recipe();
    recipe.loras.front().name = "a<b>c:d,e\"f";

    EXPECT_THAT(
        a1111_parameters(recipe).value(),
        AllOf(HasSubstr("<lora:a_b_c_d_e_f:1.5>"), HasSubstr("\"a_b_c_d_e_f: 01234"))
    );
}

TEST(A1111ParametersTest, QuotesValuesThatWouldEndTheirField) {
    Recipe recipe = test::full_recipe();
    recipe.model = "dev, v1: \"final\"";

    EXPECT_THAT(a1111_parameters(recipe).value(), HasSubstr(R"(, Model: "dev, v1: \"final\"", )"));
}

TEST(A1111ParametersTest, DisarmsPromptLinesThatReadersWouldTakeForParameters) {
    Recipe recipe = test::full_recipe();
    recipe.final_prompt =
        "Steps: 99, Seed: 1\n  Steps: 98\nsix Steps: up Negative prompt: all\r\nend";

    EXPECT_THAT(
        a1111_parameters(recipe).value(),
        StartsWith(
            "Steps : 99, Seed: 1\n  Steps : 98\nsix Steps: up Negative prompt : all\nend <lora:"
        )
    );
}

TEST(A1111ParametersTest, DisarmsTheNegativePromptToo) {
    Recipe recipe = test::full_recipe();
    recipe.negative_prompt = "Steps: 1, Sampler: x, Seed: 2";

    EXPECT_THAT(
        a1111_parameters(recipe).value(),
        HasSubstr("\nNegative prompt: Steps : 1, Sampler: x, Seed: 2\n")
    );
}

TEST(A1111ParametersTest, ShortensPromptsToTheLimitAndKeepsTheParameters) {
    Recipe recipe = test::full_recipe();
    for (int i = 0; i < 10'000; ++i) {
        recipe.final_prompt += "\xF0\x9F\xA6\x8A";
    }

    const std::string text = a1111_parameters(recipe, 2000).value();

    EXPECT_LE(utf16_bytes(text), 2000U);
    EXPECT_GT(utf16_bytes(text), 1990U);
    EXPECT_THAT(
        text,
        AllOf(
            StartsWith("a fox in the snow"),
            HasSubstr("\xF0\x9F\xA6\x8A\xE2\x80\xA6 <lora:winter"),
            HasSubstr("\nNegative prompt: rain\n"),
            EndsWith("\"}")
        )
    );
}

TEST(A1111ParametersTest, SharesTheRoomBetweenTwoLongPrompts) {
    Recipe recipe = test::full_recipe();
    recipe.final_prompt = std::string(5000, 'p');
    recipe.negative_prompt = std::string(5000, 'n');

    const std::string text = a1111_parameters(recipe, 4000).value();

    EXPECT_LE(utf16_bytes(text), 4000U);
    EXPECT_THAT(text, AllOf(HasSubstr(std::string(800, 'p')), HasSubstr(std::string(800, 'n'))));
}

TEST(A1111ParametersTest, RefusesNamesThatCannotFit) {
    Recipe recipe = test::full_recipe();
    recipe.loras.front().name = std::string(5000, 'x');

    EXPECT_EQ(a1111_parameters(recipe, 2000).error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace likeness::imaging
