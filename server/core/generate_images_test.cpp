#include "core/testing_generate_images.hpp"
#include "testing/code_of.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::Process;
using test::sample_wallet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class GenerateImagesTest : public test::GenerateImagesFixture {};

TEST_F(GenerateImagesTest, FollowsTheDefaultsOfTheDesign) {
    const GenerationBatch batch = *submit({.lora = lora_.id, .prompt = "a lighthouse"});

    EXPECT_THAT(batch.jobs, SizeIs(4));
    EXPECT_EQ(batch.settings.size, (ImageSize{1024, 1024}));
    EXPECT_EQ(batch.settings.num_inference_steps, 28);
    EXPECT_EQ(batch.settings.guidance_scale, 3.5);
    EXPECT_EQ(batch.settings.lora_scale, 1.5);
    EXPECT_EQ(batch.settings.output_format, OutputFormat::jpeg);
    EXPECT_TRUE(batch.settings.enable_safety_checker);
    EXPECT_EQ(batch.engine, "fake");
    EXPECT_EQ(batch.person, std::nullopt);
}

TEST_F(GenerateImagesTest, WritesTheBatchDownBeforeItReturns) {
    const GenerationBatch answered = *submit(request());

    const GenerationBatch stored = process_.stored(answered.id);

    EXPECT_EQ(stored.wallet, sample_wallet(2));
    EXPECT_EQ(stored.prompt, "a lighthouse");
    EXPECT_EQ(stored.final_prompt, "a lighthouse in the style of pprbts");
    EXPECT_EQ(stored.state, BatchState::queued);
    EXPECT_EQ(stored.quota, QuotaState::reserved);
    EXPECT_EQ(stored.created_at, world_.clock.now());
    EXPECT_EQ(stored.seed, answered.seed);
    EXPECT_THAT(stored.jobs, SizeIs(4));
}

TEST_F(GenerateImagesTest, StoresTheCleanPrompt) {
    GenerateRequest asked = request();
    asked.prompt = "  a\tlighthouse \x01";

    EXPECT_EQ(submit(asked)->prompt, "a lighthouse");
}

TEST_F(GenerateImagesTest, GivesEachImageASeedOfItsOwn) {
    GenerateRequest asked = request();
    asked.seed = Seed{std::numeric_limits<std::uint64_t>::max()};

    const GenerationBatch batch = process_.stored(submit(asked)->id);

    EXPECT_EQ(batch.jobs[0].seed, *asked.seed);
    EXPECT_EQ(batch.jobs[1].seed, Seed{0});
    EXPECT_EQ(batch.jobs[3].seed, Seed{2});
}

TEST_F(GenerateImagesTest, ChoosesAnotherRandomSeedForEachBatch) {
    std::set<std::uint64_t> seeds;
    for (int i = 0; i < 8; ++i) {
        const Seed seed = submit(request())->seed;
        EXPECT_LT(seed.value, std::uint64_t{1} << 32U);
        seeds.insert(seed.value);
    }

    EXPECT_EQ(seeds.size(), 8U);
}

TEST_F(GenerateImagesTest, TakesTheScaleOfTheLoraUnlessAnotherIsAsked) {
    Lora strong = world_.samples.lora(sample_wallet(1));
    strong.default_scale = 0.7;
    GenerateRequest asked = request();
    asked.lora = added(std::move(strong)).number;

    EXPECT_EQ(submit(asked)->settings.lora_scale, 0.7);
    asked.lora_scale = 0.0;
    EXPECT_EQ(submit(asked)->settings.lora_scale, 0.0);
}

TEST_F(GenerateImagesTest, FindsNoLoraThatTheCallerMayNotSee) {
    Lora hidden = world_.samples.lora(sample_wallet(1));
    hidden.visibility = Visibility::private_;
    GenerateRequest asked = request();
    asked.lora = added(std::move(hidden)).id;

    EXPECT_EQ(test::code_of(submit(asked, 2)), ErrorCode::not_found);
    EXPECT_TRUE(submit(asked, 1));
    asked.lora = std::int64_t{999};
    EXPECT_EQ(test::code_of(submit(asked)), ErrorCode::not_found);
}

TEST_F(GenerateImagesTest, FindsNoLoraThatWasRemoved) {
    world_.run.value(world_.database.loras().remove(lora_.id, world_.clock.now()));

    EXPECT_EQ(test::code_of(submit(request(), 1)), ErrorCode::not_found);
}

TEST_F(GenerateImagesTest, RefusesALoraThatIsNotReady) {
    for (const LoraStatus status :
         {LoraStatus::queued, LoraStatus::training, LoraStatus::failed, LoraStatus::cancelled}) {
        Lora unready = world_.samples.lora(sample_wallet(1));
        unready.status = status;
        unready.file.base_model = "";  // nobody knows yet
        GenerateRequest asked = request();
        asked.lora = added(std::move(unready)).id;

        const Result<GenerationBatch> refused = submit(asked);

        EXPECT_EQ(test::code_of(refused), ErrorCode::conflict);
        EXPECT_EQ(refused.error().message, "This LoRA is not ready yet.");
    }
}

TEST_F(GenerateImagesTest, RefusesALoraThatNoEngineHereCanUse) {
    Lora foreign = world_.samples.lora(sample_wallet(1));
    foreign.file.base_model = "sdxl";
    GenerateRequest asked = request();
    asked.lora = added(std::move(foreign)).id;

    EXPECT_EQ(test::code_of(submit(asked)), ErrorCode::conflict);
}

TEST_F(GenerateImagesTest, RefusesAnUnknownEngineNamingTheField) {
    GenerateRequest asked = request();
    asked.engine = "dall-e";

    EXPECT_EQ(submit(asked).error().fields.at(0).path, "engine");
}

TEST_F(GenerateImagesTest, MakesImagesForAPersonOfTheCaller) {
    const Person person = *world_.run(process_.people.create(sample_wallet(2), "Ada", ""));
    GenerateRequest asked = request();
    asked.person = person.id;

    EXPECT_EQ(submit(asked, 2)->person, person.id);
    EXPECT_EQ(test::code_of(submit(asked, 3)), ErrorCode::permission_denied);
    asked.person = 999;
    EXPECT_EQ(test::code_of(submit(asked, 2)), ErrorCode::not_found);
}

TEST_F(GenerateImagesTest, MakesImagesForTheLorasPersonWhenItsOwnerAsks) {
    const Person person = *world_.run(process_.people.create(sample_wallet(1), "Ada", ""));
    Lora of_person = world_.samples.lora(sample_wallet(1));
    of_person.person = person.id;
    GenerateRequest asked = request();
    asked.lora = added(std::move(of_person)).id;

    EXPECT_EQ(submit(asked, 1)->person, person.id);
    EXPECT_EQ(submit(asked, 2)->person, std::nullopt);
}

TEST_F(GenerateImagesTest, ShowsABatchToItsMakerAndToTheAdmin) {
    const BatchId id = submit(request())->id;

    EXPECT_TRUE(world_.run(process_.generate.find(maker_, id)));
    EXPECT_TRUE(world_.run(process_.generate.find(admin_, id)));
    EXPECT_EQ(
        test::code_of(world_.run(process_.generate.find(stranger_, id))), ErrorCode::not_found
    );
}

TEST_F(GenerateImagesTest, ListsTheOpenBatchesOfTheCaller) {
    const BatchId mine = submit(request(), 2)->id;
    ASSERT_TRUE(submit(request(), 3));

    const std::vector<GenerationBatch> active = *world_.run(process_.generate.active(maker_));

    ASSERT_THAT(active, SizeIs(1));
    EXPECT_EQ(active[0].id, mine);
}

TEST_F(GenerateImagesTest, TellsThePlaceInTheQueue) {
    ASSERT_TRUE(submit(request()));
    world_.clock.advance(1s);
    const BatchId later = submit(request())->id;

    EXPECT_EQ(*world_.run(process_.generate.position(later)), 4);
}

TEST_F(GenerateImagesTest, RemembersTheCallersPrompts) {
    GenerateRequest asked = request();
    asked.prompt = "a fox";
    ASSERT_TRUE(submit(asked, 2));
    asked.prompt = "a secret";
    ASSERT_TRUE(submit(asked, 3));

    const auto prompts = *world_.run(process_.generate.prompt_history(maker_, "a", 10));

    ASSERT_THAT(prompts, SizeIs(1));
    EXPECT_EQ(prompts[0].prompt, "a fox");
}

TEST_F(GenerateImagesTest, AcceptsNothingWhileTheDatabaseIsLocked) {
    {
        const test::DatabaseLock lock(world_.database);

        EXPECT_EQ(test::code_of(submit(request())), ErrorCode::unavailable);
    }
    EXPECT_THAT(*world_.run(process_.generate.active(maker_)), IsEmpty());
    EXPECT_TRUE(submit(request()));
}

}  // namespace
}  // namespace likeness
