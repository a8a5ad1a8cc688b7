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

class LoraListContract : public LoraContract {
protected:
    /// Two wallets with a LoRA of each visibility.
    void add_one_of_each_kind() {
        added(1, Visibility::public_, "1 public");
        added(1, Visibility::link, "1 link");
        added(1, Visibility::private_, "1 private");
        added(2, Visibility::public_, "2 public");
        added(2, Visibility::link, "2 link");
        added(2, Visibility::private_, "2 private");
    }
};

TEST_P(LoraListContract, ListsPublicOnesToNobodyInParticular) {
    add_one_of_each_kind();

    EXPECT_THAT(names({}), ElementsAre("2 public", "1 public"));
}

TEST_P(LoraListContract, ListsTheViewersOwnOfEveryVisibilityAndEveryonesPublicOnes) {
    add_one_of_each_kind();

    EXPECT_THAT(
        names({.viewer = sample_wallet(1)}),
        ElementsAre("2 public", "1 private", "1 link", "1 public")
    );
}

TEST_P(LoraListContract, GivesAMenuOfAllThatTheViewerMayUse) {
    add_one_of_each_kind();

    const std::vector<LoraModel> models = run_.value(loras().models(sample_wallet(1), {}));

    ASSERT_EQ(models.size(), 4U);
    EXPECT_EQ(models[0].name, "2 public");
    EXPECT_EQ(models[3].name, "1 public");
    EXPECT_EQ(models[3].number, 1);
    EXPECT_EQ(run_.value(loras().models({}, {})).size(), 2U);
}

TEST_P(LoraListContract, ListsTheViewersOwnOnlyWhenAsked) {
    add_one_of_each_kind();

    EXPECT_THAT(
        names({.viewer = sample_wallet(2), .only_own = true}),
        ElementsAre("2 private", "2 link", "2 public")
    );
    EXPECT_THAT(names({.only_own = true}), IsEmpty());
}

TEST_P(LoraListContract, ListsEverythingThatIsThereForTheOperator) {
    add_one_of_each_kind();
    const Lora removed = added(1, Visibility::public_, "removed");
    ASSERT_TRUE(run_(loras().remove(removed.id, clock_.now())));

    EXPECT_THAT(
        names({.all = true}),
        ElementsAre("2 private", "2 link", "2 public", "1 private", "1 link", "1 public")
    );
}

TEST_P(LoraListContract, NarrowsTheListToAPersonButShowsNoMoreThanBefore) {
    const Person person = *run_(people().add({0, sample_wallet(1), "Ada", "", clock_.now()}, 10));
    for (const Visibility visibility : {Visibility::public_, Visibility::private_}) {
        Lora lora = samples_.lora(sample_wallet(1));
        lora.person = person.id;
        lora.visibility = visibility;
        lora.name = to_text(visibility);
        ASSERT_TRUE(run_(loras().add(std::move(lora))));
    }
    added(1, Visibility::public_, "of nobody in particular");

    EXPECT_THAT(
        names({.viewer = sample_wallet(1), .person = person.id}),
        UnorderedElementsAre("public", "private")
    );
    EXPECT_THAT(
        names({.viewer = sample_wallet(2), .person = person.id}), UnorderedElementsAre("public")
    );
    EXPECT_THAT(names({.person = person.id}), UnorderedElementsAre("public"));
    EXPECT_THAT(
        names({.viewer = sample_wallet(2), .only_own = true, .person = person.id}), IsEmpty()
    );
}

TEST_P(LoraListContract, PagesThroughEqualTimesWithoutARowTwiceOrMissing) {
    std::set<std::string> expected;
    std::vector<Task<Lora>> calls;
    for (int i = 0; i < 23; ++i) {
        Lora lora = samples_.lora(sample_wallet(1));  // all of the same moment
        expected.insert(lora.id.text());
        calls.push_back(loras().add(std::move(lora)));
    }
    run_.all(std::move(calls));

    std::vector<std::string> seen;
    LoraQuery query{.limit = 5};
    do {
        const Page<Lora> page = *run_(loras().list(query));
        for (const Lora& lora : page.items) {
            seen.push_back(lora.id.text());
        }
        query.after = page.next;
    } while (query.after);

    EXPECT_EQ(seen.size(), 23U);
    EXPECT_EQ(std::set<std::string>(seen.begin(), seen.end()), expected);
    EXPECT_TRUE(std::is_sorted(seen.rbegin(), seen.rend()));
}

TEST_P(LoraListContract, EndsTheListWhenTheLastPageIsExactlyFull) {
    added(1, Visibility::public_);
    added(1, Visibility::public_);

    EXPECT_TRUE(run_(loras().list({.limit = 1}))->next);
    EXPECT_FALSE(run_(loras().list({.limit = 2}))->next);
}

TEST_P(LoraListContract, GoesOnBehindARowThatWasRemovedMeanwhile) {
    added(1, Visibility::public_, "oldest");
    const Lora middle = added(1, Visibility::public_, "middle");
    added(1, Visibility::public_, "newest");
    const Page<Lora> first = *run_(loras().list({.limit = 2}));
    ASSERT_EQ(first.next->id, middle.id.text());
    ASSERT_TRUE(run_(loras().remove(middle.id, clock_.now())));

    EXPECT_THAT(names({.after = first.next, .limit = 2}), ElementsAre("oldest"));
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    LoraListContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
