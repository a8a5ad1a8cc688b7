#include "testing/code_of.hpp"
#include "testing/repository_contract.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace likeness::test {
namespace {

using namespace std::chrono_literals;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int kRoomy = 100;

class ShareRepositoryContract : public RepositoryContract {
protected:
    Share share_of(int wallet, ShareKind kind = ShareKind::images) {
        Share share{
            random_.id<ShareId>(clock_.now()),
            sample_wallet(wallet),
            to_base64url(random_.bytes(24)),
            kind};
        share.created_at = clock_.now();
        return share;
    }

    Share added(Share share, std::vector<ImageId> images = {}) {
        EXPECT_TRUE(run_(shares().add(share, std::move(images), kRoomy)));
        return share;
    }

    std::vector<ShareOverview> of_wallet(int wallet) {
        return *run_(shares().of_wallet(sample_wallet(wallet)));
    }

    GeneratedImage kept_by(const Lora& lora, int wallet) {
        clock_.advance(1s);
        return kept(samples_.batch(lora, sample_wallet(wallet)), {clock_.now()})[0];
    }

    std::vector<ImageId> shown(const Share& share) {
        std::vector<ImageId> ids;
        const Page<GeneratedImage> page = run_.value(shares().images(share, {}, 100));
        for (const GeneratedImage& image : page.items) {
            ids.push_back(image.id);
        }
        return ids;
    }
};

TEST_P(ShareRepositoryContract, KeepsAShareAsItIs) {
    const Lora lora = added_lora(sample_wallet(1));
    Share share = share_of(1, ShareKind::lora);
    share.lora = lora.id;
    share.title = R"('); DROP TABLE shares;-- "<b>" Füchse 🦊)";
    share.password_record = "scrypt-15-8-1$a$b";
    share.shows_recipe = true;
    share.shows_owner = true;
    share.expires_at = clock_.now() + 24h;
    added(share);

    for (const std::optional<Share>& found :
         {*run_(shares().find(share.id)), *run_(shares().find_by_token(share.token))}) {
        ASSERT_TRUE(found);
        EXPECT_EQ(found->id, share.id);
        EXPECT_EQ(found->wallet, share.wallet);
        EXPECT_EQ(found->token, share.token);
        EXPECT_EQ(found->kind, ShareKind::lora);
        EXPECT_EQ(found->lora, share.lora);
        EXPECT_EQ(found->batch, std::nullopt);
        EXPECT_EQ(found->title, share.title);
        EXPECT_EQ(found->password_record, share.password_record);
        EXPECT_TRUE(found->shows_recipe);
        EXPECT_TRUE(found->shows_owner);
        EXPECT_EQ(found->opened_count, 0);
        EXPECT_EQ(found->created_at, share.created_at);
        EXPECT_EQ(found->expires_at, share.expires_at);
    }
    EXPECT_EQ(of_wallet(1)[0].lora_name, lora.name);
}

TEST_P(ShareRepositoryContract, FindsNothingUnderWhatItDoesNotKnow) {
    const Share share = added(share_of(1));
    std::string other = share.token;
    std::transform(other.begin(), other.end(), other.begin(), [](char c) {
        return c == 'a' ? 'b' : 'a';
    });

    EXPECT_FALSE(*run_(shares().find_by_token(other)));
    EXPECT_FALSE(*run_(shares().find_by_token("")));
    EXPECT_FALSE(*run_(shares().find_by_token("' OR 1=1 --")));
    EXPECT_FALSE(*run_(shares().find(share_of(1).id)));
}

TEST_P(ShareRepositoryContract, TakesOnlyPicturesOfTheShareOwnWalletAllOrNone) {
    const Lora lora = added_lora(sample_wallet(1));
    const GeneratedImage own = kept_by(lora, 1);
    const GeneratedImage foreign = kept_by(lora, 2);
    const Share share = share_of(1);

    const Result<void> outcome = run_(shares().add(share, {own.id, foreign.id}, kRoomy));

    EXPECT_EQ(code_of(outcome), ErrorCode::not_found);
    EXPECT_THAT(of_wallet(1), IsEmpty());
    EXPECT_FALSE(*run_(shares().find_by_token(share.token)));
}

TEST_P(ShareRepositoryContract, RefusesMoreThanTheLimitOfEachWallet) {
    ASSERT_TRUE(run_(shares().add(share_of(1), {}, 2)));
    ASSERT_TRUE(run_(shares().add(share_of(1), {}, 2)));

    EXPECT_EQ(code_of(run_(shares().add(share_of(1), {}, 2))), ErrorCode::resource_exhausted);
    EXPECT_TRUE(run_(shares().add(share_of(2), {}, 2)));
}

TEST_P(ShareRepositoryContract, ListsNewestFirstWithTheNumberOfChosenPictures) {
    const Lora lora = added_lora(sample_wallet(1));
    const GeneratedImage image = kept_by(lora, 1);
    const GeneratedImage another = kept_by(lora, 1);
    const Share older = added(share_of(1), {image.id, another.id});
    clock_.advance(1s);
    const Share newer = added(share_of(1), {image.id});
    added(share_of(2));

    const std::vector<ShareOverview> list = of_wallet(1);

    ASSERT_THAT(list, SizeIs(2));
    EXPECT_EQ(list[0].share.id, newer.id);
    EXPECT_EQ(list[0].chosen_count, 1);
    EXPECT_EQ(list[1].share.id, older.id);
    EXPECT_EQ(list[1].chosen_count, 2);
    EXPECT_EQ(list[1].lora_name, "");
}

TEST_P(ShareRepositoryContract, ShowsOfEachKindWhatBelongsToItAndToTheWallet) {
    const Lora lora = added_lora(sample_wallet(1));
    const Lora other = added_lora(sample_wallet(1));
    const GeneratedImage first = kept_by(lora, 1);
    const GeneratedImage second = kept_by(lora, 1);
    const GeneratedImage elsewhere = kept_by(other, 1);
    kept_by(lora, 2);
    Share of_batch = share_of(1, ShareKind::batch);
    of_batch.batch = first.batch;
    Share of_lora = share_of(1, ShareKind::lora);
    of_lora.lora = lora.id;
    const Share selection = added(share_of(1), {first.id, elsewhere.id});
    added(of_batch);
    added(of_lora);

    EXPECT_EQ(shown(selection), (std::vector{elsewhere.id, first.id}));
    EXPECT_EQ(shown(of_batch), (std::vector{first.id}));
    EXPECT_EQ(shown(of_lora), (std::vector{second.id, first.id}));
    EXPECT_EQ(run_(shares().contents(selection))->image_count, 2);
    EXPECT_EQ(run_(shares().contents(selection))->only_lora, std::nullopt);
    EXPECT_EQ(run_(shares().contents(of_batch))->image_count, 1);
    EXPECT_EQ(run_(shares().contents(of_lora))->image_count, 2);
    EXPECT_EQ(run_(shares().contents(of_lora))->only_lora, lora.id);
    EXPECT_EQ(run_(shares().image(selection, elsewhere.id))->id, elsewhere.id);
    EXPECT_EQ(code_of(run_(shares().image(selection, second.id))), ErrorCode::not_found);
    EXPECT_EQ(code_of(run_(shares().image(of_batch, second.id))), ErrorCode::not_found);
    EXPECT_EQ(code_of(run_(shares().image(of_lora, elsewhere.id))), ErrorCode::not_found);
}

TEST_P(ShareRepositoryContract, WalksPagesWithoutAGapAlsoAmongPicturesOfOneMoment) {
    const Lora lora = added_lora(sample_wallet(1));
    const std::vector<Timestamp> times(4, clock_.now());
    std::vector<ImageId> all;
    for (const GeneratedImage& image : kept(samples_.batch(lora, sample_wallet(1), 4), times)) {
        all.push_back(image.id);
    }
    std::sort(all.rbegin(), all.rend());
    const Share share = added(share_of(1), all);

    std::vector<ImageId> walked;
    std::optional<Cursor> after;
    do {
        Page<GeneratedImage> page = *run_(shares().images(share, after, 1));
        ASSERT_THAT(page.items, SizeIs(1));
        walked.push_back(page.items[0].id);
        after = page.next;
    } while (after && walked.size() < 10);

    EXPECT_EQ(walked, all);
}

TEST_P(ShareRepositoryContract, ShowsNothingWhereThereIsNothing) {
    const Share share = added(share_of(1));

    EXPECT_THAT(shown(share), IsEmpty());
    EXPECT_EQ(run_(shares().contents(share))->image_count, 0);
    EXPECT_EQ(run_(shares().contents(share))->only_lora, std::nullopt);
}

TEST_P(ShareRepositoryContract, CountsOpeningsEvenInParallel) {
    const Share share = added(share_of(1));
    std::vector<Task<void>> calls;
    for (int i = 0; i < 8; ++i) {
        calls.push_back(shares().note_opening(share.id));
    }

    run_.all(std::move(calls));

    EXPECT_EQ((*run_(shares().find(share.id)))->opened_count, 8);
}

TEST_P(ShareRepositoryContract, RemovesAShareWithItsSelectionAndNoPicture) {
    const Lora lora = added_lora(sample_wallet(1));
    const GeneratedImage image = kept_by(lora, 1);
    const Share share = added(share_of(1), {image.id});

    ASSERT_TRUE(run_(shares().remove(share.id)));

    EXPECT_FALSE(*run_(shares().find(share.id)));
    EXPECT_THAT(of_wallet(1), IsEmpty());
    EXPECT_TRUE(run_(images().find(image.id)));
    EXPECT_EQ(code_of(run_(shares().remove(share.id))), ErrorCode::not_found);
}

INSTANTIATE_TEST_SUITE_P(
    EveryDatabase,
    ShareRepositoryContract,
    ::testing::ValuesIn(database_kinds()),
    name_of_kind
);

}  // namespace
}  // namespace likeness::test
