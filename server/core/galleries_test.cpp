#include "core/galleries.hpp"

#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/kept_images.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::sample_wallet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class GalleriesTest : public ::testing::Test {
protected:
    /// Of wallet 1.
    Lora added(Visibility visibility) {
        Lora lora = samples_.lora(sample_wallet(1));
        lora.visibility = visibility;
        return run_.value(database_.loras().add(std::move(lora)));
    }

    GeneratedImage kept(const Lora& lora, int wallet, std::optional<PersonId> person = {}) {
        clock_.advance(1s);
        NewBatch batch = samples_.batch(lora, sample_wallet(wallet));
        batch.batch.person = person;
        return test::keep_images(
            run_, database_, clock_.now(), std::move(batch), {clock_.now()}
        )[0];
    }

    static std::vector<ImageId> ids(const Page<GeneratedImage>& page) { return ids(page.items); }

    static std::vector<ImageId> ids(const std::vector<GeneratedImage>& images) {
        std::vector<ImageId> ids;
        for (const GeneratedImage& image : images) {
            ids.push_back(image.id);
        }
        return ids;
    }

    const Caller nobody_{};
    const Caller owner_{sample_wallet(1), false};
    const Caller maker_{sample_wallet(2), false};
    const Caller stranger_{sample_wallet(3), false};
    const Caller admin_{sample_wallet(4), true};

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::Samples samples_{clock_, random_};
    test::TestDatabase database_;
    People people_{database_.people(), clock_};
    Galleries galleries_{database_.images(), database_.ledger(), database_.loras(), people_};
};

TEST_F(GalleriesTest, ShowsEverythingMadeWithAPublicLoraByWhomeverNewestFirst) {
    const Lora lora = added(Visibility::public_);
    const GeneratedImage older = kept(lora, 1);
    const GeneratedImage newer = kept(lora, 2);
    kept(added(Visibility::public_), 1);

    const LoraGallery gallery = *run_(galleries_.of_lora(nobody_, lora.id, {}, 24));

    EXPECT_THAT(ids(gallery.page), ElementsAre(newer.id, older.id));
    EXPECT_EQ(gallery.total, 2);
}

TEST_F(GalleriesTest, CountsAllImagesOfALoraOnEveryPage) {
    const Lora lora = added(Visibility::public_);
    const GeneratedImage older = kept(lora, 1);
    kept(lora, 1);

    const LoraGallery first = *run_(galleries_.of_lora(nobody_, lora.number, {}, 1));
    const LoraGallery second = *run_(galleries_.of_lora(nobody_, lora.number, first.page.next, 1));

    EXPECT_EQ(first.total, 2);
    EXPECT_EQ(second.total, 2);
    EXPECT_THAT(ids(second.page), ElementsAre(older.id));
    EXPECT_FALSE(second.page.next);
}

TEST_F(GalleriesTest, HidesTheGalleryOfAPrivateLoraAsIfItWereNotThere) {
    const Lora lora = added(Visibility::private_);
    kept(lora, 1);

    EXPECT_EQ(
        test::code_of(run_(galleries_.of_lora(stranger_, lora.id, {}, 24))), ErrorCode::not_found
    );
    EXPECT_TRUE(run_(galleries_.of_lora(owner_, lora.id, {}, 24)));
    EXPECT_TRUE(run_(galleries_.of_lora(admin_, lora.id, {}, 24)));
}

TEST_F(GalleriesTest, ShowsAnImageToItsMakerAndToWhoeverMaySeeItsLora) {
    const GeneratedImage of_private = kept(added(Visibility::private_), 2);
    const GeneratedImage of_public = kept(added(Visibility::public_), 2);

    EXPECT_TRUE(run_(galleries_.find(maker_, of_private.id)));
    EXPECT_TRUE(run_(galleries_.find(owner_, of_private.id)));
    EXPECT_TRUE(run_(galleries_.find(admin_, of_private.id)));
    EXPECT_EQ(test::code_of(run_(galleries_.find(stranger_, of_private.id))), ErrorCode::not_found);
    EXPECT_EQ(test::code_of(run_(galleries_.find(nobody_, of_private.id))), ErrorCode::not_found);
    EXPECT_TRUE(run_(galleries_.find(nobody_, of_public.id)));
}

TEST_F(GalleriesTest, TellsOfAnImageAllThatMadeIt) {
    const Lora lora = added(Visibility::public_);
    const GeneratedImage image = kept(lora, 2);

    const ImageWithRecipe found = *run_(galleries_.find(nobody_, image.id));

    EXPECT_EQ(found.image.id, image.id);
    EXPECT_EQ(found.batch.id, image.batch);
    EXPECT_EQ(found.lora.id, lora.id);
}

TEST_F(GalleriesTest, LeavesTheImagesOfARemovedLoraToTheirMakers) {
    const Lora lora = added(Visibility::public_);
    const GeneratedImage image = kept(lora, 2);
    ASSERT_TRUE(run_(database_.loras().remove(lora.id, clock_.now())));

    EXPECT_EQ(
        test::code_of(run_(galleries_.of_lora(owner_, lora.id, {}, 24))), ErrorCode::not_found
    );
    EXPECT_EQ(test::code_of(run_(galleries_.find(nobody_, image.id))), ErrorCode::not_found);
    EXPECT_EQ(test::code_of(run_(galleries_.find(owner_, image.id))), ErrorCode::not_found);
    EXPECT_TRUE(run_(galleries_.find(maker_, image.id))->lora.removed);
    EXPECT_THAT(run_(galleries_.own(maker_, {}))->items, SizeIs(1));
}

TEST_F(GalleriesTest, ShowsTheImagesOfAPersonToItsOwnerOnly) {
    const Lora lora = added(Visibility::public_);
    const Person person = run_.value(people_.create(sample_wallet(2), "Ada", ""));
    const GeneratedImage image = kept(lora, 2, person.id);
    kept(lora, 2);

    EXPECT_THAT(
        ids(*run_(galleries_.of_person(maker_, person.id, {}, 0, 24))), ElementsAre(image.id)
    );
    EXPECT_EQ(
        test::code_of(run_(galleries_.of_person(stranger_, person.id, {}, 0, 24))),
        ErrorCode::permission_denied
    );
    EXPECT_EQ(
        test::code_of(run_(galleries_.of_person(nobody_, person.id, {}, 0, 24))),
        ErrorCode::permission_denied
    );
    EXPECT_EQ(
        test::code_of(run_(galleries_.of_person(maker_, 999, {}, 0, 24))), ErrorCode::not_found
    );
}

TEST_F(GalleriesTest, SkipsImagesOfAPersonForPageNumbers) {
    const Lora lora = added(Visibility::public_);
    const Person person = run_.value(people_.create(sample_wallet(2), "Ada", ""));
    const GeneratedImage oldest = kept(lora, 2, person.id);
    kept(lora, 2, person.id);

    EXPECT_THAT(
        ids(*run_(galleries_.of_person(maker_, person.id, {}, 1, 1))), ElementsAre(oldest.id)
    );
}

TEST_F(GalleriesTest, ShowsTheCallersOwnImagesWhateverTheQuerySays) {
    const Lora lora = added(Visibility::public_);
    const GeneratedImage mine = kept(lora, 2);
    kept(lora, 1);
    ImageQuery pretending;
    pretending.wallet = sample_wallet(1);

    EXPECT_THAT(ids(*run_(galleries_.own(maker_, pretending))), ElementsAre(mine.id));
    EXPECT_THAT(run_(galleries_.own(stranger_, {}))->items, IsEmpty());
}

TEST_F(GalleriesTest, NarrowsTheCallersOwnImages) {
    const Lora lora = added(Visibility::public_);
    const GeneratedImage sought = kept(lora, 2);
    kept(added(Visibility::public_), 2);

    EXPECT_THAT(ids(*run_(galleries_.own(maker_, {.lora = lora.id}))), ElementsAre(sought.id));
    EXPECT_THAT(
        ids(*run_(galleries_.own(maker_, {.batch = sought.batch}))), ElementsAre(sought.id)
    );
}

TEST_F(GalleriesTest, TellsOfFurtherLorasToThoseWhoMaySeeThem) {
    const Lora own = added(Visibility::public_);
    const Lora open = added(Visibility::public_);
    const Lora hidden = added(Visibility::private_);
    NewBatch batch = samples_.batch(own, sample_wallet(1));
    batch.batch.further_loras = {{open.id, 0.25}, {hidden.id, 0.5}};
    const GeneratedImage image =
        test::keep_images(run_, database_, clock_.now(), std::move(batch), {clock_.now()})[0];

    const ImageWithRecipe by_owner = *run_(galleries_.find(owner_, image.id));
    const ImageWithRecipe by_stranger = *run_(galleries_.find(stranger_, image.id));

    ASSERT_THAT(by_owner.further_loras, SizeIs(2));
    EXPECT_EQ(by_owner.further_loras[1].lora.id, hidden.id);
    EXPECT_EQ(by_owner.further_loras[1].scale, 0.5);
    ASSERT_THAT(by_stranger.further_loras, SizeIs(1));
    EXPECT_EQ(by_stranger.further_loras[0].lora.id, open.id);
}

TEST_F(GalleriesTest, GivesAwayNamedImagesInTheirOrderAndEachOnce) {
    const Lora lora = added(Visibility::public_);
    const GeneratedImage one = kept(lora, 1);
    const GeneratedImage two = kept(lora, 2);
    const ImageId unknown = random_.id<ImageId>(clock_.now());

    const ChosenImages chosen =
        *run_(galleries_.chosen(nobody_, std::vector{two.id, unknown, one.id, two.id}, 3));

    EXPECT_THAT(ids(chosen.images), ElementsAre(two.id, one.id));
    EXPECT_THAT(chosen.missing, ElementsAre(unknown));
}

TEST_F(GalleriesTest, GivesAwayWhatOneMaySeeAlone) {
    const GeneratedImage image = kept(added(Visibility::private_), 2);
    const auto given_to = [&](const Caller& caller) {
        return run_(galleries_.chosen(caller, std::vector{image.id}, 10))->images.size();
    };

    EXPECT_EQ(given_to(maker_), 1U);
    EXPECT_EQ(given_to(owner_), 1U);
    EXPECT_EQ(given_to(admin_), 1U);
    EXPECT_EQ(given_to(stranger_), 0U);
    EXPECT_EQ(given_to(nobody_), 0U);
}

TEST_F(GalleriesTest, GivesAwayAllOfALoraNewestFirst) {
    const Lora lora = added(Visibility::private_);
    const GeneratedImage older = kept(lora, 1);
    const GeneratedImage newer = kept(lora, 2);

    const ChosenImages chosen = *run_(galleries_.chosen(owner_, LoraRef(lora.id), 10));

    EXPECT_THAT(ids(chosen.images), ElementsAre(newer.id, older.id));
    EXPECT_EQ(chosen.lora_name, lora.name);
    EXPECT_EQ(
        test::code_of(run_(galleries_.chosen(stranger_, LoraRef(lora.id), 10))),
        ErrorCode::not_found
    );
}

TEST_F(GalleriesTest, GivesAwaySoManyAtOnceAndNoMore) {
    const Lora lora = added(Visibility::public_);
    const GeneratedImage one = kept(lora, 1);
    const GeneratedImage two = kept(lora, 1);

    EXPECT_TRUE(run_(galleries_.chosen(owner_, LoraRef(lora.id), 2)));
    EXPECT_EQ(
        test::code_of(run_(galleries_.chosen(owner_, LoraRef(lora.id), 1))),
        ErrorCode::payload_too_large
    );
    EXPECT_EQ(
        test::code_of(run_(galleries_.chosen(owner_, std::vector{one.id, two.id}, 1))),
        ErrorCode::payload_too_large
    );
}

}  // namespace
}  // namespace likeness
