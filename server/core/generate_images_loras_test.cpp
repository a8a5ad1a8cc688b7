#include "core/testing_generate_images.hpp"
#include "testing/code_of.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace likeness {
namespace {

using test::code_of;
using test::Process;
using test::sample_wallet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class GenerateImagesLorasTest : public test::GenerateImagesFixture {
protected:
    Lora lora_with(std::string trigger_word, double default_scale = 1.5) {
        Lora lora = world_.samples.lora(sample_wallet(1));
        lora.trigger_word = std::move(trigger_word);
        lora.default_scale = default_scale;
        return added(std::move(lora));
    }

    /// The field that is refused when these are wanted beside the sample LoRA, and why.
    FieldError refusal_of(std::vector<WantedLora> wanted) {
        GenerateRequest asked = request();
        asked.further_loras = std::move(wanted);
        const Result<GenerationBatch> refused = submit(std::move(asked));
        if (refused || refused.error().fields.empty()) {
            return {"nothing was refused", ""};
        }
        return refused.error().fields[0];
    }

    GenerateRequest ladder(std::vector<double> scales = {0.4, 1.0, 1.6}) const {
        GenerateRequest asked = request();
        asked.ladder = std::move(scales);
        return asked;
    }
};

TEST_F(GenerateImagesLorasTest, KeepsSeveralLorasWithAStrengthEach) {
    const Lora second = lora_with("nnarcd");
    const Lora third = lora_with("hrvst", 0.7);
    GenerateRequest asked = request();
    asked.further_loras = {{second.id, 0.0}, {third.number}};

    const GenerationBatch batch = process_.stored(submit(asked)->id);

    EXPECT_EQ(batch.final_prompt, "a lighthouse in the style of pprbts, nnarcd and hrvst");
    EXPECT_THAT(
        batch.further_loras, ElementsAre(FurtherLora{second.id, 0.0}, FurtherLora{third.id, 0.7})
    );
}

TEST_F(GenerateImagesLorasTest, NamesTheLoraThatItRefuses) {
    const Lora good = lora_with("nnarcd");
    Lora hidden = world_.samples.lora(sample_wallet(1));
    hidden.visibility = Visibility::private_;
    hidden = added(std::move(hidden));
    Lora unready = world_.samples.lora(sample_wallet(1));
    unready.status = LoraStatus::training;
    unready = added(std::move(unready));
    Lora foreign = world_.samples.lora(sample_wallet(1));
    foreign.file.base_model = "flux.1";
    foreign = added(std::move(foreign));
    const std::string second = "loras[1].loraTrainingId";

    EXPECT_EQ(
        refusal_of({{good.id}, {hidden.id}}), (FieldError{second, "is no LoRA that you may use"})
    );
    EXPECT_EQ(
        refusal_of({{good.id}, {std::int64_t{999}}}),
        (FieldError{second, "is no LoRA that you may use"})
    );
    EXPECT_EQ(refusal_of({{good.id}, {unready.id}}), (FieldError{second, "is not ready yet"}));
    EXPECT_EQ(
        refusal_of({{good.id}, {foreign.id}}),
        (FieldError{second, "is made for flux.1, the first LoRA for paperflux-1"})
    );
    EXPECT_EQ(
        refusal_of({{good.id}, {good.number}}),
        (FieldError{second, "is used already: each LoRA counts once"})
    );
    EXPECT_EQ(refusal_of({{lora_.number}}).path, "loras[0].loraTrainingId");
}

TEST_F(GenerateImagesLorasTest, TakesUpToFourWithScalesFromZeroToFour) {
    const std::vector<WantedLora> three{
        {lora_with("a").id, 4.0}, {lora_with("b").id, 0.0}, {lora_with("c").id}};
    std::vector<WantedLora> four = three;
    four.push_back({lora_with("d").id});
    GenerateRequest asked = request();
    asked.further_loras = three;

    EXPECT_TRUE(submit(asked));
    EXPECT_EQ(refusal_of(four).path, "loras");
    EXPECT_EQ(refusal_of({{four[0].lora, 1.0}, {four[1].lora, 4.1}}).path, "loras[1].scale");
    EXPECT_EQ(refusal_of({{four[0].lora, -0.1}}).path, "loras[0].scale");
}

TEST_F(GenerateImagesLorasTest, TakesNoUnitForALoraThatItRefuses) {
    refusal_of({{std::int64_t{999}}});

    EXPECT_EQ(world_.run(process_.generate.remaining(maker_))->remaining, 8);
}

TEST_F(GenerateImagesLorasTest, LetsNoLoraGoWhileABatchUsesItBesideItsOwn) {
    const Lora second = lora_with("nnarcd");
    GenerateRequest asked = request();
    asked.further_loras = {{second.id}};
    const BatchId id = submit(asked)->id;

    EXPECT_EQ(
        code_of(world_.run(world_.database.loras().remove(second.id, world_.clock.now()))),
        ErrorCode::conflict
    );
    world_.run.value(process_.generate.cancel(maker_, id));
    EXPECT_TRUE(world_.run(world_.database.loras().remove(second.id, world_.clock.now())));
}

TEST_F(GenerateImagesLorasTest, MakesALadderOfOneSeedAndRisingScales) {
    const GenerationBatch batch = process_.stored(submit(ladder())->id);

    ASSERT_THAT(batch.jobs, SizeIs(3));
    std::vector<double> scales;
    for (const GenerationJob& job : batch.jobs) {
        EXPECT_EQ(job.seed, batch.seed);
        scales.push_back(job.lora_scale.value());
    }
    EXPECT_THAT(scales, ElementsAre(0.4, 1.0, 1.6));
    EXPECT_EQ(batch.settings.lora_scale, 0.4);
}

TEST_F(GenerateImagesLorasTest, TakesOneUnitForALadderOfAnyLength) {
    ASSERT_TRUE(submit(ladder({0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2})));

    EXPECT_EQ(world_.run(process_.generate.remaining(maker_))->remaining, 7);
}

TEST_F(GenerateImagesLorasTest, TellsRequestsWithOtherLorasOrRungsApart) {
    const Lora second = lora_with("nnarcd");
    GenerateRequest original = request();
    original.idempotency_key = "key";
    original.further_loras = {{second.id, 1.0}};
    original.ladder = {0.4, 1.0};
    const GenerationBatch first = *submit(original);
    GenerateRequest same = original;
    same.further_loras = {{second.number, 1.0}};
    const std::vector<std::function<void(GenerateRequest&)>> changes{
        [](GenerateRequest& asked) { asked.further_loras.clear(); },
        [](GenerateRequest& asked) { asked.further_loras[0].scale = 1.1; },
        [](GenerateRequest& asked) { asked.further_loras[0].scale = {}; },
        [](GenerateRequest& asked) {
            asked.ladder = {0.4, 1.1};
        },
        [](GenerateRequest& asked) { asked.ladder.clear(); }};

    EXPECT_EQ(submit(same)->id, first.id);
    for (std::size_t i = 0; i < changes.size(); ++i) {
        GenerateRequest changed = original;
        changes[i](changed);
        EXPECT_EQ(code_of(submit(changed)), ErrorCode::conflict) << "change " << i;
    }
}

EngineProfile profile_of_one_lora() {
    EngineProfile profile = test::fake_engine_profile();
    profile.max_loras = 1;
    return profile;
}

TEST(GenerateImagesEngineTest, RefusesSeveralLorasWhereTheEngineTakesOne) {
    test::World world(profile_of_one_lora());
    Process process(world);
    const Lora own = world.add_lora(sample_wallet(1));
    const Lora further = world.add_lora(sample_wallet(1));
    GenerateRequest asked{.lora = own.id, .prompt = "a lighthouse"};
    asked.further_loras = {{further.id}};

    const Result<GenerationBatch> refused =
        world.run(process.generate.submit(process.caller(2), asked));

    ASSERT_EQ(code_of(refused), ErrorCode::invalid_argument);
    EXPECT_EQ(
        refused.error().fields.at(0),
        (FieldError{"loras", "must be left out: Fake uses one LoRA at a time"})
    );
}

}  // namespace
}  // namespace likeness
