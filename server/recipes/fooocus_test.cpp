#include "recipes/foreign_recipe.hpp"
#include "recipes/test_files.hpp"

#include <gmock/gmock.h>

namespace likeness::recipes {
namespace {

using test::is_lora;
using testing::ElementsAre;
using testing::Eq;
using testing::Optional;

constexpr std::string_view kFooocus =
    R"({"base_model": "juggernautXL_v8Rundiffusion.safetensors", "base_model_hash": "aeb7e9e689", )"
    R"("full_prompt": ["a castle, cinematic"], "guidance_scale": 4.0, "loras": [["sd_xl_offset_example-lora_1.0.safetensors", 0.1, "4852686128"], )"
    R"(["mist.safetensors", 0.5, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"]], "metadata_scheme": "fooocus", )"
    R"("negative_prompt": "crowd", "performance": "Speed", "prompt": "a castle", "prompt_expansion": "", "refiner_model": "None", )"
    R"("sampler": "dpmpp_2m_sde_gpu", "scheduler": "karras", "seed": "6789", "sharpness": 2.0, "steps": 30, )"
    R"("styles": "['Fooocus V2']", "version": "Fooocus v2.5.5"})";

constexpr std::string_view kA1111Form =
    "a castle, cinematic\nNegative prompt: crowd\n"
    "Steps: 30, Sampler: DPM++ 2M SDE Karras, Seed: 6789, Size: 1152x896, CFG scale: 4, Sharpness: "
    "2, "
    "Model hash: aeb7e9e689, Model: juggernautXL_v8Rundiffusion, Lora hashes: \"mist: "
    "4852686128ab: 0.5\", Version: Fooocus v2.5.5";

TEST(FooocusTest, ReadsEveryPart) {
    const auto recipe =
        read_foreign_recipe(
            test::png_with({{"parameters", kFooocus}, {"fooocus_scheme", "fooocus"}}), ""
        )
            .value();

    EXPECT_EQ(recipe.program, Program::fooocus);
    EXPECT_EQ(recipe.prompt, "a castle");
    EXPECT_EQ(recipe.negative_prompt, "crowd");
    EXPECT_THAT(recipe.seed, Optional(6789U));
    EXPECT_THAT(recipe.steps, Optional(30));
    EXPECT_THAT(recipe.guidance_scale, Optional(4.0));
    EXPECT_EQ(recipe.sampler, "dpmpp_2m_sde_gpu karras");
    EXPECT_EQ(recipe.model, "juggernautXL_v8Rundiffusion.safetensors");
    EXPECT_THAT(
        recipe.loras,
        ElementsAre(is_lora("sd_xl_offset_example-lora_1.0", 0.1), is_lora("mist", 0.5))
    );
    EXPECT_EQ(recipe.loras[0].sha256, "");
    EXPECT_EQ(
        recipe.loras[1].sha256, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    );
    EXPECT_EQ(recipe.text, kFooocus);
}

TEST(FooocusTest, ReadsTheOtherScheme) {
    const auto recipe =
        read_foreign_recipe(
            test::png_with({{"parameters", kA1111Form}, {"fooocus_scheme", "a1111"}}), ""
        )
            .value();

    EXPECT_EQ(recipe.program, Program::fooocus);
    EXPECT_EQ(recipe.prompt, "a castle, cinematic");
    EXPECT_EQ(recipe.sampler, "DPM++ 2M SDE Karras");
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("mist", 0.5)));
}

TEST(FooocusTest, ReadsExifWhosCommentStandsInTheMainDirectory) {
    const Bytes tiff = test::tiff_with(
        {{0x0131, "Fooocus v2.5.5"}, {0x9286, Bytes(kFooocus), true}, {0x927C, "fooocus", true}},
        true
    );

    EXPECT_EQ(read_foreign_recipe(test::jpeg_with(tiff), "")->text, kFooocus);
    EXPECT_EQ(read_foreign_recipe(test::webp_with(tiff), "")->text, kFooocus);
}

TEST(FooocusTest, ReadsCombinedLorasOfLogs) {
    const auto recipe =
        read_foreign_recipe(
            test::png_with({}),
            R"({"prompt":"a castle","base_model":"x","lora_combined_1":"mist.safetensors : 0.5",)"
            R"("lora_combined_2":"None : 1.0","lora_combined_3":"True : moss : 0.25","lora_combined_4":"False : off : 1"})"
        )
            .value();

    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("mist", 0.5), is_lora("moss", 0.25)));
}

TEST(FooocusTest, SurvivesFieldsOfWrongKinds) {
    const auto recipe =
        read_foreign_recipe(
            test::png_with({}),
            R"({"prompt":{},"metadata_scheme":"fooocus","steps":"many","seed":[],"loras":[[],["a"],["b","c"],"d",7]})"
        )
            .value();

    EXPECT_EQ(recipe.prompt, "");
    EXPECT_THAT(recipe.steps, Eq(std::nullopt));
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("b", 1)));
}

}  // namespace
}  // namespace likeness::recipes
