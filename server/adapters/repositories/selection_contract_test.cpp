#include "testing/code_of.hpp"
#include "testing/repository_contract.hpp"

namespace likeness::test {
namespace {

using namespace std::chrono_literals;

class SelectionContract : public RepositoryContract {
protected:
    SelectionId added(int wallet = 1, std::chrono::minutes lifetime = 60min) {
        clock_.advance(1s);
        ImageSelection selection{
            random_.id<SelectionId>(clock_.now()),
            sample_wallet(wallet),
            {random_.id<ImageId>(kNoon), random_.id<ImageId>(kNoon)},
            clock_.now() + lifetime};
        const SelectionId id = selection.id;
        run_.value(selections().add(std::move(selection), 2, clock_.now()));
        return id;
    }

    bool is_there(const SelectionId& id) {
        return run_(selections().find(id, clock_.now())).has_value();
    }
};

TEST_P(SelectionContract, FindsAListAsItWasAdded) {
    ImageSelection selection{
        random_.id<SelectionId>(kNoon),
        sample_wallet(7),
        {random_.id<ImageId>(kNoon), random_.id<ImageId>(kNoon)},
        kNoon + 5min};
    run_.value(selections().add(selection, 2, kNoon));

    const ImageSelection found = *run_(selections().find(selection.id, kNoon));

    EXPECT_EQ(found.id, selection.id);
    EXPECT_EQ(found.wallet, sample_wallet(7));
    EXPECT_EQ(found.images, selection.images);
    EXPECT_EQ(found.expires_at, kNoon + 5min);
}

TEST_P(SelectionContract, FindsNothingThatIsNotThereOrHasExpired) {
    const SelectionId id = added();
    clock_.advance(60min);

    EXPECT_EQ(code_of(run_(selections().find(id, clock_.now()))), ErrorCode::not_found);
    EXPECT_EQ(
        code_of(run_(selections().find(random_.id<SelectionId>(kNoon), kNoon))),
        ErrorCode::not_found
    );
}

TEST_P(SelectionContract, KeepsTheNewestOfAWallet) {
    const SelectionId other = added(2);
    const SelectionId first = added();
    const SelectionId second = added();
    const SelectionId third = added();

    EXPECT_FALSE(is_there(first));
    EXPECT_TRUE(is_there(second));
    EXPECT_TRUE(is_there(third));
    EXPECT_TRUE(is_there(other));
}

INSTANTIATE_TEST_SUITE_P(
    Databases,
    SelectionContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
