#include "core/training_runner.hpp"

#include "testing/training_world.hpp"

#include <gmock/gmock.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::TrainingProcess;
using test::TrainingWorld;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class TrainingRunnerTest : public ::testing::Test {
protected:
    /// The trainer works until it is told that it is done.
    void let_it_work(std::optional<int> position = {}, std::optional<int> steps = {}) {
        world_.trainer.report(TrainerReport{position, steps, std::nullopt});
    }

    void let_it_finish() { world_.trainer.report(std::nullopt); }

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
};

TEST_F(TrainingRunnerTest, TrainsALoraAndKeepsItsFiles) {
    TrainingProcess process(world_);
    process.runner.start();

    const LoraId id = process.submit();
    const Training training = process.ended(id);

    EXPECT_EQ(training.state, TrainingState::completed);
    EXPECT_EQ(training.steps_done, 1'000);
    const Lora lora = process.lora(id);
    EXPECT_EQ(lora.status, LoraStatus::completed);
    EXPECT_EQ(lora.file.base_model, "flux.1");
    EXPECT_EQ(lora.file.byte_count, static_cast<std::int64_t>(test::fake_weights().size()));
    EXPECT_EQ(world_.store.find(Bucket::loras, lora.file.path)->data, test::fake_weights());
    EXPECT_NE(world_.store.find(Bucket::loras, training_config_key(id)), nullptr);
}

TEST_F(TrainingRunnerTest, HandsTheTrainerThePackedPhotosAndAllThatItNeeds) {
    TrainingProcess process(world_);
    let_it_work();
    TrainRequest request = TrainingProcess::request(world_.add_photos(4));
    request.pictures[0].crop = CropSquare{10, 0, 512};
    request.pictures[1].caption = "on a hill";
    request.steps = 500;
    request.is_style = true;
    request.create_masks = false;
    process.runner.start();

    world_.run.value(process.train.submit(process.caller(), request));
    world_.run.until([&] { return !world_.trainer.orders().empty(); });

    const TrainingOrder& order = world_.trainer.orders().at(0);
    EXPECT_EQ(order.trigger_word, "adalv");
    EXPECT_EQ(order.steps, 500);
    EXPECT_TRUE(order.is_style);
    EXPECT_FALSE(order.create_masks);
    const Bytes& archive = world_.store.find(Bucket::uploads, order.archive)->data;
    EXPECT_EQ(order.archive_bytes, static_cast<std::int64_t>(archive.size()));
    EXPECT_EQ(
        archive,
        "photo 1 cut at 10,0 to 512: adalv by the sea\n"
        "photo 2: adalv, on a hill\n"
        "photo 3: adalv by the sea\n"
        "photo 4: adalv by the sea\n"
    );
}

TEST_F(TrainingRunnerTest, RemovesTheArchiveWhenTheTrainingHasEnded) {
    TrainingProcess process(world_);
    process.runner.start();

    process.ended(process.submit());
    world_.run.until([&] { return process.runner.running() == 0; });

    EXPECT_THAT(archives(), IsEmpty());
    EXPECT_THAT(world_.store.keys(Bucket::uploads), SizeIs(4));
}

TEST_F(TrainingRunnerTest, NotesWhereItStands) {
    TrainingProcess process(world_);
    let_it_work(3);
    process.runner.start();
    const LoraId id = process.submit();

    world_.run.until([&] { return process.stored(id).queue_position == 3; });
    let_it_work(std::nullopt, 250);
    world_.run.until([&] { return process.stored(id).steps_done == 250; });

    EXPECT_EQ(process.stored(id).state, TrainingState::running);
    let_it_finish();
    EXPECT_EQ(process.ended(id).state, TrainingState::completed);
}

TEST_F(TrainingRunnerTest, GivesTheTrainerNoMoreThanItWorksOnAtOnce) {
    TrainingProcess process(world_);
    let_it_work();
    process.runner.start();
    for (const int wallet : {1, 2, 3}) {
        process.submit(wallet);
    }

    world_.run.until([&] { return world_.trainer.orders().size() == 2; });
    world_.run.a_while(50ms);
    EXPECT_THAT(world_.trainer.orders(), SizeIs(2));
    let_it_finish();
    world_.run.until([&] { return world_.trainer.orders().size() == 3; });
}

TEST_F(TrainingRunnerTest, LetsACancelledTrainingGoAndTellsTheTrainer) {
    TrainingProcess process(world_);
    let_it_work();
    process.runner.start();
    const LoraId id = process.submit();
    world_.run.until([&] { return process.stored(id).state == TrainingState::running; });

    world_.run.value(process.train.cancel(process.caller(), id));
    world_.run.until([&] { return process.runner.running() == 0; });

    EXPECT_EQ(process.stored(id).state, TrainingState::cancelled);
    EXPECT_THAT(world_.trainer.cancelled(), ElementsAre("training-1"));
    EXPECT_THAT(archives(), IsEmpty());
    EXPECT_EQ(process.lora(id).status, LoraStatus::cancelled);
}

TEST_F(TrainingRunnerTest, TellsTheTrainerWhatWasCancelledWhileItWasBeingOrdered) {
    TrainingProcess process(world_);
    world_.trainer.submitting.close();
    process.runner.start();
    const LoraId id = process.submit();
    world_.run.until([&] { return world_.trainer.submitting.waiting() == 1; });

    world_.run.value(process.train.cancel(process.caller(), id));
    world_.trainer.submitting.open();
    world_.run.until([&] { return !world_.trainer.cancelled().empty(); });

    EXPECT_THAT(world_.trainer.cancelled(), ElementsAre("training-1"));
    EXPECT_EQ(process.stored(id).state, TrainingState::cancelled);
}

TEST_F(TrainingRunnerTest, NoticesWhatWasCancelledThroughAnotherProcess) {
    TrainingProcess process(world_);
    let_it_work();
    process.runner.start();
    const LoraId id = process.submit();
    world_.run.until([&] { return process.stored(id).state == TrainingState::running; });

    world_.run.value(world_.database.trainings().cancel(id, world_.clock.now()));
    world_.run.until([&] { return !world_.trainer.cancelled().empty(); });

    EXPECT_THAT(world_.trainer.cancelled(), ElementsAre("training-1"));
}

TEST_F(TrainingRunnerTest, LeavesTheDrainedTrainingToTheNextProcess) {
    let_it_work();
    LoraId id = LoraId::trusted("");
    {
        TrainingProcess process(world_);
        process.runner.start();
        id = process.submit();
        world_.run.until([&] { return process.stored(id).state == TrainingState::running; });
    }
    let_it_finish();

    TrainingProcess next(world_, test::quick_training_options("process-2"));
    next.runner.start();

    EXPECT_EQ(next.ended(id).state, TrainingState::completed);
    EXPECT_THAT(world_.trainer.orders(), SizeIs(1));
}

}  // namespace
}  // namespace likeness
