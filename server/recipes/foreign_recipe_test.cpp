#include "recipes/foreign_recipe.hpp"

#include "imaging/codec.hpp"
#include "imaging/metadata.hpp"
#include "imaging/test_images.hpp"
#include "imaging/test_recipe.hpp"
#include "recipes/test_files.hpp"

#include <gmock/gmock.h>

namespace likeness::recipes {
namespace {

using test::is_lora;
using testing::ElementsAre;
using testing::Eq;
using testing::HasSubstr;
using testing::Optional;
using testing::SizeIs;

constexpr std::string_view kParameters = "a fox\nSteps: 5, Sampler: Euler, Seed: 7, Size: 8x8";

TEST(ForeignRecipeTest, ReadsOurOwnBeforeTheTextThatWeWriteForOthers) {
    for (const auto format : {imaging::Format::png, imaging::Format::jpeg, imaging::Format::webp}) {
        const Bytes plain = imaging::encode(imaging::test::scene(8, 8), format).value();
        const imaging::Recipe own = imaging::test::full_recipe();

        const auto recipe =
            read_foreign_recipe(imaging::write_recipe(plain, own).value(), kParameters).value();

        EXPECT_EQ(recipe.program, Program::likeness);
        EXPECT_EQ(recipe.prompt, own.prompt);
        EXPECT_EQ(recipe.negative_prompt, own.negative_prompt);
        EXPECT_THAT(recipe.seed, Optional(own.seed));
        EXPECT_THAT(recipe.steps, Optional(own.steps));
        EXPECT_THAT(recipe.guidance_scale, Optional(own.guidance_scale));
        EXPECT_EQ(recipe.model, own.model);
        EXPECT_EQ(recipe.loras, own.loras);
        EXPECT_THAT(recipe.created_at, Optional(own.created_at));
        EXPECT_EQ(recipe.text, imaging::json(own));
    }
}

TEST(ForeignRecipeTest, TellsNothingOfPicturesWithoutRecipesAndOfOtherFiles) {
    EXPECT_THAT(
        read_foreign_recipe(test::png_with({{"Comment", "made by hand"}}), ""), Eq(std::nullopt)
    );
    EXPECT_THAT(
        read_foreign_recipe(
            imaging::encode(imaging::test::scene(8, 8), imaging::Format::jpeg).value(), ""
        ),
        Eq(std::nullopt)
    );
    EXPECT_THAT(read_foreign_recipe("", ""), Eq(std::nullopt));
    EXPECT_THAT(read_foreign_recipe("GIF89a", "{}"), Eq(std::nullopt));
}

TEST(ForeignRecipeTest, TakesTheTimeOfExifWhereTheProgramTellsNone) {
    const test::ExifText comment{0x9286, test::unicode_comment(kParameters)};
    const auto time_of = [&](std::vector<test::ExifText> times) {
        times.push_back(comment);
        return to_iso(read_foreign_recipe(test::jpeg_with(test::tiff_with(times, false)), "")
                          ->created_at.value());
    };

    EXPECT_EQ(time_of({{0x0132, "2024:02:29 23:59:58"}}), "2024-02-29T23:59:58.000Z");
    EXPECT_EQ(
        time_of(
            {{0x0132, "2020:01:01 00:00:00"}, {0x9003, "2024:03:01 10:00:00"}, {0x9011, "+02:00"}}
        ),
        "2024-03-01T08:00:00.000Z"
    );
}

TEST(ForeignRecipeTest, TakesNoTimeThatCannotBe) {
    const Bytes tiff = test::tiff_with(
        {{0x9286, test::unicode_comment(kParameters)}, {0x0132, "2024:02:31 23:59:58"}}, false
    );

    EXPECT_THAT(read_foreign_recipe(test::jpeg_with(tiff), "")->created_at, Eq(std::nullopt));
}

TEST(ForeignRecipeTest, RepairsTextsThatAreNoUtf8) {
    const auto recipe =
        read_foreign_recipe(test::png_with({}), std::string(kParameters) + ", Model: a\xFF\x01z")
            .value();

    EXPECT_EQ(recipe.model, "a\xEF\xBF\xBDz");
    EXPECT_THAT(recipe.text, HasSubstr("a\xEF\xBF\xBDz"));
}

TEST(ForeignRecipeTest, ReadsLatinOneAndUtf8WhereAPngHasPlainText) {
    const auto prompt_of = [](std::string_view word) {
        const Bytes payload =
            Bytes("parameters\0", 11).append(word).append("\nSteps: 5, Seed: 7, Size: 8x8");
        return read_foreign_recipe(
                   imaging::test::raw_png({}, BytesView("\0\1\2\3", 4), {{"tEXt", payload}}), ""
        )
            ->prompt;
    };

    EXPECT_EQ(prompt_of("caf\xE9"), "caf\xC3\xA9");
    EXPECT_EQ(prompt_of("caf\xC3\xA9"), "caf\xC3\xA9");
}

TEST(ForeignRecipeTest, KeepsItsLimits) {
    std::string tags;
    for (int i = 0; i < 100; ++i) {
        tags += "<lora:folder/x" + std::to_string(i) + ".safetensors:500>";
    }
    const std::string text =
        tags + std::string(1000, 'y') + "\nSteps: 5, Seed: 7, Model: " + std::string(5000, 'm');

    const auto recipe = read_foreign_recipe(test::png_with({{"parameters", text}}), "").value();

    EXPECT_THAT(recipe.loras, SizeIs(64));
    EXPECT_THAT(recipe.loras.front(), is_lora("x0", 1));
    EXPECT_LE(recipe.model.size(), 500U);
    EXPECT_EQ(recipe.text, text);
}

TEST(ForeignRecipeTest, LeavesOutTextsBeyondTheirLimit) {
    const std::string text = std::string(2'000'000, 'a') + std::string(kParameters);

    EXPECT_THAT(read_foreign_recipe(test::png_with({{"parameters", text}}), ""), Eq(std::nullopt));
    EXPECT_THAT(read_foreign_recipe(test::png_with({}), text), Eq(std::nullopt));
    for (const std::string_view type : {"zTXt", "iTXt"}) {
        EXPECT_THAT(
            read_foreign_recipe(test::png_with_compressed(type, "parameters", text), ""),
            Eq(std::nullopt)
        );
    }
}

TEST(ForeignRecipeTest, SurvivesEveryCut) {
    const test::ExifText comment{0x9286, test::unicode_comment(kParameters)};
    const Bytes tiff = test::tiff_with({comment, {0x010F, "workflow:{}"}}, true);
    for (const Bytes& file :
         {test::png_with({{"parameters", kParameters}}),
          test::jpeg_with(tiff),
          test::webp_with(tiff)}) {
        for (const std::size_t size : imaging::test::cuts(file)) {
            static_cast<void>(read_foreign_recipe(BytesView(file).substr(0, size), ""));
        }
    }
}

TEST(ForeignRecipeTest, SurvivesTextsThatRepeatWhatItLooksFor) {
    const std::string line = "\nSteps: 5, Sampler: Euler, Seed: 7";
    for (const std::string_view part :
         {"Steps:",
          "Steps: 1, ",
          "\nSteps: 1, Seed: 1",
          "a:{,",
          "a:\"b",
          "a:[\"",
          ",",
          "<lora:",
          "<lora:x:1>,",
          "\nNegative prompt:",
          "Negative prompt:",
          "[",
          "{\"a\":",
          "[x]",
          "\" -",
          "\" -s 1",
          " ",
          "\n",
          "NaN"}) {
        std::string text;
        while (text.size() + part.size() + line.size() < 200'000) {
            text += part;
        }
        for (const std::string& whole : {text + line, "{" + text + "}", "\"" + text}) {
            static_cast<void>(read_foreign_recipe({}, whole));
        }
    }
}

TEST(ForeignRecipeTest, NamesItsPrograms) {
    EXPECT_EQ(to_text(Program::a1111), "a1111");
    EXPECT_EQ(to_text(Program::comfyui), "comfyui");
    EXPECT_EQ(to_text(Program::invokeai), "invokeai");
    EXPECT_EQ(to_text(Program::fooocus), "fooocus");
    EXPECT_EQ(to_text(Program::swarmui), "swarmui");
    EXPECT_EQ(to_text(Program::sdcpp), "sdcpp");
    EXPECT_EQ(to_text(Program::likeness), "likeness");
}

}  // namespace
}  // namespace likeness::recipes
