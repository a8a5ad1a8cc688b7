#include "core/generate_images.hpp"
#include "testing/code_of.hpp"
#include "testing/process.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::Process;
using test::sample_wallet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::vector<std::string> fields_of(const Result<GenerationBatch>& result) {
    std::vector<std::string> paths;
    if (!result) {
        for (const FieldError& field : result.error().fields) {
            paths.push_back(field.path);
        }
    }
    return paths;
}

class GenerateImagesLimitsTest : public ::testing::Test {
protected:
    Result<GenerationBatch> submit(GenerateRequest request, int wallet = 2) {
        return world_.run(process_.generate.submit(process_.caller(wallet), std::move(request)));
    }

    Result<GenerationBatch> submit_as_admin(GenerateRequest request) {
        return world_.run(process_.generate.submit(admin_, std::move(request)));
    }

    GenerateRequest request() const {
        GenerateRequest request{.lora = lora_.id, .prompt = "a lighthouse"};
        request.num_images = 1;
        return request;
    }

    /// The fields at fault after one change to a right request.
    template <class Change>
    std::vector<std::string> fields_after(Change change) {
        GenerateRequest changed = request();
        change(changed);
        return fields_of(submit_as_admin(std::move(changed)));
    }

    static EngineProfile small_engine() {
        EngineProfile profile = test::fake_engine_profile();
        profile.min_side = 512;
        profile.max_side = 1024;
        return profile;
    }

    const Caller admin_{sample_wallet(4), true};

    test::World world_{small_engine()};
    Process process_{world_};
    Lora lora_ = world_.add_lora(sample_wallet(1));
};

TEST_F(GenerateImagesLimitsTest, RefusesABadPromptNamingTheField) {
    for (const std::string& prompt :
         {std::string(), std::string(" \n"), std::string(4'001, 'x'), std::string("\xff")}) {
        EXPECT_THAT(
            fields_after([&](GenerateRequest& asked) { asked.prompt = prompt; }),
            ElementsAre("prompt")
        );
    }
}

TEST_F(GenerateImagesLimitsTest, AllowsOneToFourImages) {
    for (const int count :
         {std::numeric_limits<int>::min(), -1, 0, 5, std::numeric_limits<int>::max()}) {
        EXPECT_THAT(
            fields_after([&](GenerateRequest& asked) { asked.num_images = count; }),
            ElementsAre("numImages")
        ) << count;
    }
    for (const int count : {1, 4}) {
        EXPECT_THAT(
            fields_after([&](GenerateRequest& asked) { asked.num_images = count; }), IsEmpty()
        );
    }
}

TEST_F(GenerateImagesLimitsTest, AllowsSidesThatTheEngineCanMake) {
    for (const int side :
         {-1, 0, 255, 256, 511, 1025, 2048, 2049, std::numeric_limits<int>::max()}) {
        EXPECT_THAT(
            fields_after([&](GenerateRequest& asked) { asked.size.width = side; }),
            ElementsAre("imageSize.width")
        ) << side;
        EXPECT_THAT(
            fields_after([&](GenerateRequest& asked) { asked.size.height = side; }),
            ElementsAre("imageSize.height")
        ) << side;
    }
    EXPECT_THAT(fields_after([](GenerateRequest& asked) { asked.size = {512, 1024}; }), IsEmpty());
}

TEST_F(GenerateImagesLimitsTest, AllowsOneToFiftySteps) {
    for (const int steps : {-1, 0, 51, std::numeric_limits<int>::max()}) {
        EXPECT_THAT(
            fields_after([&](GenerateRequest& asked) { asked.num_inference_steps = steps; }),
            ElementsAre("numInferenceSteps")
        ) << steps;
    }
    for (const int steps : {1, 50}) {
        EXPECT_THAT(
            fields_after([&](GenerateRequest& asked) { asked.num_inference_steps = steps; }),
            IsEmpty()
        );
    }
}

TEST_F(GenerateImagesLimitsTest, AllowsAGuidanceOfOneToTwenty) {
    for (const double guidance :
         {-1.0,
          0.99,
          20.01,
          std::numeric_limits<double>::infinity(),
          std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_THAT(
            fields_after([&](GenerateRequest& asked) { asked.guidance_scale = guidance; }),
            ElementsAre("guidanceScale")
        ) << guidance;
    }
    for (const double guidance : {1.0, 20.0}) {
        EXPECT_THAT(
            fields_after([&](GenerateRequest& asked) { asked.guidance_scale = guidance; }),
            IsEmpty()
        );
    }
}

TEST_F(GenerateImagesLimitsTest, AllowsALoraScaleOfZeroToFour) {
    for (const double scale : {-0.01, 4.01, std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_THAT(
            fields_after([&](GenerateRequest& asked) { asked.lora_scale = scale; }),
            ElementsAre("loraScale")
        ) << scale;
    }
    for (const double scale : {0.0, 4.0}) {
        EXPECT_THAT(
            fields_after([&](GenerateRequest& asked) { asked.lora_scale = scale; }), IsEmpty()
        );
    }
}

TEST_F(GenerateImagesLimitsTest, TakesIdempotencyKeysOfPrintableMarks) {
    for (const std::string& key :
         {std::string(), std::string(256, 'k'), std::string("a\nb"), std::string("ä")}) {
        EXPECT_THAT(
            fields_after([&](GenerateRequest& asked) { asked.idempotency_key = key; }),
            ElementsAre("Idempotency-Key")
        ) << key;
    }
    for (const std::string& key :
         {std::string(255, 'k'), std::string("8e03978e-40d5-43e8-bc93-6894a57f9324")}) {
        EXPECT_THAT(
            fields_after([&](GenerateRequest& asked) { asked.idempotency_key = key; }), IsEmpty()
        );
    }
}

TEST_F(GenerateImagesLimitsTest, NamesAllThatIsWrongAtOnce) {
    GenerateRequest wrong = request();
    wrong.prompt = "";
    wrong.num_images = 9;
    wrong.size = {0, 0};
    wrong.guidance_scale = 0;

    EXPECT_THAT(
        fields_of(submit(wrong)),
        ElementsAre("prompt", "numImages", "imageSize.width", "imageSize.height", "guidanceScale")
    );
}

TEST_F(GenerateImagesLimitsTest, TakesNoUnitForARequestThatItRefuses) {
    GenerateRequest wrong = request();
    wrong.num_images = 9;
    ASSERT_FALSE(submit(wrong));

    EXPECT_EQ(world_.run(process_.generate.remaining(process_.caller(2)))->remaining, 8);
}

TEST_F(GenerateImagesLimitsTest, AcceptsExactlyEightOfTwoHundredParallelCallsOfOneWallet) {
    std::vector<Task<GenerationBatch>> calls;
    for (int i = 0; i < 200; ++i) {
        calls.push_back(process_.generate.submit(process_.caller(2), request()));
    }

    const std::vector<Result<GenerationBatch>> results = world_.run.all(std::move(calls));

    const auto accepted = std::count_if(results.begin(), results.end(), [](const auto& result) {
        return result.has_value();
    });
    const auto refused = std::count_if(results.begin(), results.end(), [](const auto& result) {
        return !result && result.error().code == ErrorCode::resource_exhausted &&
               result.error().retry_after && result.error().next_at;
    });
    EXPECT_EQ(accepted, 8);
    EXPECT_EQ(refused, 192);
    EXPECT_THAT(*world_.run(process_.generate.active(process_.caller(2))), SizeIs(8));
}

TEST_F(GenerateImagesLimitsTest, TellsWhatRemainsAndWhenEachUnitReturns) {
    ASSERT_TRUE(submit(request()));
    world_.clock.advance(2h);
    ASSERT_TRUE(submit(request()));

    const QuotaStatus status = *world_.run(process_.generate.remaining(process_.caller(2)));

    EXPECT_EQ(status.limit, 8);
    EXPECT_EQ(status.remaining, 6);
    EXPECT_FALSE(status.unlimited);
    EXPECT_THAT(status.returns, ElementsAre(test::kNoon + 24h, test::kNoon + 26h));
}

TEST_F(GenerateImagesLimitsTest, ExemptsTheAdmin) {
    for (int i = 0; i < 9; ++i) {
        const Result<GenerationBatch> batch = submit_as_admin(request());
        ASSERT_TRUE(batch);
        EXPECT_EQ(batch->quota, QuotaState::exempt);
    }

    EXPECT_TRUE(world_.run(process_.generate.remaining(admin_))->unlimited);
}

TEST_F(GenerateImagesLimitsTest, AnswersARepeatedKeyWithTheFirstBatch) {
    GenerateRequest asked = request();
    asked.idempotency_key = "key";

    const GenerationBatch first = *submit(asked);
    const GenerationBatch again = *submit(asked);

    EXPECT_EQ(again.id, first.id);
    EXPECT_EQ(again.seed, first.seed);
    EXPECT_EQ(world_.run(process_.generate.remaining(process_.caller(2)))->remaining, 7);
}

TEST_F(GenerateImagesLimitsTest, RefusesAKeyUnderWhichAnyPartOfTheRequestDiffers) {
    GenerateRequest original = request();
    original.idempotency_key = "key";
    ASSERT_TRUE(submit(original));
    const Person person = *world_.run(process_.people.create(sample_wallet(2), "Ada", ""));
    const Lora other = world_.add_lora(sample_wallet(1));
    const std::vector<std::function<void(GenerateRequest&)>> changes{
        [&](GenerateRequest& asked) { asked.lora = other.id; },
        [](GenerateRequest& asked) { asked.prompt = "a fox"; },
        [](GenerateRequest& asked) { asked.num_images = 2; },
        [](GenerateRequest& asked) { asked.size.width = 768; },
        [](GenerateRequest& asked) { asked.size.height = 768; },
        [](GenerateRequest& asked) { asked.seed = Seed{1}; },
        [](GenerateRequest& asked) { asked.num_inference_steps = 27; },
        [](GenerateRequest& asked) { asked.guidance_scale = 3.4; },
        [](GenerateRequest& asked) { asked.guidance_scale = 3.500'000'1; },
        [](GenerateRequest& asked) { asked.lora_scale = 1.4; },
        [](GenerateRequest& asked) { asked.output_format = OutputFormat::png; },
        [](GenerateRequest& asked) { asked.enable_safety_checker = false; },
        [](GenerateRequest& asked) { asked.engine = "fake"; },
        [&](GenerateRequest& asked) { asked.person = person.id; },
    };

    for (std::size_t i = 0; i < changes.size(); ++i) {
        GenerateRequest changed = original;
        changes[i](changed);

        const Result<GenerationBatch> refused = submit(changed);

        ASSERT_FALSE(refused) << "change " << i;
        EXPECT_EQ(test::code_of(refused), ErrorCode::conflict) << "change " << i;
    }
}

TEST_F(GenerateImagesLimitsTest, TakesTheSameRequestInOtherWordsForTheSame) {
    GenerateRequest original = request();
    original.idempotency_key = "key";
    const GenerationBatch first = *submit(original);
    GenerateRequest same = original;
    same.lora = lora_.number;
    same.prompt = " a lighthouse\n";

    EXPECT_EQ(submit(same)->id, first.id);
}

}  // namespace
}  // namespace likeness
