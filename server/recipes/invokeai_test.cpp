#include "recipes/foreign_recipe.hpp"
#include "recipes/test_files.hpp"

#include <gmock/gmock.h>

namespace likeness::recipes {
namespace {

using test::is_lora;
using testing::ElementsAre;
using testing::Eq;
using testing::Optional;

constexpr std::string_view kMetadata =
    R"({"generation_mode": "sdxl_txt2img", "positive_prompt": "a cabin in the woods", "negative_prompt": "blurry", "width": 1024, "height": 1024, )"
    R"("seed": 2718281828, "rand_device": "cpu", "cfg_scale": 6.0, "cfg_rescale_multiplier": 0, "steps": 30, "scheduler": "dpmpp_2m_k", )"
    R"("model": {"key": "m01", "hash": "blake3:1b", "name": "Juggernaut XL", "base": "sdxl", "type": "main"}, )"
    R"("loras": [{"model": {"key": "l01", "hash": "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "name": "Moss", "base": "sdxl", "type": "lora"}, "weight": 0.6}, )"
    R"({"model": {"key": "l02", "hash": "blake3:aa", "name": "Fern"}, "weight": -0.2}], "app_version": "5.4.2"})";

constexpr std::string_view kOldMetadata =
    R"({"model": "stable diffusion", "model_weights": "stable-diffusion-1.5", "model_hash": "cc6cb27103", "app_id": "invoke-ai/InvokeAI", "app_version": "2.3.5", )"
    R"("image": {"prompt": [{"prompt": "a lonely robot reading [blurry, text]", "weight": 1.0}], "steps": 50, "cfg_scale": 7.5, "height": 512, "width": 512, )"
    R"("seed": 1618033988, "type": "txt2img", "postprocessing": null, "sampler": "k_lms", "variations": []}})";

constexpr std::string_view kCommand =
    R"("a \"lonely\" robot [blurry] reading" -s 50 -S 1618033988 -W512 -H512 -C 7.5 -A k_lms)";

TEST(InvokeaiTest, ReadsEveryPart) {
    const auto recipe =
        read_foreign_recipe(test::png_with({{"invokeai_metadata", kMetadata}}), "").value();

    EXPECT_EQ(recipe.program, Program::invokeai);
    EXPECT_EQ(recipe.prompt, "a cabin in the woods");
    EXPECT_EQ(recipe.negative_prompt, "blurry");
    EXPECT_THAT(recipe.seed, Optional(2718281828U));
    EXPECT_THAT(recipe.steps, Optional(30));
    EXPECT_THAT(recipe.guidance_scale, Optional(6.0));
    EXPECT_EQ(recipe.sampler, "dpmpp_2m_k");
    EXPECT_EQ(recipe.model, "Juggernaut XL");
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("Moss", 0.6), is_lora("Fern", -0.2)));
    EXPECT_EQ(
        recipe.loras[0].sha256, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    );
    EXPECT_EQ(recipe.loras[1].sha256, "");
    EXPECT_EQ(recipe.text, kMetadata);
}

TEST(InvokeaiTest, ReadsTheNamesOfVersionThreeAndTheGuidanceOfFlux) {
    const auto recipe =
        read_foreign_recipe(
            test::png_with(
                {{"invokeai_metadata",
                  R"({"positive_prompt":"a hut","model":{"model_name":"flux-dev","base_model":"flux"},"cfg_scale":1,)"
                  R"("guidance":4,"num_steps":28,"loras":[{"lora":{"model_name":"reed","base_model":"flux"},"weight":0.9}]})"}}
            ),
            ""
        )
            .value();

    EXPECT_EQ(recipe.model, "flux-dev");
    EXPECT_THAT(recipe.guidance_scale, Optional(4.0));
    EXPECT_THAT(recipe.steps, Optional(28));
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("reed", 0.9)));
}

TEST(InvokeaiTest, ReadsVersionTwo) {
    const auto recipe = read_foreign_recipe(
                            test::png_with({{"Dream", kCommand}, {"sd-metadata", kOldMetadata}}), ""
    )
                            .value();

    EXPECT_EQ(recipe.program, Program::invokeai);
    EXPECT_EQ(recipe.prompt, "a lonely robot reading");
    EXPECT_EQ(recipe.negative_prompt, "blurry, text");
    EXPECT_THAT(recipe.seed, Optional(1618033988U));
    EXPECT_EQ(recipe.sampler, "k_lms");
    EXPECT_EQ(recipe.model, "stable-diffusion-1.5");
    EXPECT_EQ(recipe.text, kOldMetadata);
}

TEST(InvokeaiTest, ReadsTheCommandOfVersionOne) {
    const auto recipe = read_foreign_recipe(test::png_with({{"Dream", kCommand}}), "").value();

    EXPECT_EQ(recipe.prompt, "a \"lonely\" robot reading");
    EXPECT_EQ(recipe.negative_prompt, "blurry");
    EXPECT_THAT(recipe.steps, Optional(50));
    EXPECT_THAT(recipe.seed, Optional(1618033988U));
    EXPECT_THAT(recipe.guidance_scale, Optional(7.5));
    EXPECT_EQ(recipe.sampler, "k_lms");
}

TEST(InvokeaiTest, ReadsSidecars) {
    EXPECT_EQ(read_foreign_recipe(test::png_with({}), kMetadata)->prompt, "a cabin in the woods");
    EXPECT_EQ(
        read_foreign_recipe(test::png_with({}), kOldMetadata)->prompt, "a lonely robot reading"
    );
}

TEST(InvokeaiTest, SurvivesFieldsOfWrongKinds) {
    const auto recipe =
        read_foreign_recipe(
            test::png_with({}),
            R"({"positive_prompt":null,"model":"x","loras":[1,{"weight":1},{"lora":"y","weight":"z"}],"seed":1.5,"steps":0})"
        )
            .value();

    EXPECT_EQ(recipe.prompt, "");
    EXPECT_EQ(recipe.model, "");
    EXPECT_THAT(recipe.loras, testing::IsEmpty());
    EXPECT_THAT(recipe.seed, Eq(std::nullopt));
    EXPECT_THAT(recipe.steps, Eq(std::nullopt));
}

TEST(InvokeaiTest, TakesAQuotedCaptionForNoCommand) {
    EXPECT_THAT(read_foreign_recipe(test::png_with({}), "\"a fox\" - in snow"), Eq(std::nullopt));
}

}  // namespace
}  // namespace likeness::recipes
