#include "base/digest.hpp"
#include "testing/moved_samples.hpp"
#include "testing/repository_contract.hpp"

#include <gmock/gmock.h>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class MovedImageContract : public RepositoryContract {
protected:
    /// An image that came in as this file, made with a LoRA of this name.
    NewMovedImage moved(const std::string& file, const std::string& lora = "mira", int wallet = 1) {
        NewMovedImage image = moved_image(samples_, random_, sample_wallet(wallet), made_at_);
        image.image.sha256 = hash_of(file);
        image.has_lora = !lora.empty();
        image.lora.name = image.has_lora ? lora : "Moved in";
        return image;
    }

    static std::string hash_of(const std::string& file) { return to_hex(sha256(file)); }

    MovedImage added(NewMovedImage image) {
        return run_.value(moved_images().add(std::move(image)));
    }

    std::size_t listed(ImageQuery query) {
        return run_.value(images().list(std::move(query))).items.size();
    }

    Lora lora_of(const MovedImage& image) { return run_.value(loras().find(image.image.lora)); }

    Timestamp made_at_ = kNoon - 24h * 200;
};

TEST_P(MovedImageContract, ShowsTheImageLikeAnyOther) {
    const MovedImage image = added(moved("one"));

    EXPECT_FALSE(image.was_known);
    EXPECT_EQ(image.program, recipes::Program::a1111);
    const GeneratedImage found = run_.value(images().find(image.image.id));
    EXPECT_EQ(found.prompt, "a fox in the snow");
    EXPECT_EQ(found.created_at, made_at_);
    EXPECT_EQ(found.engine, "a1111");
    EXPECT_EQ(found.lora_scale, 0.8);
    EXPECT_EQ(listed({.wallet = sample_wallet(1)}), 1U);
    EXPECT_EQ(listed({.lora = found.lora}), 1U);
    const ImageIndex index = run_.value(images().index({.wallet = sample_wallet(1)}));
    ASSERT_THAT(index.months, SizeIs(1));
    EXPECT_EQ(index.months[0].name, to_iso(made_at_).substr(0, 7));
}

TEST_P(MovedImageContract, IsFoundByTheWordsOfItsPrompt) {
    added(moved("one"));
    ImageQuery query{.wallet = sample_wallet(1)};

    query.search = *parse_image_search("fox snow");
    EXPECT_EQ(listed(query), 1U);
    query.search = *parse_image_search("owl");
    EXPECT_EQ(listed(query), 0U);
}

TEST_P(MovedImageContract, HasABatchThatIsOver) {
    const MovedImage image = added(moved("one"));

    const GenerationBatch batch = stored(image.image.batch);

    EXPECT_EQ(batch.state, BatchState::completed);
    EXPECT_EQ(batch.finished_at, made_at_);
    EXPECT_EQ(batch.finished_event, 2);
    EXPECT_THAT(batch.jobs, IsEmpty());
    EXPECT_THAT(batch.images, SizeIs(1));
}

TEST_P(MovedImageContract, KeepsWhereItComesFrom) {
    const NewMovedImage image = moved("one");
    added(image);

    EXPECT_EQ(run_.value(moved_images().origin(image.image.id)), image.origin);
    EXPECT_EQ(run_.value(moved_images().origin(random_.id<ImageId>(kNoon))), std::nullopt);
}

TEST_P(MovedImageContract, KeepsAnOriginWithoutARecipe) {
    NewMovedImage image = moved("one");
    image.origin = {"a.png"};
    added(image);

    EXPECT_EQ(run_.value(moved_images().origin(image.image.id)), image.origin);
}

TEST_P(MovedImageContract, FindsItByTheFileThatCameIn) {
    const MovedImage image = added(moved("one"));

    const auto found = run_.value(moved_images().find(sample_wallet(1), hash_of("one")));

    ASSERT_TRUE(found);
    EXPECT_TRUE(found->was_known);
    EXPECT_EQ(found->image.id, image.image.id);
    EXPECT_EQ(found->program, recipes::Program::a1111);
    EXPECT_FALSE(run_.value(moved_images().find(sample_wallet(1), hash_of("two"))));
    EXPECT_FALSE(run_.value(moved_images().find(sample_wallet(2), hash_of("one"))));
}

TEST_P(MovedImageContract, TakesTheSameFileOfAWalletOnce) {
    const MovedImage first = added(moved("one"));
    const MovedImage again = added(moved("one", "other"));
    const MovedImage others = added(moved("one", "mira", 2));

    EXPECT_TRUE(again.was_known);
    EXPECT_EQ(again.image.id, first.image.id);
    EXPECT_FALSE(others.was_known);
    EXPECT_EQ(listed({.wallet = sample_wallet(1)}), 1U);
    EXPECT_EQ(lora_of(first).image_count, 1);
}

TEST_P(MovedImageContract, OfManyAtOnceOneIsKept) {
    std::vector<Task<MovedImage>> tasks;
    for (int i = 0; i < 8; ++i) {
        tasks.push_back(moved_images().add(moved(i % 2 == 0 ? "one" : "two")));
    }

    const std::vector<Result<MovedImage>> all = run_.all(std::move(tasks));

    int added = 0;
    for (const Result<MovedImage>& image : all) {
        ASSERT_TRUE(image) << image.error().message;
        added += image->was_known ? 0 : 1;
    }
    EXPECT_EQ(added, 2);
    EXPECT_EQ(listed({.wallet = sample_wallet(1)}), 2U);
    EXPECT_THAT(run_.value(loras().list({.all = true})).items, SizeIs(1));
}

TEST_P(MovedImageContract, GoesUnderTheOwnLoraOfTheSameFile) {
    const Lora lora = added_lora(sample_wallet(1));
    NewMovedImage image = moved("one", "another name");
    image.lora_sha256 = lora.file.sha256;

    EXPECT_EQ(added(image).image.lora, lora.id);
}

TEST_P(MovedImageContract, GoesUnderTheOwnLoraOfTheSameNameLetterCaseAside) {
    const Lora lora = added_lora(sample_wallet(1));

    EXPECT_EQ(added(moved("one", "paper BOATS")).image.lora, lora.id);
    EXPECT_EQ(run_.value(loras().find(lora.id)).image_count, 1);
}

TEST_P(MovedImageContract, GoesUnderNobodyElsesLora) {
    const Lora lora = added_lora(sample_wallet(2));
    NewMovedImage image = moved("one", lora.name);
    image.lora_sha256 = lora.file.sha256;

    const MovedImage moved_in = added(image);

    EXPECT_NE(moved_in.image.lora, lora.id);
    EXPECT_EQ(lora_of(moved_in).source, LoraSource::gallery);
}

TEST_P(MovedImageContract, ShareANameThatHasNoFile) {
    const MovedImage first = added(moved("one", "Noir"));
    const MovedImage second = added(moved("two", "noir"));

    EXPECT_EQ(first.image.lora, second.image.lora);
    EXPECT_EQ(lora_of(first).image_count, 2);
    EXPECT_EQ(lora_of(first).name, "Noir");
}

TEST_P(MovedImageContract, PrefersALoraToANameAlone) {
    added(moved("one", "paper boats"));
    const Lora lora = added_lora(sample_wallet(1));

    EXPECT_EQ(added(moved("two", "paper boats")).image.lora, lora.id);
}

TEST_P(MovedImageContract, GoesNeitherUnderARemovedLoraNorWithoutOneUnderAProperOne) {
    Lora proper = samples_.lora(sample_wallet(1));
    proper.name = "Moved in";
    run_.value(loras().add(proper));
    const Lora removed = added_lora(sample_wallet(1));
    run_.value(loras().remove(removed.id, clock_.now()));

    EXPECT_NE(added(moved("one", "")).image.lora, proper.id);
    EXPECT_NE(added(moved("two", removed.name)).image.lora, removed.id);
}

TEST_P(MovedImageContract, TakesThePersonOfItsLora) {
    Lora lora = samples_.lora(sample_wallet(1));
    lora.person = run_.value(people().add({0, sample_wallet(1), "Ada", "L", clock_.now()}, 10)).id;
    run_.value(loras().add(lora));

    EXPECT_EQ(added(moved("one", lora.name)).image.person, lora.person);
}

TEST_P(MovedImageContract, GoesWithItsImageAndMayComeAgain) {
    const MovedImage image = added(moved("one"));
    run_.value(trash().put(sample_wallet(1), {image.image.id}, clock_.now()));
    EXPECT_TRUE(added(moved("one")).image.marks.trashed_at);

    run_.value(trash().remove(sample_wallet(1), {image.image.id}, clock_.now()));

    EXPECT_FALSE(run_.value(moved_images().find(sample_wallet(1), hash_of("one"))));
    EXPECT_EQ(run_.value(moved_images().origin(image.image.id)), std::nullopt);
    EXPECT_FALSE(added(moved("one")).was_known);
}

TEST_P(MovedImageContract, CountsInNoSumOfWhatWasMadeHere) {
    added(moved("one"));

    EXPECT_EQ(run_.value(usage().accounting()).submitted, 0);
    EXPECT_EQ(run_.value(audit().accounting()).submitted, 0);
    EXPECT_THAT(run_.value(ledger().units_in_use(sample_wallet(1), made_at_ - 24h)), IsEmpty());
    EXPECT_THAT(run_.value(usage().past_runs(10)), IsEmpty());
}

TEST_P(MovedImageContract, IsAmongThePastPromptsUnlessItHasNone) {
    NewMovedImage silent = moved("two");
    silent.image.prompt = "";
    silent.batch.prompt = "";
    added(moved("one"));
    added(silent);

    const auto prompts = run_.value(ledger().prompts(sample_wallet(1), "", 10));

    ASSERT_THAT(prompts, SizeIs(1));
    EXPECT_EQ(prompts[0].prompt, "a fox in the snow");
}

TEST_P(MovedImageContract, IsKnownToAnAudit) {
    const MovedImage image = added(moved("one"));

    EXPECT_TRUE(run_.value(audit().is_known_image(image.image.id.text())));
    EXPECT_FALSE(run_.value(audit().was_ordered(image.image.id.text())));
    const auto loras_audited = run_.value(audit().loras("", 10));
    ASSERT_THAT(loras_audited, SizeIs(1));
    EXPECT_EQ(loras_audited[0].image_count, loras_audited[0].counted_images);
    const auto batches = run_.value(audit().batches("", 10));
    ASSERT_THAT(batches, SizeIs(1));
    EXPECT_EQ(batches[0].image_count, 1);
}

INSTANTIATE_TEST_SUITE_P(
    Databases,
    MovedImageContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
