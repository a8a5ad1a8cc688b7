#include "recipes/foreign_recipe.hpp"
#include "recipes/test_files.hpp"

#include <gmock/gmock.h>

namespace likeness::recipes {
namespace {

using test::is_lora;
using testing::ElementsAre;
using testing::Eq;
using testing::Optional;

constexpr std::string_view kA1111 =
    "portrait of a fox, (golden hour:1.2), <lora:winter-coat:0.8>, sharp\n"
    "in two lines\n"
    "Negative prompt: rain, blurry\n"
    "second line\n"
    "Steps: 28, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 6.5, "
    "Seed: 18446744073709551615, Size: 832x1216, Model hash: 6ce0161689, Model: \"sdxl, base\", "
    "Lora hashes: \"winter-coat: 5f1d2e3c4b5a\", Hashes: {\"lora:winter-coat\": \"5f1d2e3c4b\", "
    "\"model\": \"6ce0161689\"}, Version: v1.10.1";

constexpr std::string_view kForge =
    "a lighthouse <lora:flux_film:1> <lora:folder/Grain:0.35:0.6>\n"
    "Steps: 20, Sampler: Euler, Schedule type: Simple, CFG scale: 1, Distilled CFG Scale: 3.5, "
    "Seed: 42, Size: 896x1152, Model hash: d1498a23b8, Model: flux1-dev-bnb-nf4-v2, "
    "Version: f2.0.1v1.10.1-previous-660-gbcd4b94d, Module 1: ae, Module 2: clip_l";

constexpr std::string_view kSdNext =
    "an owl\nNegative prompt: fog\n"
    "Steps: 25, Size: 1024x1024, Sampler: UniPC, Seed: 7, CFG scale: 4, App: SD.Next, "
    "Version: 95be5e3, Parser: native, Model: juggernautXL_v9";

constexpr std::string_view kSdcpp =
    "a sunflower field <lora:summer:0.7>\n"
    "Steps: 30, CFG scale: 1.000000, Guidance: 3.500000, Eta: 0.000000, Seed: 197583933, "
    "Size: 512x512, Model: , RNG: cuda, Sampler: euler karras, TE: t5xxl_q8_0.gguf, "
    "Unet: flux1-dev-q4_0.gguf, VAE: ae.safetensors, Version: stable-diffusion.cpp";

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
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("winter-coat", 0.8)));
    EXPECT_EQ(recipe.loras.front().sha256, "");
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
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("flux_film", 1), is_lora("Grain", 0.6)));
}

TEST(A1111Test, ReadsSdNext) {
    const auto recipe = read(kSdNext).value();

    EXPECT_EQ(recipe.prompt, "an owl");
    EXPECT_EQ(recipe.negative_prompt, "fog");
    EXPECT_EQ(recipe.sampler, "UniPC");
    EXPECT_EQ(recipe.model, "juggernautXL_v9");
}

TEST(A1111Test, KnowsStableDiffusionCppByItsVersion) {
    const auto recipe = read(kSdcpp).value();

    EXPECT_EQ(recipe.program, Program::sdcpp);
    EXPECT_EQ(recipe.prompt, "a sunflower field");
    EXPECT_THAT(recipe.guidance_scale, Optional(3.5));
    EXPECT_EQ(recipe.sampler, "euler karras");
    EXPECT_EQ(recipe.model, "flux1-dev-q4_0.gguf");
    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("summer", 0.7)));
}

TEST(A1111Test, TakesTrueGuidanceOfStableDiffusionCppWhereItIsOn) {
    const auto recipe = read(
        "a field\nSteps: 30, CFG scale: 5.000000, Guidance: 3.500000, Seed: 1, "
        "Size: 512x512, Version: stable-diffusion.cpp"
    );

    EXPECT_THAT(recipe->guidance_scale, Optional(5.0));
}

TEST(A1111Test, ReadsUserCommentsOfJpegAndWebpInBothByteOrders) {
    const test::ExifText comment{0x9286, test::unicode_comment(kA1111)};

    for (const bool little_endian : {false, true}) {
        const Bytes tiff = test::tiff_with({comment}, little_endian);
        EXPECT_EQ(read_foreign_recipe(test::jpeg_with(tiff), "")->text, kA1111);
        EXPECT_EQ(read_foreign_recipe(test::webp_with(tiff), "")->text, kA1111);
    }
}

TEST(A1111Test, ReadsCompressedTexts) {
    for (const std::string_view type : {"zTXt", "iTXt"}) {
        const Bytes file = test::png_with_compressed(type, "parameters", kA1111);
        EXPECT_EQ(read_foreign_recipe(file, "")->text, kA1111) << type;
    }
}

TEST(A1111Test, ReadsASidecarBesideAFileThatTellsNothing) {
    const Bytes silent = test::png_with({});

    EXPECT_EQ(read_foreign_recipe(silent, kForge)->prompt, "a lighthouse");
    EXPECT_EQ(
        read_foreign_recipe(silent, "\xEF\xBB\xBFone line\r\nSteps: 5, Seed: 3, Size: 8x8\r\n")
            ->prompt,
        "one line"
    );
}

TEST(A1111Test, PrefersTheFileToItsSidecar) {
    const auto recipe = read_foreign_recipe(test::png_with({{"parameters", kA1111}}), kForge);

    EXPECT_EQ(recipe->text, kA1111);
}

TEST(A1111Test, TakesACaptionForNoRecipe) {
    EXPECT_THAT(
        read_foreign_recipe(test::png_with({}), "a photo of ohwx, smiling"), Eq(std::nullopt)
    );
    EXPECT_THAT(read("Steps: none that I know of"), Eq(std::nullopt));
}

TEST(A1111Test, LetsAPromptSpeakOfStepsAndNegativePrompts) {
    const auto recipe =
        read(
            "stairs\nSteps: wooden, worn\nthe words \"Negative prompt: x\" on a wall\n"
            "Negative prompt: people, Steps: none\n"
            "Steps: 12, Sampler: Euler a, CFG scale: 7, Seed: 5, Size: 512x512"
        )
            .value();

    EXPECT_EQ(
        recipe.prompt, "stairs\nSteps: wooden, worn\nthe words \"Negative prompt: x\" on a wall"
    );
    EXPECT_EQ(recipe.negative_prompt, "people, Steps: none");
    EXPECT_THAT(recipe.steps, Optional(12));
}

TEST(A1111Test, ReadsATextWhoseLineEndsWereLost) {
    const auto recipe =
        read("a fox Negative prompt: rain Steps: 12, Sampler: Euler a, CFG scale: 7, Seed: 5")
            .value();

    EXPECT_EQ(recipe.prompt, "a fox");
    EXPECT_EQ(recipe.negative_prompt, "rain");
    EXPECT_THAT(recipe.seed, Optional(5U));
}

TEST(A1111Test, ReadsAnEmptyPrompt) {
    const auto recipe = read("Steps: 12, Sampler: Euler a, CFG scale: 7, Seed: 5").value();

    EXPECT_EQ(recipe.prompt, "");
    EXPECT_EQ(recipe.negative_prompt, "");
}

TEST(A1111Test, NamesLorasByTheirHashesWhereTagsWereCutOut) {
    const auto recipe = read(
                            "a fox\nSteps: 12, Sampler: Euler, CFG scale: 7, Seed: 5, "
                            "Lora hashes: \"coat: "
                            "0123456789abcdef0123456789ABCDEF0123456789abcdef0123456789abcdef, "
                            "hat: 5f1d2e3c4b5a, scarf: 77aa0011bbcc: 0.25\""
    )
                            .value();

    EXPECT_THAT(
        recipe.loras, ElementsAre(is_lora("coat", 1), is_lora("hat", 1), is_lora("scarf", 0.25))
    );
    EXPECT_EQ(
        recipe.loras[0].sha256, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
    );
    EXPECT_EQ(recipe.loras[1].sha256, "");
}

TEST(A1111Test, ReadsWhatCivitaisGeneratorAdds) {
    const auto recipe =
        read(
            "a fox\nSteps: 12, Sampler: Euler, CFG scale: 7, Seed: 5, Created Date: "
            "2024-07-30T1849:30.3434554Z, Civitai resources: "
            "[{\"type\":\"checkpoint\",\"modelName\":\"Flux\"},"
            "{\"type\":\"lora\",\"weight\":0.8,\"modelName\":\"Coat, red\"}], Civitai metadata: {}"
        )
            .value();

    EXPECT_THAT(recipe.loras, ElementsAre(is_lora("Coat, red", 0.8)));
    EXPECT_EQ(to_iso(recipe.created_at.value()), "2024-07-30T18:49:30.343Z");
}

TEST(A1111Test, LeavesOutNumbersThatCannotBe) {
    const auto recipe =
        read("a fox\nSteps: 99999999999, Sampler: Euler, CFG scale: 1e999, Seed: -1, Size: 8x8")
            .value();

    EXPECT_THAT(recipe.steps, Eq(std::nullopt));
    EXPECT_THAT(recipe.guidance_scale, Eq(std::nullopt));
    EXPECT_THAT(recipe.seed, Eq(std::nullopt));
}

TEST(A1111Test, SurvivesValuesThatAreNeverClosed) {
    const auto recipe = read(
                            "a fox\nSteps: 5, Seed: 7, Model: \"open, Sampler: {[{, Size: 8x8, "
                            "Hashes: [\"a, CFG scale: 2"
    )
                            .value();

    EXPECT_THAT(recipe.seed, Optional(7U));
    EXPECT_EQ(recipe.model, "\"open");
    EXPECT_THAT(recipe.guidance_scale, Optional(2.0));
}

}  // namespace
}  // namespace likeness::recipes
