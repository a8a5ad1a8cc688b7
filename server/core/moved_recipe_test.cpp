#include "core/moved_recipe.hpp"

#include "core/prompt.hpp"
#include "testing/fake_clock.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::kNoon;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

recipes::ForeignRecipe recipe() {
    recipes::ForeignRecipe recipe;
    recipe.program = recipes::Program::a1111;
    recipe.prompt = "a fox";
    return recipe;
}

TEST(KeptText, KeepsLinesAndLeavesControlCharactersOut) {
    EXPECT_EQ(kept_text("a fox\n\tin\x01 snow\x7f\r\n", 100), "a fox\n\tin snow\n");
}

TEST(KeptText, IsCutBetweenCharacters) {
    EXPECT_EQ(kept_text("a\u00e9\u00e9", 2), "a");
    EXPECT_EQ(kept_text("a\u00e9\u00e9", 3), "a\u00e9");
}

TEST(KeptText, IsEmptyForWhatIsNoText) {
    EXPECT_THAT(kept_text("\xff\xfe", 100), IsEmpty());
}

TEST(MovedPrompt, IsOneLine) {
    EXPECT_EQ(moved_prompt("a fox,\nin snow\n"), "a fox, in snow");
}

TEST(MovedPrompt, IsCutToThatOfAPromptAndMayBeEmpty) {
    EXPECT_EQ(moved_prompt(std::string(10'000, 'a')).size(), kMaxPromptLength);
    EXPECT_THAT(moved_prompt(""), IsEmpty());
    EXPECT_THAT(moved_prompt("\xff"), IsEmpty());
}

TEST(MovedLoraName, IsThatOfTheFileWithoutFoldersAndEnding) {
    EXPECT_EQ(moved_lora_name("mira"), "mira");
    EXPECT_EQ(moved_lora_name("styles/Mira_v2.SafeTensors"), "Mira_v2");
    EXPECT_EQ(moved_lora_name("C:\\loras\\mira.v2.pt"), "mira.v2");
    EXPECT_EQ(moved_lora_name(".pt"), ".pt");
    EXPECT_EQ(moved_lora_name(std::string(500, 'm')).size(), 120);
    EXPECT_THAT(moved_lora_name("loras/"), IsEmpty());
    EXPECT_THAT(moved_lora_name("\xff"), IsEmpty());
}

TEST(OriginOf, TellsOfNoProgramWithoutARecipe) {
    const ImageOrigin origin = origin_of(std::nullopt, "2024/../a\x01.png");

    EXPECT_EQ(origin.path, "2024/../a.png");
    EXPECT_EQ(origin.program, std::nullopt);
    EXPECT_THAT(origin.loras, IsEmpty());
}

TEST(OriginOf, KeepsWhatTheRecipeTells) {
    recipes::ForeignRecipe told = recipe();
    told.negative_prompt = "blurry,\nlow quality";
    told.sampler = "Euler a";
    told.model = "dreamshaper_8";
    told.loras = {{"mira", "", 0.8, ""}, {"noir", "", -0.5, ""}};
    told.text = "a fox\nNegative prompt: blurry";

    const ImageOrigin origin = origin_of(told, "a.png");

    EXPECT_EQ(origin.program, recipes::Program::a1111);
    EXPECT_EQ(origin.negative_prompt, "blurry,\nlow quality");
    EXPECT_EQ(origin.sampler, "Euler a");
    EXPECT_EQ(origin.model, "dreamshaper_8");
    EXPECT_THAT(origin.loras, ElementsAre(OriginLora{"mira", 0.8}, OriginLora{"noir", -0.5}));
    EXPECT_EQ(origin.text, "a fox\nNegative prompt: blurry");
}

TEST(OriginOf, BoundsWhatIsKept) {
    recipes::ForeignRecipe told = recipe();
    told.text = std::string(1'000'000, 't');
    told.sampler = std::string(1'000, 's');
    told.loras.resize(1'000);
    told.loras.front().scale = std::numeric_limits<double>::quiet_NaN();

    const ImageOrigin origin = origin_of(told, std::string(5'000, 'p'));

    EXPECT_EQ(origin.text.size(), MoveInLimits::kMaxTextBytes);
    EXPECT_EQ(origin.sampler.size(), 200);
    EXPECT_EQ(origin.path.size(), MoveInLimits::kMaxPathLength);
    EXPECT_THAT(origin.loras, SizeIs(50));
    EXPECT_EQ(origin.loras.front().scale, 1);
}

TEST(SettingsOf, AreZeroWhereNothingIsTold) {
    const GenerationSettings settings = settings_of(std::nullopt, {640, 480}, OutputFormat::png);

    EXPECT_EQ(settings.size, (ImageSize{640, 480}));
    EXPECT_EQ(settings.num_inference_steps, 0);
    EXPECT_EQ(settings.guidance_scale, 0);
    EXPECT_EQ(settings.lora_scale, 1);
    EXPECT_EQ(settings.output_format, OutputFormat::png);
}

TEST(SettingsOf, AreNumbersThatCanBeShown) {
    recipes::ForeignRecipe told = recipe();
    told.steps = -5;
    told.guidance_scale = std::numeric_limits<double>::infinity();
    told.loras = {{"mira", "", 1e300, ""}};

    const GenerationSettings settings = settings_of(told, {640, 480}, OutputFormat::png);

    EXPECT_EQ(settings.num_inference_steps, 0);
    EXPECT_EQ(settings.guidance_scale, 0);
    EXPECT_EQ(settings.lora_scale, 100);
}

TEST(TimeOf, IsThatOfTheRecipeElseOfTheFileElseNow) {
    recipes::ForeignRecipe told = recipe();
    told.created_at = kNoon - 72h;

    EXPECT_EQ(time_of(told, kNoon - 24h, kNoon), kNoon - 72h);
    EXPECT_EQ(time_of(recipe(), kNoon - 24h, kNoon), kNoon - 24h);
    EXPECT_EQ(time_of(std::nullopt, std::nullopt, kNoon), kNoon);
}

TEST(TimeOf, BelievesNeitherTheFutureNorWhatIsBeforeThesePrograms) {
    recipes::ForeignRecipe told = recipe();
    told.created_at = kNoon + 1h;
    const Timestamp dos_zero = std::chrono::sys_days{std::chrono::year{1980} / 1 / 1};

    EXPECT_EQ(time_of(told, kNoon - 24h, kNoon), kNoon - 24h);
    EXPECT_EQ(time_of(std::nullopt, dos_zero, kNoon), kNoon);
}

}  // namespace
}  // namespace likeness
