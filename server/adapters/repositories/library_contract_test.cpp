#include "testing/code_of.hpp"
#include "testing/repository_contract.hpp"

#include <gmock/gmock.h>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LibraryContract : public RepositoryContract {
protected:
    std::vector<ImageId> made(int count, int wallet = 1) {
        clock_.advance(25h);
        std::vector<ImageId> ids;
        for (const GeneratedImage& image : kept(
                 samples_.batch(lora_, sample_wallet(wallet), count),
                 std::vector<Timestamp>(static_cast<std::size_t>(count), clock_.now())
             )) {
            ids.push_back(image.id);
        }
        return ids;
    }

    ImageMarks marks(const ImageId& id) { return run_.value(images().find(id)).marks; }

    std::int64_t tagged(
        std::vector<ImageId> ids,
        std::vector<std::string> add,
        std::vector<std::string> remove = {}
    ) {
        return run_.value(
            library().change_tags(wallet_, std::move(ids), std::move(add), std::move(remove), 30)
        );
    }

    std::vector<std::string> counted_tags() {
        std::vector<std::string> counted;
        for (const TagCount& tag : run_.value(library().tags(wallet_, 100))) {
            counted.push_back(tag.tag + " " + std::to_string(tag.count));
        }
        return counted;
    }

    WalletAddress wallet_ = sample_wallet(1);
    Lora lora_ = added_lora(sample_wallet(1));
};

TEST_P(LibraryContract, MarksFavoritesAndTellsHowManyItChanged) {
    const std::vector<ImageId> ids = made(3);

    EXPECT_EQ(*run_(library().set_favorite(wallet_, {ids[0], ids[1], ids[0]}, true)), 2);
    EXPECT_EQ(*run_(library().set_favorite(wallet_, ids, true)), 1);
    EXPECT_EQ(*run_(library().set_favorite(wallet_, {ids[1]}, false)), 1);

    EXPECT_TRUE(marks(ids[0]).favorite);
    EXPECT_FALSE(marks(ids[1]).favorite);
    EXPECT_TRUE(marks(ids[2]).favorite);
}

TEST_P(LibraryContract, GivesStars) {
    const std::vector<ImageId> ids = made(1);

    EXPECT_EQ(*run_(library().set_rating(wallet_, ids, 5)), 1);
    EXPECT_EQ(marks(ids[0]).rating, 5);
    EXPECT_EQ(*run_(library().set_rating(wallet_, ids, 0)), 1);
    EXPECT_EQ(marks(ids[0]).rating, 0);
}

TEST_P(LibraryContract, ChangesMoreImagesThanFitOneStatement) {
    std::vector<ImageId> ids;
    for (int i = 0; i < 12; ++i) {
        for (const ImageId& id : made(8)) {
            ids.push_back(id);
        }
    }

    EXPECT_EQ(*run_(library().set_favorite(wallet_, ids, true)), 96);
    EXPECT_EQ(tagged(ids, {"many"}), 96);
    EXPECT_THAT(counted_tags(), ElementsAre("many 96"));
}

TEST_P(LibraryContract, ChangesNothingWhenOneImageIsSomebodyElses) {
    const std::vector<ImageId> own = made(1);
    const std::vector<ImageId> other = made(1, 2);
    const std::vector<ImageId> both{own[0], other[0]};
    const std::vector<ImageId> unknown{own[0], random_.id<ImageId>(clock_.now())};

    EXPECT_EQ(code_of(run_(library().set_favorite(wallet_, both, true))), ErrorCode::not_found);
    EXPECT_EQ(code_of(run_(library().set_rating(wallet_, unknown, 3))), ErrorCode::not_found);
    EXPECT_EQ(
        code_of(run_(library().change_tags(wallet_, both, {"x"}, {}, 30))), ErrorCode::not_found
    );
    EXPECT_EQ(code_of(run_(trash().put(wallet_, both, clock_.now()))), ErrorCode::not_found);
    EXPECT_EQ(marks(own[0]), ImageMarks{});
    EXPECT_EQ(marks(other[0]), ImageMarks{});
}

TEST_P(LibraryContract, GivesAndTakesTags) {
    const std::vector<ImageId> ids = made(2);

    EXPECT_EQ(tagged({ids[0]}, {"a", "b"}), 1);
    EXPECT_EQ(tagged(ids, {"b", "c"}, {"a"}), 2);
    EXPECT_EQ(tagged(ids, {"c"}), 0);

    EXPECT_THAT(marks(ids[0]).tags, ElementsAre("b", "c"));
    EXPECT_THAT(marks(ids[1]).tags, ElementsAre("b", "c"));
    EXPECT_THAT(counted_tags(), ElementsAre("b 2", "c 2"));
    EXPECT_EQ(tagged(ids, {}, {"b", "c"}), 2);
    EXPECT_THAT(counted_tags(), IsEmpty());
}

TEST_P(LibraryContract, ListsTheMostUsedTagFirstAndLeavesOutTheTrash) {
    const std::vector<ImageId> ids = made(3);
    tagged(ids, {"often"});
    tagged({ids[0]}, {"once"});
    run_.value(trash().put(wallet_, {ids[0]}, clock_.now()));

    EXPECT_THAT(counted_tags(), ElementsAre("often 2"));
    run_.value(trash().take_out(wallet_, {ids[0]}));
    EXPECT_THAT(counted_tags(), ElementsAre("often 3", "once 1"));
}

TEST_P(LibraryContract, RefusesMoreTagsThanTheLimit) {
    const std::vector<ImageId> ids = made(1);

    EXPECT_EQ(
        code_of(run_(library().change_tags(wallet_, ids, {"a", "b", "c"}, {}, 2))),
        ErrorCode::resource_exhausted
    );
    EXPECT_THAT(marks(ids[0]).tags, IsEmpty());
}

TEST_P(LibraryContract, FindsOwnImagesInTheOrderAskedFor) {
    const std::vector<ImageId> own = made(2);
    const std::vector<ImageId> other = made(1, 2);

    const auto found = run_.value(images().find_own(wallet_, {own[1], other[0], own[0]}));

    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].id, own[1]);
    EXPECT_EQ(found[1].id, own[0]);
}

TEST_P(LibraryContract, KeepsSearchesOfEachWallet) {
    const SavedSearch first{std::string(31, '0') + "1", "Moons", "moon", clock_.now()};
    const SavedSearch second{std::string(31, '0') + "2", "Foxes", "fox", clock_.now() + 1s};
    run_.value(searches().add(wallet_, first, 2));
    run_.value(searches().add(wallet_, second, 2));

    EXPECT_EQ(
        code_of(run_(searches().add(wallet_, {std::string(32, '3'), "x", "x", kNoon}, 2))),
        ErrorCode::resource_exhausted
    );
    const auto kept = run_.value(searches().list(wallet_));
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].name, "Foxes");
    EXPECT_EQ(kept[1].query, "moon");
    EXPECT_THAT(run_.value(searches().list(sample_wallet(2))), IsEmpty());
    EXPECT_EQ(code_of(run_(searches().remove(sample_wallet(2), first.id))), ErrorCode::not_found);
    run_.value(searches().remove(wallet_, first.id));
    EXPECT_EQ(run_.value(searches().list(wallet_)).size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    LibraryContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
