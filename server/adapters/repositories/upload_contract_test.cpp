#include "testing/code_of.hpp"
#include "testing/repository_contract.hpp"
#include "testing/training_samples.hpp"

#include <gmock/gmock.h>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class UploadContract : public RepositoryContract {
protected:
    UploadedImage added(int wallet = 1) {
        clock_.advance(1s);
        return *run_(uploads().add(training_samples_.upload(sample_wallet(wallet)), 1'000));
    }

    std::vector<UploadId> listed(int wallet, int limit = 50) {
        std::vector<UploadId> ids;
        const auto page = *run_(uploads().list(sample_wallet(wallet), std::nullopt, limit));
        for (const UploadedImage& image : page.items) {
            ids.push_back(image.id);
        }
        return ids;
    }

    std::vector<UploadId> expired() {
        std::vector<UploadId> ids;
        const auto removed = *run_(uploads().remove_expired(clock_.now(), 50));
        for (const UploadedImage& image : removed) {
            ids.push_back(image.id);
        }
        return ids;
    }

    TrainingSamples training_samples_{clock_, random_};
};

TEST_P(UploadContract, FindsAnImageAsItWasAdded) {
    const UploadedImage image = added();

    const UploadedImage found = *run_(uploads().find(image.id));

    EXPECT_EQ(found.wallet, image.wallet);
    EXPECT_EQ(found.file_name, "sea.jpg");
    EXPECT_EQ(found.caption, "[trigger] by the sea");
    EXPECT_EQ(found.content_type, "image/jpeg");
    EXPECT_EQ(found.size, (ImageSize{1024, 768}));
    EXPECT_EQ(found.byte_count, 123'456);
    EXPECT_EQ(found.sha256, image.sha256);
    EXPECT_EQ(found.thumbhash, image.thumbhash);
    EXPECT_EQ(found.path, image.path);
    EXPECT_EQ(found.created_at, image.created_at);
    EXPECT_EQ(found.expires_at, image.expires_at);
}

TEST_P(UploadContract, SaysNotFoundOfWhatIsNotThere) {
    EXPECT_EQ(code_of(run_(uploads().find(random_.id<UploadId>(kNoon)))), ErrorCode::not_found);
    EXPECT_EQ(code_of(run_(uploads().remove(random_.id<UploadId>(kNoon)))), ErrorCode::not_found);
}

TEST_P(UploadContract, KeepsTheSameBytesOfAWalletOnceAndProlongsTheirLife) {
    const UploadedImage first = added();
    clock_.advance(48h);
    UploadedImage again = training_samples_.upload(sample_wallet(1));
    again.sha256 = first.sha256;

    const UploadedImage kept = *run_(uploads().add(again, 1'000));

    EXPECT_EQ(kept.id, first.id);
    EXPECT_EQ(run_(uploads().find(first.id))->expires_at, again.expires_at);
    EXPECT_THAT(listed(1), ElementsAre(first.id));
}

TEST_P(UploadContract, KeepsTheSameBytesOfTwoWalletsTwice) {
    const UploadedImage first = added(1);
    UploadedImage other = training_samples_.upload(sample_wallet(2));
    other.sha256 = first.sha256;

    EXPECT_EQ(run_(uploads().add(other, 1'000))->id, other.id);
}

TEST_P(UploadContract, KeepsNoMoreOfAWalletThanItsLimit) {
    *run_(uploads().add(training_samples_.upload(sample_wallet(1)), 1));

    const auto second = run_(uploads().add(training_samples_.upload(sample_wallet(1)), 1));

    EXPECT_EQ(code_of(second), ErrorCode::resource_exhausted);
    EXPECT_TRUE(run_(uploads().add(training_samples_.upload(sample_wallet(2)), 1)));
}

TEST_P(UploadContract, KeepsNoMoreBytesOfAWalletThanAllowed) {
    UploadedImage large = training_samples_.upload(sample_wallet(1));
    large.byte_count = UploadLimits::kMaxBytesKept - 200'000;
    ASSERT_TRUE(run_(uploads().add(large, 1'000)));

    EXPECT_TRUE(run_(uploads().add(training_samples_.upload(sample_wallet(1)), 1'000)));
    EXPECT_EQ(
        code_of(run_(uploads().add(training_samples_.upload(sample_wallet(1)), 1'000))),
        ErrorCode::resource_exhausted
    );
}

TEST_P(UploadContract, ListsAWalletsImagesNewestFirstPageByPage) {
    const UploadedImage first = added();
    added(2);
    const UploadedImage second = added();
    const UploadedImage third = added();

    const auto page = *run_(uploads().list(sample_wallet(1), std::nullopt, 2));
    const auto rest = *run_(uploads().list(sample_wallet(1), page.next, 2));

    EXPECT_EQ(page.items.at(0).id, third.id);
    EXPECT_EQ(page.items.at(1).id, second.id);
    ASSERT_EQ(rest.items.size(), 1U);
    EXPECT_EQ(rest.items.at(0).id, first.id);
    EXPECT_FALSE(rest.next);
}

TEST_P(UploadContract, RemovesAnImage) {
    const UploadedImage image = added();

    EXPECT_TRUE(run_(uploads().remove(image.id)));

    EXPECT_THAT(listed(1), IsEmpty());
}

TEST_P(UploadContract, RemovesNoImageOfAnOpenTraining) {
    const UploadedImage image = added();
    const NewTraining training = training_samples_.training(sample_wallet(1), {image});
    *run_(trainings().accept(training));

    EXPECT_EQ(code_of(run_(uploads().remove(image.id))), ErrorCode::conflict);
    *run_(trainings().cancel(training.training.id, clock_.now()));
    EXPECT_TRUE(run_(uploads().remove(image.id)));
}

TEST_P(UploadContract, ForgetsWhatNobodyUsedInTime) {
    const UploadedImage image = added();
    clock_.advance(UploadLimits::kLifetime - 1s);
    const UploadedImage young = added();

    EXPECT_THAT(expired(), IsEmpty());
    clock_.advance(2s);
    EXPECT_THAT(expired(), ElementsAre(image.id));
    EXPECT_THAT(listed(1), ElementsAre(young.id));
}

TEST_P(UploadContract, ForgetsNothingThatALoraWasTrainedFromUntilTheLoraIsRemoved) {
    const UploadedImage image = added();
    const NewTraining training = training_samples_.training(sample_wallet(1), {image});
    *run_(trainings().accept(training));
    *run_(trainings().cancel(training.training.id, clock_.now()));
    clock_.advance(UploadLimits::kLifetime * 2);

    EXPECT_THAT(expired(), IsEmpty());
    ASSERT_TRUE(run_(loras().remove(training.training.id, clock_.now())));
    EXPECT_THAT(expired(), ElementsAre(image.id));
}

TEST_P(UploadContract, TellsAnAuditWhichObjectsBelongToSomething) {
    const UploadedImage image = added();
    const NewTraining training = training_samples_.training(sample_wallet(1), {image});
    *run_(trainings().accept(training));
    const std::string archive = training.training.id.text();

    EXPECT_TRUE(*run_(audit().is_known_upload(image.id.text())));
    EXPECT_TRUE(*run_(audit().is_known_upload(archive)));
    *run_(trainings().cancel(training.training.id, clock_.now()));
    EXPECT_FALSE(*run_(audit().is_known_upload(archive)));
    EXPECT_FALSE(*run_(audit().is_known_upload("")));
}

TEST_P(UploadContract, TellsAnAuditOfNoLoraWhoseWeightsAreStillToCome) {
    *run_(trainings().accept(training_samples_.training(sample_wallet(1), {added()})));

    EXPECT_THAT(*run_(audit().loras("", 10)), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    UploadContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
