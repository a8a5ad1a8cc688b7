#include "core/train_loras.hpp"

#include "testing/code_of.hpp"
#include "testing/training_world.hpp"

#include <gmock/gmock.h>

#include <functional>

namespace likeness {
namespace {

using test::code_of;
using test::sample_wallet;
using test::TrainingProcess;
using test::TrainingWorld;
using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class TrainLorasTest : public ::testing::Test {
protected:
    TrainRequest request(int photos = 4) {
        return TrainingProcess::request(world_.add_photos(photos));
    }

    Result<Training> submit(TrainRequest request, int wallet = 1) {
        return world_.run(process_.train.submit(process_.caller(wallet), std::move(request)));
    }

    /// The paths of the fields that are wrong with the request.
    std::vector<std::string>
    wrong(const std::function<void(TrainRequest&)>& spoil, int photos = 4) {
        TrainRequest spoilt = request(photos);
        spoil(spoilt);
        const Result<Training> training = submit(std::move(spoilt));
        EXPECT_EQ(code_of(training), ErrorCode::invalid_argument);
        std::vector<std::string> paths;
        for (const FieldError& field :
             training ? std::vector<FieldError>() : training.error().fields) {
            paths.push_back(field.path);
        }
        return paths;
    }

    TrainingWorld world_;
    TrainingProcess process_{world_};
};

TEST_F(TrainLorasTest, AcceptsATrainingBeforeTheTrainerIsCalled) {
    const Training training = submit(request()).value();

    EXPECT_EQ(training.state, TrainingState::queued);
    EXPECT_EQ(training.name, "Ada");
    EXPECT_EQ(training.trigger_word, "adalv");
    EXPECT_EQ(training.steps, 1'000);
    EXPECT_EQ(training.price_microdollars, 2'000'000);
    EXPECT_THAT(training.images, SizeIs(4));
    EXPECT_THAT(world_.trainer.orders(), IsEmpty());
}

TEST_F(TrainLorasTest, TakesTheCaptionThatCameWithThePhotoUnlessThereIsAnother) {
    TrainRequest wanted = request();
    wanted.pictures[1].caption = "on a\nhill";
    wanted.pictures[2].caption = "";

    const Training training = submit(std::move(wanted)).value();

    EXPECT_EQ(training.images[0].caption, "[trigger] by the sea");
    EXPECT_EQ(training.images[1].caption, "on a hill");
    EXPECT_EQ(training.images[2].caption, "");
}

TEST_F(TrainLorasTest, NamesEverythingThatIsWrongAtOnce) {
    const auto paths = wrong([](TrainRequest& request) {
        request.name = " ";
        request.trigger_word = "";
        request.steps = 4'001;
        request.pictures.pop_back();
    });

    EXPECT_THAT(paths, ::testing::UnorderedElementsAre("name", "trigger", "steps", "uploads"));
}

TEST_F(TrainLorasTest, RefusesTooFewTooManyAndRepeatedPhotos) {
    EXPECT_THAT(wrong([](TrainRequest&) {}, 3), Contains("uploads"));
    EXPECT_THAT(wrong([](TrainRequest&) {}, 21), Contains("uploads"));
    EXPECT_THAT(
        wrong([](TrainRequest& request) { request.pictures[1] = request.pictures[0]; }),
        Contains("uploads")
    );
}

TEST_F(TrainLorasTest, RefusesACropOutsideThePhotoOrTooSmall) {
    for (const CropSquare& crop :
         {CropSquare{0, 0, 255},
          CropSquare{0, 0, 769},
          CropSquare{-1, 0, 512},
          CropSquare{600, 0, 512},
          CropSquare{0, 2'000'000'000, 2'000'000'000}}) {
        EXPECT_THAT(
            wrong([&](TrainRequest& request) { request.pictures[2].crop = crop; }),
            Contains("uploads[2].crop")
        );
    }
}

TEST_F(TrainLorasTest, RefusesPhotosOfOthers) {
    TrainRequest wanted = request();
    wanted.pictures[3].upload = world_.add_photos(1, 2)[0].id;

    const Result<Training> training = submit(std::move(wanted));

    ASSERT_EQ(code_of(training), ErrorCode::invalid_argument);
    EXPECT_EQ(training.error().fields.at(0).path, "uploads[3].id");
}

TEST_F(TrainLorasTest, RefusesAPersonOfOthers) {
    const Person person = world_.run.value(process_.people.create(sample_wallet(2), "Eve", ""));
    TrainRequest wanted = request();
    wanted.person = person.id;

    EXPECT_EQ(code_of(submit(std::move(wanted))), ErrorCode::permission_denied);
}

TEST_F(TrainLorasTest, GivesTheFirstTrainingForARepeatOfItsKey) {
    TrainRequest wanted = request();
    wanted.idempotency_key = "ada-1";
    const Training first = submit(wanted).value();

    EXPECT_EQ(submit(wanted)->id, first.id);
    wanted.steps = 500;
    EXPECT_EQ(code_of(submit(wanted)), ErrorCode::conflict);
}

TEST_F(TrainLorasTest, LetsAWalletHaveThreeOpenTrainingsAndTheAdminAny) {
    for (int i = 0; i < TrainingLimits::kMaxOpen; ++i) {
        ASSERT_TRUE(submit(request()));
    }
    TrainRequest one_more = request();
    const Caller admin{sample_wallet(1), true};

    EXPECT_EQ(code_of(submit(one_more)), ErrorCode::resource_exhausted);
    EXPECT_TRUE(world_.run(process_.train.submit(admin, one_more)));
}

TEST_F(TrainLorasTest, LetsAWalletHaveNoMoreThanItsQuotaAndSaysWhenTheNextReturns) {
    process_.runner.start();
    for (int i = 0; i < test::kSampleTrainingQuota.limit; ++i) {
        const Training training = submit(request()).value();
        ASSERT_EQ(process_.ended(training.id).state, TrainingState::completed);
        world_.clock.advance(1h);
    }

    const Result<Training> refused = submit(request());

    ASSERT_EQ(code_of(refused), ErrorCode::resource_exhausted);
    EXPECT_THAT(refused.error().message, HasSubstr("trainings"));
    EXPECT_EQ(
        refused.error().next_at, world_.clock.now() + 24h - 1h * test::kSampleTrainingQuota.limit
    );
    const Caller admin{sample_wallet(1), true};
    EXPECT_TRUE(world_.run(process_.train.submit(admin, request())));
}

TEST_F(TrainLorasTest, SaysWhereThereIsNoTrainer) {
    TrainLoras without(
        world_.database.trainings(),
        world_.database.uploads(),
        process_.people,
        nullptr,
        process_.pack,
        process_.runner,
        process_.bell,
        world_.clock,
        world_.random,
        {}
    );

    EXPECT_EQ(
        code_of(world_.run(without.submit(process_.caller(), request()))), ErrorCode::unavailable
    );
}

TEST_F(TrainLorasTest, TellsNobodyOfOthersTrainings) {
    const LoraId id = process_.submit();

    EXPECT_EQ(
        code_of(world_.run(process_.train.find(process_.caller(2), id))), ErrorCode::not_found
    );
    EXPECT_EQ(
        code_of(world_.run(process_.train.cancel(process_.caller(2), id))), ErrorCode::not_found
    );
    EXPECT_THAT(
        world_.run(process_.train.list(process_.caller(2), false, std::nullopt, 10))->items,
        IsEmpty()
    );
}

TEST_F(TrainLorasTest, CancelsATrainingThatWaits) {
    const LoraId id = process_.submit();

    const Training cancelled = world_.run.value(process_.train.cancel(process_.caller(), id));

    EXPECT_EQ(cancelled.state, TrainingState::cancelled);
    EXPECT_THAT(world_.trainer.orders(), IsEmpty());
    EXPECT_EQ(
        code_of(world_.run(process_.train.cancel(process_.caller(), id))), ErrorCode::conflict
    );
}

}  // namespace
}  // namespace likeness
