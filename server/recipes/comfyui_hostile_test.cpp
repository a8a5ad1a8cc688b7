#include "recipes/foreign_recipe.hpp"
#include "recipes/test_files.hpp"

#include <gmock/gmock.h>

namespace likeness::recipes {
namespace {

using test::is_lora;
using testing::ElementsAre;
using testing::Eq;

std::optional<ForeignRecipe> read(std::string_view graph) {
    return read_foreign_recipe(test::png_with({{"prompt", graph}}), "");
}

TEST(ComfyuiHostileTest, TakesAGraphWithoutASamplerForNoRecipe) {
    EXPECT_THAT(
        read(
            R"graph({"1":{"class_type":"LoadImage","inputs":{"image":"a.png"}},"2":{"class_type":"SaveImage","inputs":{"images":["1",0]}}})graph"
        ),
        Eq(std::nullopt)
    );
    EXPECT_THAT(read("{}"), Eq(std::nullopt));
    EXPECT_THAT(read("a fox"), Eq(std::nullopt));
}

TEST(ComfyuiHostileTest, GoesRoundNoCycle) {
    const auto recipe = read(R"graph({
      "1": {"class_type": "KSampler", "inputs": {"seed": ["5", 0], "steps": ["1", 0], "denoise": 0.5, "latent_image": ["1", 0], "model": ["2", 0], "positive": ["3", 0], "negative": ["99", 0]}},
      "2": {"class_type": "LoraLoader", "inputs": {"lora_name": "a", "strength_model": ["2", 0], "model": ["2", 0]}},
      "3": {"class_type": "ConditioningConcat", "inputs": {"conditioning_to": ["3", 0], "conditioning_from": ["4", 0]}},
      "4": {"class_type": "CLIPTextEncode", "inputs": {"text": ["6", 0]}},
      "5": {"class_type": "Reroute", "inputs": {"value": ["5", 0]}},
      "6": {"class_type": "StringConcatenate", "inputs": {"string_a": ["6", 0], "string_b": ["6", 0], "string_c": "x"}}
    })graph")
                            .value();

    EXPECT_THAT(recipe.seed, Eq(std::nullopt));
    EXPECT_EQ(recipe.negative_prompt, "");
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("a", 1)));
}

TEST(ComfyuiHostileTest, GivesUpOnTextsThatDoubleThemselves) {
    std::string graph =
        R"graph({"s":{"class_type":"KSampler","inputs":{"seed":1,"latent_image":0,"positive":["e",0]}},)graph"
        R"graph("e":{"class_type":"CLIPTextEncode","inputs":{"text":["0",0]}})graph";
    for (int i = 0; i < 40; ++i) {
        const std::string next = std::to_string(i + 1);
        graph += ",\"" + std::to_string(i) +
                 R"graph(":{"class_type":"JoinStrings","inputs":{"a":[")graph" + next +
                 R"graph(",0],"b":[")graph" + next + R"graph(",0],"c":"xxxxxxxx"}})graph";
    }

    const auto recipe = read(graph + "}");

    EXPECT_LT(recipe->prompt.size(), 4000U);
}

TEST(ComfyuiHostileTest, IsQuickWithALargeGraph) {
    std::string graph =
        R"graph({"s":{"class_type":"KSampler","inputs":{"seed":["0",0],"latent_image":0,"model":["0",0],"positive":["0",0]}})graph";
    for (int i = 0; i < 9000; ++i) {
        const std::string next = std::to_string(i + 1);
        graph += ",\"" + std::to_string(i) +
                 R"graph(":{"class_type":"SaveX","inputs":{"value":[")graph" + next +
                 R"graph(",0],"guidance":["0",0],"model":["0",0]}})graph";
    }

    EXPECT_EQ(read(graph + "}")->prompt, "");
}

TEST(ComfyuiHostileTest, SurvivesInputsOfWrongKinds) {
    const auto recipe =
        read(
            R"graph({"1":{"class_type":"KSampler","inputs":{"seed":{},"steps":"x","cfg":[],"sampler_name":7,"latent_image":[1,2,3],
      "positive":["2","0"],"negative":[null,0],"lora_1":{"lora":5},"model":[3,0]}},"3":{"class_type":"X","inputs":{"ckpt_name":{}}},"4":[],"5":{"class_type":3}})graph"
        )
            .value();

    EXPECT_EQ(recipe.prompt, "");
    EXPECT_THAT(recipe.steps, Eq(std::nullopt));
    EXPECT_EQ(recipe.sampler, "7");
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("5", 1)));
}

}  // namespace
}  // namespace likeness::recipes
