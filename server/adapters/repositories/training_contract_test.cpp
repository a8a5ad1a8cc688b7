#include "testing/code_of.hpp"
#include "testing/repository_contract.hpp"
#include "testing/training_samples.hpp"

#include <gmock/gmock.h>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::SizeIs;

class TrainingContract : public RepositoryContract {
protected:
    NewTraining training(int wallet = 1) {
        clock_.advance(1s);
        return samples_of_trainings_.training(
            sample_wallet(wallet), {photo(wallet), photo(wallet)}
        );
    }

    UploadedImage photo(int wallet = 1) {
        return *run_(uploads().add(samples_of_trainings_.upload(sample_wallet(wallet)), 1'000));
    }

    Result<TrainingAcceptance> accept(NewTraining training) {
        return run_(trainings().accept(std::move(training)));
    }

    Training found(const LoraId& id) { return *run_(trainings().find(id)); }

    std::vector<LoraId> listed(bool only_open) {
        TrainingQuery query{sample_wallet(1), only_open};
        std::vector<LoraId> ids;
        const Page<Training> page = *run_(trainings().list(query));
        for (const Training& listed : page.items) {
            ids.push_back(listed.id);
        }
        return ids;
    }

    TrainingSamples samples_of_trainings_{clock_, random_};
};

TEST_P(TrainingContract, FindsATrainingAsItWasAccepted) {
    NewTraining asked = training();
    asked.training.images[0].crop = CropSquare{10, 20, 512};
    asked.training.images[1].caption = "";
    asked.training.is_style = true;
    asked.training.create_masks = false;

    const LoraId id = accept(asked)->id;
    const Training stored = found(id);

    EXPECT_EQ(stored.id, asked.training.id);
    EXPECT_EQ(stored.wallet, sample_wallet(1));
    EXPECT_EQ(stored.name, "Ada");
    EXPECT_EQ(stored.trigger_word, "adalv");
    EXPECT_EQ(stored.trainer, "fake");
    EXPECT_EQ(stored.steps, 1'000);
    EXPECT_TRUE(stored.is_style);
    EXPECT_FALSE(stored.create_masks);
    EXPECT_EQ(stored.price_microdollars, 2'000'000);
    EXPECT_EQ(stored.state, TrainingState::queued);
    EXPECT_EQ(stored.steps_done, 0);
    EXPECT_EQ(stored.created_at, asked.training.created_at);
    ASSERT_THAT(stored.images, SizeIs(2));
    EXPECT_EQ(stored.images[0].crop, (CropSquare{10, 20, 512}));
    EXPECT_EQ(stored.images[0].caption, "[trigger] by the sea");
    EXPECT_EQ(stored.images[0].size, (ImageSize{1024, 768}));
    EXPECT_TRUE(stored.images[0].path);
    EXPECT_EQ(stored.images[1].crop, std::nullopt);
    EXPECT_EQ(stored.images[1].caption, "");
}

TEST_P(TrainingContract, MakesALoraThatIsQueuedAndPrivate) {
    const LoraId id = accept(training())->id;

    const Lora lora = *run_(loras().find(id));

    EXPECT_EQ(lora.status, LoraStatus::queued);
    EXPECT_EQ(lora.source, LoraSource::training);
    EXPECT_EQ(lora.visibility, Visibility::private_);
    EXPECT_GT(lora.number, 0);
}

TEST_P(TrainingContract, KeepsALoraThatIsBeingTrainedOutOfMenusAndFromRemoval) {
    const LoraId id = accept(training())->id;

    EXPECT_TRUE(run_(loras().models(sample_wallet(1), std::nullopt))->empty());
    EXPECT_EQ(code_of(run_(loras().remove(id, clock_.now()))), ErrorCode::conflict);
}

TEST_P(TrainingContract, GivesTheSameTrainingForTheSameKeyAndRequest) {
    NewTraining asked = training();
    asked.idempotency_key = "ada-1";
    const LoraId first = accept(asked)->id;
    NewTraining again = training();
    again.idempotency_key = "ada-1";

    const TrainingAcceptance acceptance = *accept(again);

    EXPECT_TRUE(acceptance.replayed);
    EXPECT_EQ(acceptance.id, first);
    EXPECT_THAT(listed(false), SizeIs(1));
}

TEST_P(TrainingContract, RefusesAKeyThatWasUsedForAnotherRequest) {
    NewTraining asked = training();
    asked.idempotency_key = "ada-1";
    ASSERT_TRUE(accept(asked));
    NewTraining other = training();
    other.idempotency_key = "ada-1";
    other.request_hash = "another hash";

    EXPECT_EQ(code_of(accept(other)), ErrorCode::conflict);
}

TEST_P(TrainingContract, AcceptsNoMoreOpenTrainingsOfAWalletThanAllowed) {
    NewTraining first = training();
    ASSERT_TRUE(accept(first));
    NewTraining second = training();
    second.max_open = 1;

    EXPECT_EQ(code_of(accept(second)), ErrorCode::resource_exhausted);
    *run_(trainings().cancel(first.training.id, clock_.now()));
    EXPECT_TRUE(accept(second));
}

TEST_P(TrainingContract, CountsTheUnitsOfAWalletInItsWindow) {
    const auto accept_with = [&](int wallet, bool exempt) {
        NewTraining asked = training(wallet);
        asked.rule = {2, 24h, false};
        asked.max_open = 100;
        asked.exempt = exempt;
        return accept(std::move(asked));
    };
    const Timestamp first = clock_.now() + 1s;
    ASSERT_TRUE(accept_with(1, false));
    ASSERT_TRUE(accept_with(1, false));

    const Result<TrainingAcceptance> refused = accept_with(1, false);

    ASSERT_EQ(code_of(refused), ErrorCode::resource_exhausted);
    EXPECT_EQ(refused.error().next_at, first + 24h);
    EXPECT_TRUE(accept_with(2, false));
    EXPECT_TRUE(accept_with(1, true));
    clock_.advance(24h);
    EXPECT_TRUE(accept_with(1, false));
}

TEST_P(TrainingContract, GivesAUnitBackThatHasCostNothing) {
    const auto accept_one = [&] {
        NewTraining asked = training();
        asked.rule = {1, 24h, false};
        return accept(std::move(asked));
    };
    const auto leased = [&] {
        TrainingLease request{"fake", "runner-1", clock_.now(), clock_.now() + 60s};
        return run_(training_queue().lease(std::move(request)))->value().training.id;
    };
    const LoraId waiting = accept_one()->id;
    *run_(trainings().cancel(waiting, clock_.now()));
    const LoraId failing = accept_one().value().id;
    leased();
    ASSERT_TRUE(*run_(
        training_queue().fail(failing, {ErrorCode::upstream_failed, "It broke."}, clock_.now())
    ));

    const LoraId ordered = accept_one().value().id;
    leased();
    ASSERT_TRUE(*run_(training_queue().submitting(ordered, "runner-1")));
    *run_(trainings().cancel(ordered, clock_.now()));

    EXPECT_EQ(code_of(accept_one()), ErrorCode::resource_exhausted);
}

TEST_P(TrainingContract, RefusesPhotosThatHaveBeenRemovedOrBelongToOthers) {
    NewTraining removed = training();
    ASSERT_TRUE(run_(uploads().remove(removed.training.images[0].upload)));
    NewTraining others = training(1);
    others.training.images[0].upload = photo(2).id;

    EXPECT_EQ(code_of(accept(removed)), ErrorCode::invalid_argument);
    EXPECT_EQ(code_of(accept(others)), ErrorCode::invalid_argument);
    EXPECT_THAT(listed(false), SizeIs(0));
}

TEST_P(TrainingContract, ListsAWalletsTrainingsNewestFirst) {
    const LoraId first = accept(training())->id;
    accept(training(2)).value();
    const LoraId second = accept(training())->id;
    *run_(trainings().cancel(first, clock_.now()));

    EXPECT_THAT(listed(false), ElementsAre(second, first));
    EXPECT_THAT(listed(true), ElementsAre(second));
}

TEST_P(TrainingContract, ListsPageByPage) {
    const LoraId first = accept(training())->id;
    accept(training()).value();
    TrainingQuery query{sample_wallet(1), false, std::nullopt, 1};

    query.after = run_(trainings().list(query))->next;
    const Page<Training> rest = *run_(trainings().list(query));

    ASSERT_THAT(rest.items, SizeIs(1));
    EXPECT_EQ(rest.items[0].id, first);
    EXPECT_FALSE(rest.next);
}

TEST_P(TrainingContract, CountsTheQueuedTrainingsAhead) {
    accept(training(2)).value();
    NewTraining elsewhere = training(3);
    elsewhere.training.trainer = "another";
    accept(elsewhere).value();
    const LoraId id = accept(training())->id;
    accept(training(3)).value();

    EXPECT_EQ(*run_(trainings().ahead(id)), 1);
}

TEST_P(TrainingContract, CancelsATrainingOnce) {
    const LoraId id = accept(training())->id;

    EXPECT_EQ(run_(trainings().cancel(id, clock_.now()))->request_id, std::nullopt);

    EXPECT_EQ(found(id).state, TrainingState::cancelled);
    EXPECT_EQ(found(id).finished_event, 2);
    EXPECT_EQ(run_(loras().find(id))->status, LoraStatus::cancelled);
    EXPECT_EQ(code_of(run_(trainings().cancel(id, clock_.now()))), ErrorCode::conflict);
}

TEST_P(TrainingContract, StillShowsATrainingWhosePhotosAreGone) {
    NewTraining asked = training();
    const LoraId id = accept(asked)->id;
    *run_(trainings().cancel(id, clock_.now()));
    ASSERT_TRUE(run_(uploads().remove(asked.training.images[0].upload)));

    const Training stored = found(id);

    ASSERT_THAT(stored.images, SizeIs(2));
    EXPECT_EQ(stored.images[0].path, std::nullopt);
    EXPECT_NE(stored.images[1].path, std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    TrainingContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
