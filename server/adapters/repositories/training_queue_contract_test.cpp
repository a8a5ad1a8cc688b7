#include "testing/code_of.hpp"
#include "testing/repository_contract.hpp"
#include "testing/training_samples.hpp"

#include <gmock/gmock.h>

#include <set>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;

class TrainingQueueContract : public RepositoryContract {
protected:
    LoraId accepted(int wallet = 1) {
        clock_.advance(1s);
        NewTraining asked = samples_of_trainings_.training(sample_wallet(wallet));
        asked.max_open = 100;
        return run_(trainings().accept(std::move(asked)))->id;
    }

    std::optional<LeasedTraining> lease(std::string owner = "runner-1") {
        TrainingLease request{"fake", std::move(owner), clock_.now(), clock_.now() + 60s};
        return *run_(training_queue().lease(std::move(request)));
    }

    /// A training that the trainer has.
    LoraId running() {
        const LoraId id = accepted();
        lease();
        EXPECT_TRUE(*run_(training_queue().submitting(id, "runner-1")));
        EXPECT_TRUE(*run_(training_queue().submitted(id, "request-1", clock_.now())));
        return id;
    }

    Training stored(const LoraId& id) { return *run_(trainings().find(id)); }

    Lora lora(const LoraId& id) { return *run_(loras().find(id)); }

    bool progress(const LoraId& id, std::optional<int> position, std::optional<int> steps) {
        TrainerReport report{position, steps, std::nullopt};
        return *run_(training_queue().progress(id, std::move(report)));
    }

    bool complete(const LoraId& id) {
        return *run_(training_queue().complete(id, TrainingSamples::file(id), clock_.now()));
    }

    bool fail(const LoraId& id) {
        return *run_(
            training_queue().fail(id, {ErrorCode::upstream_failed, "It broke."}, clock_.now())
        );
    }

    TrainingSamples samples_of_trainings_{clock_, random_};
};

TEST_P(TrainingQueueContract, HasNothingToLeaseWhenNothingWaits) {
    EXPECT_FALSE(lease());
}

TEST_P(TrainingQueueContract, LeasesTheOldestAndPreparesIt) {
    const LoraId older = accepted();
    accepted();

    const LeasedTraining leased = *lease();

    EXPECT_EQ(leased.training.id, older);
    EXPECT_EQ(leased.training.state, TrainingState::queued);
    EXPECT_EQ(leased.training.trigger_word, "adalv");
    EXPECT_EQ(leased.request_id, std::nullopt);
    EXPECT_EQ(stored(older).state, TrainingState::preparing);
}

TEST_P(TrainingQueueContract, LeasesNoTrainingTwice) {
    for (int i = 0; i < 5; ++i) {
        accepted();
    }
    std::vector<Task<std::optional<LeasedTraining>>> calls;
    for (int i = 0; i < 8; ++i) {
        TrainingLease request{
            "fake", "runner-" + std::to_string(i), clock_.now(), clock_.now() + 60s};
        calls.push_back(training_queue().lease(std::move(request)));
    }

    std::multiset<std::string> ids;
    for (const auto& leased : run_.all(std::move(calls))) {
        if (*leased) {
            ids.insert((*leased)->training.id.text());
        }
    }

    EXPECT_EQ(ids.size(), 5U);
    EXPECT_EQ(std::set<std::string>(ids.begin(), ids.end()).size(), 5U);
}

TEST_P(TrainingQueueContract, LetsNobodyHaveATrainingUntilItsLeaseHasRunOut) {
    accepted();
    lease();
    clock_.advance(30s);
    ASSERT_TRUE(run_(training_queue().renew("runner-1", clock_.now() + 60s)));

    clock_.advance(60s);
    EXPECT_FALSE(lease("runner-2"));
    clock_.advance(1s);
    EXPECT_TRUE(lease("runner-2"));
}

TEST_P(TrainingQueueContract, TellsWhoeverTakesATrainingOverHowFarItHadCome) {
    const LoraId id = running();
    clock_.advance(61s);

    const LeasedTraining leased = *lease("runner-2");

    EXPECT_EQ(leased.training.id, id);
    EXPECT_EQ(leased.training.state, TrainingState::running);
    EXPECT_EQ(leased.request_id, "request-1");
    EXPECT_EQ(leased.submitted_at, clock_.now() - 61s);
}

TEST_P(TrainingQueueContract, LetsOnlyTheHolderOfTheLeasePlaceTheOrder) {
    const LoraId id = accepted();
    lease("runner-1");
    clock_.advance(61s);
    lease("runner-2");

    EXPECT_FALSE(*run_(training_queue().submitting(id, "runner-1")));
    EXPECT_TRUE(*run_(training_queue().submitting(id, "runner-2")));
    EXPECT_FALSE(*run_(training_queue().submitting(id, "runner-2")));
}

TEST_P(TrainingQueueContract, ShowsARunningTrainingOnItsLora) {
    const LoraId id = running();

    EXPECT_EQ(stored(id).state, TrainingState::running);
    EXPECT_EQ(stored(id).started_event, 2);
    EXPECT_EQ(stored(id).started_at, clock_.now());
    EXPECT_EQ(lora(id).status, LoraStatus::training);
}

TEST_P(TrainingQueueContract, NotesProgressThatNeverGoesBack) {
    const LoraId id = running();

    EXPECT_TRUE(progress(id, 3, std::nullopt));
    EXPECT_EQ(stored(id).queue_position, 3);
    EXPECT_TRUE(progress(id, std::nullopt, 400));
    EXPECT_TRUE(progress(id, std::nullopt, 300));

    EXPECT_EQ(stored(id).queue_position, std::nullopt);
    EXPECT_EQ(stored(id).steps_done, 400);
}

TEST_P(TrainingQueueContract, CompletesTheLoraWithTheFactsOfItsFile) {
    const LoraId id = running();
    clock_.advance(5min);

    EXPECT_TRUE(complete(id));

    const Lora trained = lora(id);
    EXPECT_EQ(trained.status, LoraStatus::completed);
    EXPECT_EQ(trained.file.byte_count, 89'745'224);
    EXPECT_EQ(trained.file.sha256, TrainingSamples::file(id).sha256);
    EXPECT_EQ(trained.file.base_model, "flux.1");
    EXPECT_EQ(trained.file.key_family, "diffusers");
    EXPECT_EQ(trained.file.rank, 16);
    EXPECT_EQ(trained.file.alpha, 16.0);
    EXPECT_EQ(trained.file.parameter_count, 22'000'000);
    EXPECT_EQ(trained.file.details, R"({"steps":"1000"})");
    EXPECT_THAT(trained.file.warnings, ElementsAre("The ranks differ."));
    EXPECT_EQ(stored(id).state, TrainingState::completed);
    EXPECT_EQ(stored(id).steps_done, 1'000);
    EXPECT_EQ(stored(id).finished_event, 3);
    EXPECT_EQ(stored(id).finished_at, clock_.now());
}

TEST_P(TrainingQueueContract, FailsWithTheReason) {
    const LoraId id = running();

    EXPECT_TRUE(fail(id));

    EXPECT_EQ(stored(id).state, TrainingState::failed);
    EXPECT_EQ(stored(id).failure->message, "It broke.");
    EXPECT_EQ(stored(id).failure->code, ErrorCode::upstream_failed);
    EXPECT_EQ(lora(id).status, LoraStatus::failed);
}

TEST_P(TrainingQueueContract, ChangesNothingOfWhatHasEnded) {
    const LoraId id = running();
    EXPECT_EQ(run_(trainings().cancel(id, clock_.now()))->request_id, "request-1");

    EXPECT_FALSE(*run_(training_queue().submitted(id, "request-2", clock_.now())));
    EXPECT_FALSE(progress(id, std::nullopt, 500));
    EXPECT_FALSE(complete(id));
    EXPECT_FALSE(fail(id));
    clock_.advance(1h);
    EXPECT_FALSE(lease());
    EXPECT_EQ(stored(id).state, TrainingState::cancelled);
    EXPECT_EQ(lora(id).status, LoraStatus::cancelled);
}

TEST_P(TrainingQueueContract, ReleasesTheLeasesOfOneOwnerOrOfEveryone) {
    const LoraId first = accepted();
    const LoraId second = accepted();
    lease("runner-1");
    lease("runner-2");

    ASSERT_TRUE(run_(training_queue().release_leases("runner-1")));
    EXPECT_EQ(lease("runner-3")->training.id, first);
    EXPECT_FALSE(lease("runner-3"));
    ASSERT_TRUE(run_(training_queue().release_leases(std::nullopt)));
    EXPECT_EQ(lease("runner-3")->training.id, first);
    EXPECT_EQ(lease("runner-3")->training.id, second);
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    TrainingQueueContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
