#include "testing/code_of.hpp"
#include "testing/repository_contract.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <limits>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;

constexpr int kRoomy = 500;

class PersonRepositoryContract : public RepositoryContract {
protected:
    Person added(int wallet, std::string first_name = "Ada") {
        Person person{0, sample_wallet(wallet), std::move(first_name), "Lovelace", clock_.now()};
        return *run_(people().add(std::move(person), kRoomy));
    }

    std::vector<PersonOverview> of_wallet(int wallet) {
        return *run_(people().of_wallet(sample_wallet(wallet)));
    }

    /// A batch of this person with one kept image.
    GeneratedImage kept_for(const Person& person, const Lora& lora, Timestamp time) {
        NewBatch batch = samples_.batch(lora, person.wallet);
        batch.batch.person = person.id;
        return kept(std::move(batch), {time})[0];
    }

    Lora lora_of(const Person& person) {
        Lora lora = samples_.lora(person.wallet);
        lora.person = person.id;
        return *run_(loras().add(std::move(lora)));
    }
};

TEST_P(PersonRepositoryContract, GivesEachPersonAnIdOfItsOwn) {
    const Person first = added(1);
    const Person second = added(2);

    EXPECT_GT(first.id, 0);
    EXPECT_GT(second.id, first.id);
}

TEST_P(PersonRepositoryContract, KeepsTextsAsTheyAre) {
    const Person person{
        0,
        sample_wallet(1),
        R"(O'Brien "x"; DROP TABLE people;--)",
        "Müller 👩‍🎨",
        clock_.now()};
    const Person known = *run_(people().add(person, kRoomy));

    const Person found = *run_(people().find(known.id));

    EXPECT_EQ(found.id, known.id);
    EXPECT_EQ(found.wallet, person.wallet);
    EXPECT_EQ(found.first_name, person.first_name);
    EXPECT_EQ(found.last_name, person.last_name);
    EXPECT_EQ(found.created_at, kNoon);
}

TEST_P(PersonRepositoryContract, FindsNobodyUnderAnUnknownId) {
    for (const PersonId id :
         {PersonId{1},
          PersonId{0},
          std::numeric_limits<PersonId>::max(),
          std::numeric_limits<PersonId>::min()}) {
        const Result<Person> found = run_(people().find(id));

        ASSERT_FALSE(found) << id;
        EXPECT_EQ(code_of(found), ErrorCode::not_found);
    }
}

TEST_P(PersonRepositoryContract, RefusesMoreThanTheLimitOfEachWalletEvenInParallel) {
    std::vector<Task<Person>> calls;
    for (int i = 0; i < 10; ++i) {
        Person person{0, sample_wallet(1), "Ada", "", clock_.now()};
        calls.push_back(people().add(std::move(person), 3));
    }

    const std::vector<Result<Person>> results = run_.all(std::move(calls));
    const auto refused = [](const Result<Person>& result) {
        return !result && result.error().code == ErrorCode::resource_exhausted;
    };

    EXPECT_EQ(std::count_if(results.begin(), results.end(), refused), 7);
    EXPECT_EQ(of_wallet(1).size(), 3U);
    EXPECT_GT(added(2).id, 0);
}

TEST_P(PersonRepositoryContract, ListsTheOwnPeopleOnly) {
    const Person first = added(1, "Ada");
    const Person second = added(1, "Grace");
    added(2, "Alan");

    const std::vector<PersonOverview> people = of_wallet(1);

    ASSERT_EQ(people.size(), 2U);
    EXPECT_EQ(people[0].person.id, first.id);
    EXPECT_EQ(people[1].person.id, second.id);
    EXPECT_EQ(people[1].person.first_name, "Grace");
}

TEST_P(PersonRepositoryContract, CountsLorasAndImagesAndShowsTheNewestImage) {
    const Person person = added(1);
    const Lora lora = lora_of(person);
    const Lora removed = lora_of(person);
    ASSERT_TRUE(run_(loras().remove(removed.id, clock_.now())));
    const GeneratedImage newest = kept_for(person, lora, kNoon + 2s);
    kept_for(person, lora, kNoon + 1s);

    const std::vector<PersonOverview> people = of_wallet(1);

    EXPECT_EQ(people[0].lora_count, 1);
    EXPECT_EQ(people[0].image_count, 2);
    EXPECT_EQ(people[0].avatar, newest.path);
}

TEST_P(PersonRepositoryContract, ShowsNothingForAPersonWithoutImages) {
    added(1);

    EXPECT_EQ(of_wallet(1)[0].lora_count, 0);
    EXPECT_EQ(of_wallet(1)[0].image_count, 0);
    EXPECT_EQ(of_wallet(1)[0].avatar, std::nullopt);
}

TEST_P(PersonRepositoryContract, Renames) {
    const Person person = added(1);

    ASSERT_TRUE(run_(people().rename(person.id, "Augusta", "")));

    EXPECT_EQ(run_(people().find(person.id))->first_name, "Augusta");
    EXPECT_EQ(run_(people().find(person.id))->last_name, "");
}

TEST_P(PersonRepositoryContract, RenamesAndRemovesNobodyUnderAnUnknownId) {
    EXPECT_EQ(code_of(run_(people().rename(99, "A", "B"))), ErrorCode::not_found);
    EXPECT_EQ(code_of(run_(people().remove(99))), ErrorCode::not_found);
}

TEST_P(PersonRepositoryContract, LeavesLorasBatchesAndImagesBehindWhenAPersonGoes) {
    const Person person = added(1);
    const Lora lora = lora_of(person);
    const GeneratedImage image = kept_for(person, lora, kNoon);

    ASSERT_TRUE(run_(people().remove(person.id)));

    EXPECT_FALSE(run_(people().find(person.id)));
    EXPECT_EQ(run_(loras().find(lora.id))->person, std::nullopt);
    EXPECT_EQ(run_(loras().find(lora.id))->first_name, "");
    EXPECT_EQ(run_(images().find(image.id))->person, std::nullopt);
    EXPECT_EQ(stored(image.batch).person, std::nullopt);
}

TEST_P(PersonRepositoryContract, GivesTheIdOfARemovedPersonToNobodyElse) {
    const Person gone = added(1);
    ASSERT_TRUE(run_(people().remove(gone.id)));

    EXPECT_GT(added(1).id, gone.id);
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    PersonRepositoryContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
