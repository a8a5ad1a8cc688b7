#include "recipes/foreign_recipe.hpp"
#include "recipes/test_files.hpp"

#include <gmock/gmock.h>

namespace likeness::recipes {
namespace {

using test::is_lora;
using testing::ElementsAre;
using testing::Eq;
using testing::Optional;

constexpr std::string_view kSwarm = R"({
  "sui_image_params": {
    "prompt": "a harbour at dusk, <segment:face> sharp <lora:Flux/fog>",
    "negativeprompt": "people",
    "model": "Flux/flux1-dev-fp8",
    "seed": 2042464333,
    "steps": 25,
    "cfgscale": 1.0,
    "fluxguidancescale": 3.2,
    "aspectratio": "Custom",
    "width": 512,
    "height": 768,
    "sampler": "euler",
    "scheduler": "normal",
    "loras": ["Flux/fog", "grain.safetensors"],
    "loraweights": ["0.4", "0.75"],
    "swarm_version": "0.9.7.0"
  },
  "sui_extra_data": {"date": "2025-10-02", "generation_time": "4.09 sec"},
  "sui_models": [{"name": "grain.safetensors", "param": "loras", "hash": "0x84fc41ea"}]
})";

TEST(SwarmuiTest, ReadsEveryPart) {
    const auto recipe = read_foreign_recipe(test::png_with({{"parameters", kSwarm}}), "").value();

    EXPECT_EQ(recipe.program, Program::swarmui);
    EXPECT_EQ(recipe.prompt, "a harbour at dusk, <segment:face> sharp");
    EXPECT_EQ(recipe.negative_prompt, "people");
    EXPECT_THAT(recipe.seed, Optional(2042464333U));
    EXPECT_THAT(recipe.steps, Optional(25));
    EXPECT_THAT(recipe.guidance_scale, Optional(3.2));
    EXPECT_EQ(recipe.sampler, "euler normal");
    EXPECT_EQ(recipe.model, "Flux/flux1-dev-fp8");
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("fog", 0.4), is_lora("grain", 0.75)));
    EXPECT_EQ(to_iso(recipe.created_at.value()), "2025-10-02T00:00:00.000Z");
    EXPECT_EQ(recipe.text, kSwarm);
}

TEST(SwarmuiTest, ReadsExifAndSidecars) {
    const test::ExifText comment{0x9286, test::unicode_comment(kSwarm)};
    const Bytes tiff = test::tiff_with({comment}, true);

    EXPECT_EQ(read_foreign_recipe(test::jpeg_with(tiff), "")->program, Program::swarmui);
    EXPECT_EQ(read_foreign_recipe(test::webp_with(tiff), "")->program, Program::swarmui);
    EXPECT_EQ(read_foreign_recipe(test::png_with({}), kSwarm)->program, Program::swarmui);
}

TEST(SwarmuiTest, ReadsWhatOlderVersionsWrote) {
    const auto recipe =
        read_foreign_recipe(
            test::png_with(
                {{"parameters",
                  R"({"sui_image_params":{"prompt":"a cat","comfyuisampler":"euler","seed":"1","cfgscale":7,)"
                  R"("loras":"a, b","loraweights":"0.5","date":"2024-08-07"}})"}}
            ),
            ""
        )
            .value();

    EXPECT_THAT(recipe.seed, Optional(1U));
    EXPECT_EQ(recipe.sampler, "euler");
    EXPECT_THAT(recipe.guidance_scale, Optional(7.0));
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("a", 0.5), is_lora("b", 1)));
    EXPECT_EQ(to_iso(recipe.created_at.value()), "2024-08-07T00:00:00.000Z");
}

TEST(SwarmuiTest, TakesTheTagsWhereNoLorasAreListed) {
    const auto recipe =
        read_foreign_recipe(
            test::png_with({}), R"({"sui_image_params":{"prompt":"a cat <lora:whiskers:0.3>"}})"
        )
            .value();

    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("whiskers", 0.3)));
}

TEST(SwarmuiTest, SurvivesFieldsOfWrongKinds) {
    const auto recipe =
        read_foreign_recipe(
            test::png_with({}),
            R"({"sui_image_params":{"prompt":["a"],"seed":-1,"steps":{},"loras":[{},null,7],"loraweights":3},"sui_extra_data":[]})"
        )
            .value();

    EXPECT_EQ(recipe.prompt, "");
    EXPECT_THAT(recipe.seed, Eq(std::nullopt));
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("7", 1)));
}

}  // namespace
}  // namespace likeness::recipes
