#include "adapters/repositories/testing_lora.hpp"
#include "testing/code_of.hpp"

#include <gmock/gmock.h>

#include <limits>
#include <set>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class LoraRepositoryContract : public LoraContract {};

TEST_P(LoraRepositoryContract, KeepsEveryPartAsItIs) {
    const Person person =
        *run_(people().add({0, sample_wallet(1), "Ada", "Lovelace", clock_.now()}, 10));
    Lora lora = samples_.lora(sample_wallet(1));
    lora.person = person.id;
    lora.name = R"(Paper "Boats"'; DROP TABLE lora_trainings;-- 🚣)";
    lora.trigger_word = "größe 🎃";
    lora.status = LoraStatus::training;
    lora.source = LoraSource::demo;
    lora.visibility = Visibility::link;
    lora.default_scale = 0.85;
    lora.example_prompts = {R"(a "boat")", "küste\n🚣", ""};
    lora.file.byte_count = std::numeric_limits<std::int64_t>::max();
    lora.file.parameter_count = std::numeric_limits<std::int64_t>::max() - 1;
    lora.file.alpha = std::nullopt;
    lora.file.details = R"({"a":"'"})";
    lora.file.warnings = {"first", "\"second\""};
    lora.cover =
        LoraCover{Bucket::loras, ObjectKey::trusted("a/full.webp"), {640, 480}, "hash==", "a boat"};

    const Lora kept = *run_(loras().add(lora));

    EXPECT_EQ(kept.id, lora.id);
    EXPECT_EQ(kept.wallet, lora.wallet);
    EXPECT_EQ(kept.person, lora.person);
    EXPECT_EQ(kept.first_name, "Ada");
    EXPECT_EQ(kept.last_name, "Lovelace");
    EXPECT_EQ(kept.name, lora.name);
    EXPECT_EQ(kept.trigger_word, lora.trigger_word);
    EXPECT_EQ(kept.status, lora.status);
    EXPECT_EQ(kept.source, lora.source);
    EXPECT_EQ(kept.visibility, lora.visibility);
    EXPECT_EQ(kept.default_scale, lora.default_scale);
    EXPECT_EQ(kept.example_prompts, lora.example_prompts);
    EXPECT_EQ(kept.created_at, lora.created_at);
    EXPECT_EQ(kept.image_count, 0);
    EXPECT_FALSE(kept.removed);
    EXPECT_EQ(kept.file.path, lora.file.path);
    EXPECT_EQ(kept.file.byte_count, lora.file.byte_count);
    EXPECT_EQ(kept.file.sha256, lora.file.sha256);
    EXPECT_EQ(kept.file.base_model, lora.file.base_model);
    EXPECT_EQ(kept.file.key_family, lora.file.key_family);
    EXPECT_EQ(kept.file.rank, lora.file.rank);
    EXPECT_EQ(kept.file.alpha, std::nullopt);
    EXPECT_EQ(kept.file.parameter_count, lora.file.parameter_count);
    EXPECT_EQ(kept.file.details, lora.file.details);
    EXPECT_EQ(kept.file.warnings, lora.file.warnings);
    ASSERT_TRUE(kept.cover);
    EXPECT_EQ(kept.cover->bucket, Bucket::loras);
    EXPECT_EQ(kept.cover->path, lora.cover->path);
    EXPECT_EQ(kept.cover->size, lora.cover->size);
    EXPECT_EQ(kept.cover->thumbhash, "hash==");
    EXPECT_EQ(kept.cover->alt, "a boat");
}

TEST_P(LoraRepositoryContract, GivesEachLoraANumberOfItsOwnEvenInParallel) {
    std::vector<Task<Lora>> calls;
    for (int i = 0; i < 20; ++i) {
        calls.push_back(loras().add(samples_.lora(sample_wallet(1))));
    }

    std::set<std::int64_t> numbers;
    for (const Result<Lora>& lora : run_.all(std::move(calls))) {
        numbers.insert(lora->number);
    }

    EXPECT_EQ(numbers.size(), 20U);
    EXPECT_EQ(*numbers.begin(), 1);
}

TEST_P(LoraRepositoryContract, FindsALoraByItsIdAndByItsNumber) {
    added(1, Visibility::private_, "another");
    const Lora lora = added(1, Visibility::private_);

    EXPECT_EQ(run_(loras().find(lora.id))->number, lora.number);
    EXPECT_EQ(run_(loras().find(lora.number))->id, lora.id);
}

TEST_P(LoraRepositoryContract, FindsNothingUnderAnUnknownName) {
    EXPECT_EQ(code_of(run_(loras().find(random_.id<LoraId>(kNoon)))), ErrorCode::not_found);
    for (const std::int64_t number :
         {std::int64_t{0}, std::int64_t{-1}, std::numeric_limits<std::int64_t>::max()}) {
        EXPECT_EQ(code_of(run_(loras().find(number))), ErrorCode::not_found) << number;
    }
}

TEST_P(LoraRepositoryContract, ChangesWhatIsAskedAndNothingElse) {
    const Lora before = added(1, Visibility::public_);
    LoraChanges changes;
    changes.name = "Kites";

    const Lora after = *run_(loras().update(before.id, changes));

    EXPECT_EQ(after.name, "Kites");
    EXPECT_EQ(after.trigger_word, before.trigger_word);
    EXPECT_EQ(after.default_scale, before.default_scale);
    EXPECT_EQ(after.visibility, before.visibility);
    EXPECT_EQ(after.person, before.person);
    EXPECT_FALSE(after.cover);
}

TEST_P(LoraRepositoryContract, ChangesEveryPartThatMayChange) {
    const Person person = *run_(people().add({0, sample_wallet(1), "Ada", "", clock_.now()}, 10));
    const Lora before = added(1, Visibility::public_);
    LoraChanges changes;
    changes.trigger_word = "";
    changes.default_scale = 0.0;
    changes.visibility = Visibility::private_;
    changes.person = person.id;
    changes.cover = LoraCover{
        Bucket::generated, ObjectKey::trusted("a/full.jpg"), {768, 1024}, "hash", "a boat"};

    ASSERT_TRUE(run_(loras().update(before.id, changes)));

    const Lora after = *run_(loras().find(before.id));
    EXPECT_EQ(after.trigger_word, "");
    EXPECT_EQ(after.default_scale, 0.0);
    EXPECT_EQ(after.visibility, Visibility::private_);
    EXPECT_EQ(after.person, person.id);
    EXPECT_EQ(after.cover->path.text(), "a/full.jpg");
    LoraChanges no_cover;
    no_cover.cover = std::optional<LoraCover>();
    EXPECT_FALSE(run_(loras().update(before.id, no_cover))->cover);
}

TEST_P(LoraRepositoryContract, TakesAPersonAwayWithoutTouchingTheRest) {
    const Person person = *run_(people().add({0, sample_wallet(1), "Ada", "", clock_.now()}, 10));
    Lora lora = samples_.lora(sample_wallet(1));
    lora.person = person.id;
    const Lora before = *run_(loras().add(std::move(lora)));
    LoraChanges changes;
    changes.person = std::optional<PersonId>{};

    EXPECT_EQ(run_(loras().update(before.id, changes))->person, std::nullopt);
}

TEST_P(LoraRepositoryContract, ChangesNothingUnderAnUnknownId) {
    const Result<Lora> updated = run_(loras().update(random_.id<LoraId>(kNoon), {}));

    EXPECT_EQ(code_of(updated), ErrorCode::not_found);
}

TEST_P(LoraRepositoryContract, HidesARemovedLoraFromListsButFindsIt) {
    const Lora lora = added(1, Visibility::public_);

    ASSERT_TRUE(run_(loras().remove(lora.id, clock_.now())));

    EXPECT_THAT(names({}), IsEmpty());
    EXPECT_THAT(names({.viewer = sample_wallet(1)}), IsEmpty());
    EXPECT_THAT(names({.viewer = sample_wallet(1), .only_own = true}), IsEmpty());
    EXPECT_TRUE(run_(loras().find(lora.id))->removed);
    EXPECT_EQ(code_of(run_(loras().update(lora.id, {}))), ErrorCode::not_found);
}

TEST_P(LoraRepositoryContract, RemovesALoraOnce) {
    const Lora lora = added(1, Visibility::public_);
    ASSERT_TRUE(run_(loras().remove(lora.id, clock_.now())));

    EXPECT_EQ(code_of(run_(loras().remove(lora.id, clock_.now()))), ErrorCode::not_found);
    EXPECT_EQ(
        code_of(run_(loras().remove(random_.id<LoraId>(kNoon), clock_.now()))), ErrorCode::not_found
    );
}

TEST_P(LoraRepositoryContract, RemovesNoLoraWhileABatchOfItIsOpen) {
    const Lora lora = added(1, Visibility::public_);
    const BatchId batch = accepted(samples_.batch(lora, sample_wallet(2)));

    const Result<void> refused = run_(loras().remove(lora.id, clock_.now()));
    ASSERT_TRUE(run_(queue().cancel(batch, clock_.now())));
    const Result<void> afterwards = run_(loras().remove(lora.id, clock_.now()));

    EXPECT_EQ(code_of(refused), ErrorCode::conflict);
    EXPECT_TRUE(afterwards);
}

TEST_P(LoraRepositoryContract, KeepsTheImagesOfARemovedLora) {
    const Lora lora = added(1, Visibility::public_);
    const GeneratedImage image = kept(samples_.batch(lora, sample_wallet(2)), {kNoon})[0];

    ASSERT_TRUE(run_(loras().remove(lora.id, clock_.now())));

    EXPECT_TRUE(run_(images().find(image.id)));
    EXPECT_EQ(run_(loras().find(lora.id))->image_count, 1);
}

TEST_P(LoraRepositoryContract, FindsTheOldestWithAFileThatOneMaySee) {
    const auto with_file = [&](int wallet, Visibility visibility) {
        clock_.advance(1s);
        Lora lora = samples_.lora(sample_wallet(wallet));
        lora.file.sha256 = "the same file";
        lora.visibility = visibility;
        return *run_(loras().add(lora));
    };
    const auto found_by = [&](int wallet) {
        const auto found = *run_(loras().find_by_file(sample_wallet(wallet), "the same file"));
        return found ? std::optional(found->number) : std::nullopt;
    };

    EXPECT_EQ(found_by(1), std::nullopt);
    const Lora hidden = with_file(2, Visibility::private_);
    EXPECT_EQ(found_by(1), std::nullopt);
    EXPECT_EQ(found_by(2), hidden.number);
    const Lora own = with_file(1, Visibility::private_);
    with_file(3, Visibility::public_);
    EXPECT_EQ(found_by(1), own.number);
    ASSERT_TRUE(run_(loras().remove(own.id, clock_.now())));
    EXPECT_NE(found_by(1), own.number);
    EXPECT_NE(found_by(1), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    LoraRepositoryContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
