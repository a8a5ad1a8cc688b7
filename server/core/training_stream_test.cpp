#include "core/training_stream.hpp"

#include "testing/training_world.hpp"

#include <gmock/gmock.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::TrainingProcess;
using test::TrainingWorld;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class TrainingStreamTest : public ::testing::Test {
protected:
    /// "id type" of the events from here on until none comes for a moment.
    std::vector<std::string> told(TrainingStream& stream) {
        std::vector<std::string> told;
        while (!stream.ended()) {
            const auto event = world_.run.value(stream.next(30ms));
            if (!event) {
                break;
            }
            told.push_back(event->id + " " + std::string(event->event.type()));
        }
        return told;
    }

    std::vector<std::string> all(const LoraId& id, std::int64_t after = 0) {
        TrainingStream stream(world_.database.trainings(), process_.bell, id, after);
        return told(stream);
    }

    void note(const LoraId& id, std::optional<int> position, std::optional<int> steps) {
        world_.run.value(
            world_.database.training_queue().progress(id, {position, steps, std::nullopt})
        );
    }

    /// A training that the trainer has, without a runner.
    LoraId running() {
        TrainingQueue& queue = world_.database.training_queue();
        const LoraId id = process_.submit();
        TrainingLease lease{"fake", "runner", world_.clock.now(), world_.clock.now() + 60s};
        world_.run.value(queue.lease(std::move(lease)));
        world_.run.value(queue.submitting(id, "runner"));
        world_.run.value(queue.submitted(id, "request", world_.clock.now()));
        return id;
    }

    TrainingWorld world_;
    TrainingProcess process_{world_};
};

TEST_F(TrainingStreamTest, TellsTheWholeStoryOfAnEndedTraining) {
    process_.runner.start();
    const LoraId id = process_.submit();
    process_.ended(id);

    EXPECT_THAT(all(id), ElementsAre("1 queued", "2 running", "3 completed"));
}

TEST_F(TrainingStreamTest, GoesOnWhereAClientLeftOff) {
    process_.runner.start();
    const LoraId id = process_.submit();
    process_.ended(id);

    EXPECT_THAT(all(id, 1), ElementsAre("2 running", "3 completed"));
    EXPECT_THAT(all(id, 2), ElementsAre("3 completed"));
    EXPECT_THAT(all(id, 3), IsEmpty());
}

TEST_F(TrainingStreamTest, TellsProgressOnce) {
    const LoraId id = running();
    TrainingStream stream(world_.database.trainings(), process_.bell, id, 0);

    EXPECT_THAT(told(stream), ElementsAre("1 queued", "2 running"));
    note(id, 4, std::nullopt);
    process_.bell.ring();
    EXPECT_THAT(told(stream), ElementsAre("2.1 progress"));
    EXPECT_THAT(told(stream), IsEmpty());
    note(id, std::nullopt, 300);
    EXPECT_THAT(told(stream), ElementsAre("2.2 progress"));
}

TEST_F(TrainingStreamTest, TellsHowFarItIsToWhoeverComesLater) {
    const LoraId id = running();
    note(id, std::nullopt, 300);
    TrainingStream stream(world_.database.trainings(), process_.bell, id, 2);

    const auto event = world_.run.value(stream.next(30ms)).value();

    EXPECT_TRUE(event.event.is_progress);
    EXPECT_EQ(event.event.steps_done, 300);
    EXPECT_EQ(event.event.steps, 1'000);
}

TEST_F(TrainingStreamTest, TellsTheReasonOfAFailure) {
    const LoraId id = running();
    world_.run.value(world_.database.training_queue().fail(
        id, {ErrorCode::upstream_failed, "It broke."}, world_.clock.now()
    ));
    TrainingStream stream(world_.database.trainings(), process_.bell, id, 2);

    const auto event = world_.run.value(stream.next(30ms)).value();

    EXPECT_EQ(event.event.type(), "failed");
    EXPECT_EQ(event.event.failure->message, "It broke.");
    EXPECT_TRUE(stream.ended());
}

TEST_F(TrainingStreamTest, EndsWhenTheServerDoes) {
    const LoraId id = running();
    TrainingStream stream(world_.database.trainings(), process_.bell, id, 0);
    told(stream);

    process_.bell.close();

    EXPECT_EQ(world_.run(stream.next(1s)).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace likeness
