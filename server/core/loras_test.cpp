#include "core/loras.hpp"

#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/kept_images.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_database.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace likeness {
namespace {

using test::sample_wallet;

class LorasTest : public ::testing::Test {
protected:
    Lora added(Visibility visibility) {
        Lora lora = samples_.lora(sample_wallet(1));
        lora.visibility = visibility;
        return run_.value(database_.loras().add(std::move(lora)));
    }

    Result<Lora> find(const Caller& caller, const Lora& lora) {
        return run_(loras_.find(caller, lora.id));
    }

    Result<Lora> update(const Caller& caller, const Lora& lora, LoraEdit edit) {
        return run_(loras_.update(caller, lora.id, std::move(edit)));
    }

    Person person_of(int wallet) {
        return run_.value(people_.create(sample_wallet(wallet), "Ada", "Lovelace"));
    }

    GeneratedImage image_of(const Lora& lora) {
        return test::keep_images(
            run_, database_, clock_.now(), samples_.batch(lora, sample_wallet(2)), {clock_.now()}
        )[0];
    }

    static std::string field_of(const Result<Lora>& result) {
        return result || result.error().fields.empty() ? "none" : result.error().fields[0].path;
    }

    const Caller nobody_{};
    const Caller owner_{sample_wallet(1), false};
    const Caller stranger_{sample_wallet(2), false};
    const Caller admin_{sample_wallet(3), true};

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::Samples samples_{clock_, random_};
    test::TestDatabase database_;
    People people_{database_.people(), clock_};
    Loras loras_{database_.loras(), database_.images(), people_, clock_};
};

TEST_F(LorasTest, ShowsAPublicLoraToEveryone) {
    const Lora lora = added(Visibility::public_);

    EXPECT_TRUE(find(nobody_, lora));
    EXPECT_TRUE(find(stranger_, lora));
    EXPECT_TRUE(run_(loras_.find(nobody_, lora.number)));
}

TEST_F(LorasTest, ShowsALoraWithALinkToWhoeverHasItsIdButInNoList) {
    const Lora lora = added(Visibility::link);

    EXPECT_TRUE(find(nobody_, lora));
    EXPECT_TRUE(run_.value(loras_.list(stranger_, {})).items.empty());
    EXPECT_EQ(run_.value(loras_.list(owner_, {})).items.size(), 1U);
}

TEST_F(LorasTest, HidesAPrivateLoraAsIfItWereNotThere) {
    const Lora lora = added(Visibility::private_);

    EXPECT_EQ(test::code_of(find(nobody_, lora)), ErrorCode::not_found);
    EXPECT_EQ(test::code_of(find(stranger_, lora)), ErrorCode::not_found);
    EXPECT_EQ(test::code_of(update(stranger_, lora, {})), ErrorCode::not_found);
    EXPECT_EQ(test::code_of(run_(loras_.remove(stranger_, lora.id))), ErrorCode::not_found);
    EXPECT_TRUE(find(owner_, lora));
    EXPECT_TRUE(find(admin_, lora));
}

TEST_F(LorasTest, ListsForTheCallerWhateverTheQuerySays) {
    added(Visibility::private_);

    LoraQuery pretending;
    pretending.viewer = sample_wallet(1);

    EXPECT_TRUE(run_.value(loras_.list(stranger_, pretending)).items.empty());
}

TEST_F(LorasTest, LetsTheOwnerAndTheAdminChangeALora) {
    const Lora lora = added(Visibility::public_);

    EXPECT_EQ(update(owner_, lora, {.name = " Kites\n"})->name, "Kites");
    EXPECT_EQ(update(admin_, lora, {.name = "Moons"})->name, "Moons");
}

TEST_F(LorasTest, LetsNobodyElseChangeOrRemoveALora) {
    const Lora lora = added(Visibility::public_);

    EXPECT_EQ(
        test::code_of(update(stranger_, lora, {.name = "Mine"})), ErrorCode::permission_denied
    );
    EXPECT_EQ(test::code_of(update(nobody_, lora, {.name = "Mine"})), ErrorCode::permission_denied);
    EXPECT_EQ(test::code_of(run_(loras_.remove(stranger_, lora.id))), ErrorCode::permission_denied);
    EXPECT_EQ(find(owner_, lora)->name, lora.name);
}

TEST_F(LorasTest, ChangesTriggerScaleAndVisibility) {
    const Lora lora = added(Visibility::public_);

    const Lora changed = *update(
        owner_,
        lora,
        {.trigger_word = "kts", .default_scale = 0.8, .visibility = Visibility::private_}
    );

    EXPECT_EQ(changed.trigger_word, "kts");
    EXPECT_EQ(changed.default_scale, 0.8);
    EXPECT_EQ(changed.visibility, Visibility::private_);
    EXPECT_EQ(changed.name, lora.name);
}

TEST_F(LorasTest, RefusesBadTextsNamingTheField) {
    const Lora lora = added(Visibility::public_);

    EXPECT_EQ(field_of(update(owner_, lora, {.name = " "})), "name");
    EXPECT_EQ(field_of(update(owner_, lora, {.name = std::string(121, 'x')})), "name");
    EXPECT_EQ(field_of(update(owner_, lora, {.trigger_word = "a<b"})), "trigger");
}

TEST_F(LorasTest, RefusesScalesBeyondZeroToFour) {
    const Lora lora = added(Visibility::public_);

    for (const double scale :
         {-0.1,
          4.1,
          std::numeric_limits<double>::infinity(),
          std::numeric_limits<double>::quiet_NaN()}) {
        EXPECT_EQ(field_of(update(owner_, lora, {.default_scale = scale})), "defaultScale")
            << scale;
    }
    EXPECT_TRUE(update(owner_, lora, {.default_scale = 0.0}));
    EXPECT_TRUE(update(owner_, lora, {.default_scale = 4.0}));
}

TEST_F(LorasTest, GivesALoraToAPersonOfTheCallerAndTakesItAway) {
    const Lora lora = added(Visibility::public_);
    const Person person = person_of(1);

    EXPECT_EQ(update(owner_, lora, {.person = person.id})->first_name, "Ada");
    EXPECT_EQ(update(owner_, lora, {.person = std::optional<PersonId>{}})->person, std::nullopt);
}

TEST_F(LorasTest, RefusesAPersonOfAnotherWallet) {
    const Lora lora = added(Visibility::public_);
    const Person person = person_of(2);

    EXPECT_EQ(
        test::code_of(update(owner_, lora, {.person = person.id})), ErrorCode::permission_denied
    );
    EXPECT_EQ(test::code_of(update(owner_, lora, {.person = 999})), ErrorCode::not_found);
    EXPECT_EQ(find(owner_, lora)->person, std::nullopt);
}

TEST_F(LorasTest, TakesAnImageOfTheLoraAsItsCover) {
    const Lora lora = added(Visibility::public_);
    const GeneratedImage image = image_of(lora);

    const Lora changed = *update(owner_, lora, {.cover_image = image.id});

    ASSERT_TRUE(changed.cover);
    EXPECT_EQ(changed.cover->bucket, Bucket::generated);
    EXPECT_EQ(changed.cover->path, image.path);
    EXPECT_EQ(changed.cover->size, image.size);
    EXPECT_EQ(changed.cover->thumbhash, image.thumbhash);
    EXPECT_EQ(changed.cover->alt, image.prompt);
}

TEST_F(LorasTest, TakesTheCoverAwayAgain) {
    const Lora lora = added(Visibility::public_);
    ASSERT_TRUE(update(owner_, lora, {.cover_image = image_of(lora).id}));

    EXPECT_TRUE(update(owner_, lora, {.default_scale = 0.9})->cover);
    EXPECT_FALSE(update(owner_, lora, {.cover_image = std::optional<ImageId>()})->cover);
}

TEST_F(LorasTest, RefusesTheImageOfAnotherLoraAsACover) {
    const Lora lora = added(Visibility::public_);
    const GeneratedImage image = image_of(added(Visibility::private_));

    EXPECT_EQ(field_of(update(owner_, lora, {.cover_image = image.id})), "coverImageId");
    EXPECT_EQ(
        test::code_of(update(owner_, lora, {.cover_image = random_.id<ImageId>(clock_.now())})),
        ErrorCode::not_found
    );
    EXPECT_FALSE(find(owner_, lora)->cover);
}

TEST_F(LorasTest, ChangesNothingWhenOneOfManyChangesIsWrong) {
    const Lora lora = added(Visibility::public_);

    EXPECT_FALSE(update(owner_, lora, {.name = "Kites", .default_scale = 9.0}));
    EXPECT_FALSE(update(owner_, lora, {.name = "Kites", .person = PersonId{999}}));

    EXPECT_EQ(find(owner_, lora)->name, lora.name);
}

TEST_F(LorasTest, RemovesALoraForEveryone) {
    const Lora lora = added(Visibility::public_);

    EXPECT_EQ(run_(loras_.remove(owner_, lora.id))->id, lora.id);

    EXPECT_EQ(test::code_of(find(nobody_, lora)), ErrorCode::not_found);
    EXPECT_EQ(test::code_of(find(owner_, lora)), ErrorCode::not_found);
    EXPECT_EQ(test::code_of(run_(loras_.remove(owner_, lora.id))), ErrorCode::not_found);
}

TEST_F(LorasTest, RemovesNoLoraWhileImagesAreMadeWithIt) {
    const Lora lora = added(Visibility::public_);
    run_.value(database_.ledger().accept(samples_.batch(lora, sample_wallet(2))));

    EXPECT_EQ(test::code_of(run_(loras_.remove(owner_, lora.id))), ErrorCode::conflict);
    EXPECT_TRUE(find(owner_, lora));
}

}  // namespace
}  // namespace likeness
