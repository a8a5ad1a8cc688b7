#include "recipes/foreign_recipe.hpp"
#include "recipes/test_files.hpp"

#include <gmock/gmock.h>

namespace likeness::recipes {
namespace {

using testing::DoubleEq;
using testing::ElementsAre;
using testing::Eq;
using testing::Field;
using testing::IsEmpty;
using testing::Optional;

constexpr std::string_view kA1111 =
    "portrait of a fox, (golden hour:1.2), <lora:winter-coat:0.8>, sharp\n"
    "in two lines\n"
    "Negative prompt: rain, blurry\n"
    "second line\n"
    "Steps: 28, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 6.5, Seed: "
    "18446744073709551615, "
    "Size: 832x1216, Model hash: 6ce0161689, Model: \"sdxl, base\", "
    "Lora hashes: \"winter-coat: 5f1d2e3c4b5a\", Hashes: {\"lora:winter-coat\": \"5f1d2e3c4b\", "
    "\"model\": \"6ce0161689\"}, Version: v1.10.1";

constexpr std::string_view kForge =
    "a lighthouse <lora:flux_film:1> <lora:folder/Grain:0.35:0.6>\n"
    "Steps: 20, Sampler: Euler, Schedule type: Simple, CFG scale: 1, Distilled CFG Scale: 3.5, "
    "Seed: 42, Size: 896x1152, Model hash: d1498a23b8, Model: flux1-dev-bnb-nf4-v2, "
    "Version: f2.0.1v1.10.1-previous-660-gbcd4b94d, Module 1: ae, Module 2: clip_l";

auto lora(std::string_view name, double scale) {
    return testing::AllOf(
        Field(&imaging::RecipeLora::name, Eq(name)),
        Field(&imaging::RecipeLora::scale, DoubleEq(scale))
    );
}

std::optional<ForeignRecipe> read(std::string_view text) {
    return read_foreign_recipe(test::png_with({{"parameters", text}}), "");
}

TEST(A1111Test, ReadsEveryPartOfTheText) {
    const auto recipe = read(kA1111).value();

    EXPECT_EQ(recipe.program, Program::a1111);
    EXPECT_EQ(recipe.prompt, "portrait of a fox, (golden hour:1.2), sharp\nin two lines");
    EXPECT_EQ(recipe.negative_prompt, "rain, blurry\nsecond line");
    EXPECT_THAT(recipe.seed, Optional(18446744073709551615U));
    EXPECT_THAT(recipe.steps, Optional(28));
    EXPECT_THAT(recipe.guidance_scale, Optional(6.5));
    EXPECT_EQ(recipe.sampler, "DPM++ 2M Karras");
    EXPECT_EQ(recipe.model, "sdxl, base");
    EXPECT_THAT(recipe.loras, ElementsAre(lora("winter-coat", 0.8)));
    EXPECT_THAT(recipe.created_at, Eq(std::nullopt));
    EXPECT_EQ(recipe.text, kA1111);
}

TEST(A1111Test, TakesForgesDistilledGuidanceAndTheImageModelsScale) {
    const auto recipe = read(kForge).value();

    EXPECT_EQ(recipe.program, Program::a1111);
    EXPECT_EQ(recipe.prompt, "a lighthouse");
    EXPECT_THAT(recipe.guidance_scale, Optional(3.5));
    EXPECT_EQ(recipe.sampler, "Euler Simple");
    EXPECT_EQ(recipe.model, "flux1-dev-bnb-nf4-v2");
    EXPECT_THAT(recipe.loras, ElementsAre(lora("flux_film", 1), lora("Grain", 0.6)));
}

}  // namespace
}  // namespace likeness::recipes
