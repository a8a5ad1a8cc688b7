#include "core/training_runner.hpp"
#include "safetensors/testing_lora.hpp"
#include "testing/training_world.hpp"

#include <gmock/gmock.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::TrainingProcess;
using test::TrainingWorld;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Error error(ErrorCode code, std::string message = "Something happened.") {
    return {code, std::move(message)};
}

class TrainingRunnerFailureTest : public ::testing::Test {
protected:
    /// Leaves a training as a process that died held it: leased, and further if `to` says so.
    LoraId left_behind(TrainingState to) {
        TrainingQueue& queue = world_.database.training_queue();
        const LoraId id = process_.submit();
        TrainingLease lease{"fake", "dead process", world_.clock.now(), world_.clock.now() + 60s};
        world_.run.value(queue.lease(std::move(lease)));
        if (to != TrainingState::preparing) {
            world_.run.value(queue.submitting(id, "dead process"));
        }
        if (to == TrainingState::running) {
            const std::string request =
                world_.run.value(world_.trainer.submit({training_archive_key(process_.stored(id))})
                );
            world_.run.value(queue.submitted(id, request, world_.clock.now()));
        }
        world_.clock.advance(61s);
        return id;
    }

    Training trained() {
        process_.runner.start();
        return process_.ended(process_.submit());
    }

    std::vector<std::string> archives() const {
        std::vector<std::string> archives;
        for (const std::string& key : world_.store.keys(Bucket::uploads)) {
            if (key.ends_with("archive.zip")) {
                archives.push_back(key);
            }
        }
        return archives;
    }

    TrainingWorld world_;
    TrainingProcess process_{world_};
};

TEST_F(TrainingRunnerFailureTest, CarriesOnWhatADeadProcessHadOrdered) {
    const LoraId id = left_behind(TrainingState::running);

    process_.runner.start();

    EXPECT_EQ(process_.ended(id).state, TrainingState::completed);
    EXPECT_THAT(world_.trainer.orders(), SizeIs(1));
}

TEST_F(TrainingRunnerFailureTest, BeginsAnewWhatADeadProcessWasPreparing) {
    const LoraId id = left_behind(TrainingState::preparing);

    process_.runner.start();

    EXPECT_EQ(process_.ended(id).state, TrainingState::completed);
    EXPECT_THAT(world_.trainer.orders(), SizeIs(1));
}

TEST_F(TrainingRunnerFailureTest, NeverOrdersAgainWhatADeadProcessMayHaveOrdered) {
    const LoraId id = left_behind(TrainingState::submitting);

    process_.runner.start();
    const Training training = process_.ended(id);

    EXPECT_EQ(training.state, TrainingState::failed);
    EXPECT_THAT(training.failure->message, HasSubstr("cannot be told"));
    EXPECT_THAT(world_.trainer.orders(), IsEmpty());
}

TEST_F(TrainingRunnerFailureTest, NeverOrdersAgainWhatTheTrainerMayHave) {
    world_.trainer.answers.next(error(ErrorCode::deadline_exceeded));

    const Training training = trained();

    EXPECT_EQ(training.state, TrainingState::failed);
    EXPECT_THAT(training.failure->message, HasSubstr("not ordered a second time"));
    EXPECT_THAT(world_.trainer.orders(), SizeIs(1));
}

TEST_F(TrainingRunnerFailureTest, OrdersAgainWhatWasCertainlyNotTaken) {
    world_.trainer.submits.next(error(ErrorCode::unavailable), 2);
    world_.trainer.submits.next(error(ErrorCode::resource_exhausted), 2);

    EXPECT_EQ(trained().state, TrainingState::completed);
    EXPECT_THAT(world_.trainer.orders(), SizeIs(1));
}

TEST_F(TrainingRunnerFailureTest, FailsWithTheReasonWhenTheTrainerRefuses) {
    world_.trainer.submits.next(error(ErrorCode::upstream_failed, "The account has no money."));

    const Training training = trained();

    EXPECT_EQ(training.state, TrainingState::failed);
    EXPECT_EQ(training.failure->message, "The account has no money.");
    EXPECT_EQ(process_.lora(training.id).status, LoraStatus::failed);
}

TEST_F(TrainingRunnerFailureTest, FailsWithTheReasonWhenTheTrainingFails) {
    world_.trainer.looks.next(error(ErrorCode::unprocessable, "The archive has too few faces."));

    const Training training = trained();
    world_.run.until([&] { return process_.runner.running() == 0; });

    EXPECT_EQ(training.failure->code, ErrorCode::unprocessable);
    EXPECT_EQ(training.failure->message, "The archive has too few faces.");
    EXPECT_THAT(archives(), IsEmpty());
}

TEST_F(TrainingRunnerFailureTest, GoesOnAskingATrainerThatDoesNotAnswer) {
    for (const ErrorCode code :
         {ErrorCode::unavailable,
          ErrorCode::deadline_exceeded,
          ErrorCode::resource_exhausted,
          ErrorCode::permission_denied}) {
        world_.trainer.looks.next(error(code), 2);
    }

    EXPECT_EQ(trained().state, TrainingState::completed);
    EXPECT_GE(world_.trainer.looks.calls(), 9);
}

TEST_F(TrainingRunnerFailureTest, GivesUpATrainingThatIsNotDoneInTime) {
    world_.trainer.report(TrainerReport{});
    process_.runner.start();
    const LoraId id = process_.submit();
    world_.run.until([&] { return process_.stored(id).state == TrainingState::running; });

    world_.clock.advance(world_.trainer.profile().deadline + 1s);

    EXPECT_EQ(process_.ended(id).failure->code, ErrorCode::deadline_exceeded);
    EXPECT_THAT(world_.trainer.cancelled(), SizeIs(1));
}

TEST_F(TrainingRunnerFailureTest, FailsWhenTheTrainerKnowsNothingOfIt) {
    const LoraId id = left_behind(TrainingState::running);
    world_.trainer.forget_orders();

    process_.runner.start();

    EXPECT_EQ(process_.ended(id).state, TrainingState::failed);
}

TEST_F(TrainingRunnerFailureTest, FetchesAgainWhatCameIncomplete) {
    world_.trainer.fetches.next(error(ErrorCode::deadline_exceeded), 2);

    EXPECT_EQ(trained().state, TrainingState::completed);
}

TEST_F(TrainingRunnerFailureTest, KeepsAResultUntilTheStoreTakesIt) {
    process_.runner.start();
    world_.trainer.report(TrainerReport{});
    const LoraId id = process_.submit();
    world_.run.until([&] { return process_.stored(id).state == TrainingState::running; });
    world_.store.puts.next(error(ErrorCode::unavailable), 3);

    world_.trainer.report(std::nullopt);

    EXPECT_EQ(process_.ended(id).state, TrainingState::completed);
}

TEST_F(TrainingRunnerFailureTest, RefusesAFileThatIsNoLora) {
    world_.trainer.answer_with("<html>Sign in</html>");

    const Training training = trained();

    EXPECT_EQ(training.state, TrainingState::failed);
    EXPECT_THAT(training.failure->message, HasSubstr("no LoRA"));
    EXPECT_THAT(world_.store.keys(Bucket::loras), IsEmpty());
}

TEST_F(TrainingRunnerFailureTest, RefusesALoraForAnotherModel) {
    world_.trainer.answer_with(safetensors::write_safetensors(
        safetensors::paperflux_lora(4), safetensors::kPaperfluxMetadata
    ));

    const Training training = trained();

    EXPECT_EQ(training.state, TrainingState::failed);
    EXPECT_THAT(world_.store.keys(Bucket::loras), IsEmpty());
}

TEST_F(TrainingRunnerFailureTest, FailsWhenAPhotoIsGone) {
    const LoraId id = process_.submit();
    const ObjectKey photo = process_.stored(id).images[2].path.value();
    world_.run.value(world_.store.remove(Bucket::uploads, photo));

    process_.runner.start();
    const Training training = process_.ended(id);

    EXPECT_EQ(training.failure->message, "A photo of this training has been removed.");
    EXPECT_THAT(world_.trainer.orders(), IsEmpty());
}

TEST_F(TrainingRunnerFailureTest, FailsWhenAPhotoCannotBePacked) {
    process_.archiver.faults.next(error(ErrorCode::unprocessable, "A picture could not be cut."));

    EXPECT_EQ(trained().failure->message, "A picture could not be cut.");
}

}  // namespace
}  // namespace likeness
