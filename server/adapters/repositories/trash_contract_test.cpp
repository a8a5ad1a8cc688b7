#include "testing/code_of.hpp"
#include "testing/repository_contract.hpp"

#include <gmock/gmock.h>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::IsEmpty;

class TrashContract : public RepositoryContract {
protected:
    std::vector<GeneratedImage> made(int count = 1, std::optional<PersonId> person = {}) {
        clock_.advance(25h);
        NewBatch batch = samples_.batch(lora_, wallet_, count);
        batch.batch.person = person;
        return kept(
            std::move(batch), std::vector<Timestamp>(static_cast<std::size_t>(count), clock_.now())
        );
    }

    Lora lora() { return run_.value(loras().find(lora_.id)); }

    std::size_t listed(ImageQuery query) {
        return run_.value(images().list(std::move(query))).items.size();
    }

    WalletAddress wallet_ = sample_wallet(1);
    Lora lora_ = added_lora(sample_wallet(1));
};

TEST_P(TrashContract, HidesImagesEverywhereUntilTheyAreTakenOut) {
    const auto images_made = made(2, 11);
    const ImageId thrown = images_made[0].id;
    const BatchId batch = images_made[0].batch;

    EXPECT_EQ(run_.value(trash().put(wallet_, {thrown}, clock_.now())), 1);
    EXPECT_EQ(run_.value(trash().put(wallet_, {thrown}, clock_.now())), 0);

    EXPECT_EQ(listed({.lora = lora_.id}), 1U);
    EXPECT_EQ(listed({.wallet = wallet_}), 1U);
    EXPECT_EQ(listed({.person = 11}), 1U);
    EXPECT_EQ(listed({.batch = batch}), 1U);
    EXPECT_EQ(stored(batch).images.size(), 1U);
    EXPECT_EQ(lora().image_count, 1);
    EXPECT_EQ(run_.value(images().find(thrown)).marks.trashed_at, clock_.now());

    EXPECT_EQ(run_.value(trash().take_out(wallet_, {thrown})), 1);
    EXPECT_EQ(run_.value(trash().take_out(wallet_, {thrown})), 0);
    EXPECT_EQ(listed({.lora = lora_.id}), 2U);
    EXPECT_EQ(lora().image_count, 2);
    EXPECT_FALSE(run_.value(images().find(thrown)).marks.trashed_at);
}

TEST_P(TrashContract, HidesACoverAndTakesItAwayWithTheImage) {
    const auto image = made()[0];
    LoraChanges changes;
    changes.cover =
        LoraCover{Bucket::generated, image.path, image.size, image.thumbhash, image.prompt};
    run_.value(loras().update(lora_.id, changes));
    EXPECT_TRUE(lora().cover);

    run_.value(trash().put(wallet_, {image.id}, clock_.now()));
    EXPECT_FALSE(lora().cover);
    run_.value(trash().take_out(wallet_, {image.id}));
    EXPECT_TRUE(lora().cover);
    run_.value(trash().put(wallet_, {image.id}, clock_.now()));
    run_.value(trash().remove(wallet_, {image.id}, clock_.now()));
    EXPECT_FALSE(lora().cover);
}

TEST_P(TrashContract, RemovesForGoodWhatIsInTheTrashAlone) {
    const auto images_made = made(2);
    const ImageId first = images_made[0].id;
    const ImageId second = images_made[1].id;
    run_.value(library().change_tags(wallet_, {first}, {"tagged"}, {}, 30));
    run_.value(trash().put(wallet_, {first}, clock_.now()));

    EXPECT_EQ(
        code_of(run_(trash().remove(wallet_, {first, second}, clock_.now()))), ErrorCode::conflict
    );
    EXPECT_TRUE(run_(images().find(first)));
    EXPECT_EQ(run_.value(trash().remove(wallet_, {first}, clock_.now())), 1);
    EXPECT_EQ(code_of(run_(images().find(first))), ErrorCode::not_found);
    EXPECT_EQ(code_of(run_(trash().remove(wallet_, {first}, clock_.now()))), ErrorCode::not_found);
}

TEST_P(TrashContract, TellsWhatIsLeftOfRemovedImagesUntilItIsForgotten) {
    const auto image = made()[0];
    run_.value(trash().put(wallet_, {image.id}, clock_.now()));
    run_.value(trash().remove(wallet_, {image.id}, clock_.now()));

    const auto left = run_.value(trash().leftovers(10));
    ASSERT_EQ(left.size(), 1U);
    EXPECT_EQ(left[0].id, image.id);
    EXPECT_EQ(left[0].path, image.path);
    EXPECT_TRUE(run_.value(audit().is_known_image(image.id.text())));

    run_.value(trash().forget(left));
    EXPECT_THAT(run_.value(trash().leftovers(10)), IsEmpty());
    EXPECT_FALSE(run_.value(audit().is_known_image(image.id.text())));
}

TEST_P(TrashContract, KeepsTheBooksRight) {
    const auto images_made = made(3);
    run_.value(trash().put(wallet_, {images_made[0].id, images_made[1].id}, clock_.now()));
    run_.value(trash().remove(wallet_, {images_made[0].id}, clock_.now()));

    const auto audited = run_.value(audit().loras("", 10));
    ASSERT_EQ(audited.size(), 1U);
    EXPECT_EQ(audited[0].image_count, 1);
    EXPECT_EQ(audited[0].counted_images, 1);
    const auto batches = run_.value(audit().batches("", 10));
    ASSERT_EQ(batches.size(), 1U);
    EXPECT_EQ(batches[0].image_count, 3);
    const Accounting accounting = run_.value(audit().accounting());
    EXPECT_EQ(accounting.submitted, 3);
    EXPECT_EQ(accounting.kept, 3);
}

TEST_P(TrashContract, IsEmptiedSomeAtATime) {
    std::vector<ImageId> ids;
    for (const GeneratedImage& image : made(5)) {
        ids.push_back(image.id);
    }
    run_.value(trash().put(wallet_, ids, clock_.now()));

    EXPECT_EQ(run_.value(trash().empty(sample_wallet(2), clock_.now(), 10)), 0);
    EXPECT_EQ(run_.value(trash().empty(wallet_, clock_.now(), 3)), 3);
    EXPECT_EQ(run_.value(trash().empty(wallet_, clock_.now(), 3)), 2);
    EXPECT_EQ(run_.value(trash().empty(wallet_, clock_.now(), 3)), 0);
    EXPECT_EQ(run_.value(trash().leftovers(10)).size(), 5U);
}

TEST_P(TrashContract, ExpiresWhatHasBeenThereLongEnough) {
    const auto old = made()[0];
    run_.value(trash().put(wallet_, {old.id}, clock_.now()));
    const Timestamp between = clock_.now() + 1h;
    const auto fresh = made()[0];
    run_.value(trash().put(wallet_, {fresh.id}, clock_.now()));

    EXPECT_EQ(run_.value(trash().expire(between, clock_.now(), 10)), 1);
    EXPECT_EQ(code_of(run_(images().find(old.id))), ErrorCode::not_found);
    EXPECT_TRUE(run_(images().find(fresh.id)));
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    TrashContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
