#include "core/shares.hpp"

#include "base/password.hpp"
#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/kept_images.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_database.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace likeness {
namespace {

using namespace std::chrono_literals;
using test::code_of;
using test::sample_wallet;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SharesTest : public ::testing::Test {
protected:
    Lora added(int wallet) {
        return run_.value(database_.loras().add(samples_.lora(sample_wallet(wallet))));
    }

    GeneratedImage kept(const Lora& lora, int wallet) {
        clock_.advance(1s);
        return test::keep_images(
            run_,
            database_,
            clock_.now(),
            samples_.batch(lora, sample_wallet(wallet)),
            {clock_.now()}
        )[0];
    }

    static ShareWish wish_for(const GeneratedImage& image) {
        ShareWish wish;
        wish.images = {image.id};
        return wish;
    }

    Result<Share> create(ShareWish wish) {
        return run_(shares_.create(sample_wallet(1), std::move(wish)));
    }

    std::vector<ShareOverview> listed(int wallet = 1) {
        return run_.value(shares_.list(sample_wallet(wallet)));
    }

    /// What the wish was refused for; nothing must have been added.
    std::string refusal(ShareWish wish) {
        const Result<Share> share = create(std::move(wish));
        EXPECT_FALSE(share);
        EXPECT_THAT(listed(), IsEmpty());
        return share ? "" : share.error().message;
    }

    test::TaskRunner run_;
    test::FakeClock clock_;
    test::SeededRandom random_;
    test::Samples samples_{clock_, random_};
    test::TestDatabase database_;
    Passwords passwords_{random_};
    Shares shares_{
        database_.shares(),
        database_.ledger(),
        database_.loras(),
        passwords_,
        clock_,
        random_};
    Lora lora_ = added(1);
    GeneratedImage image_ = kept(lora_, 1);
};

TEST_F(SharesTest, MakesALinkThatTellsNothingUnlessAsked) {
    const Share share = create(wish_for(image_)).value();

    EXPECT_THAT(share.token, SizeIs(32));  // 192 bits
    EXPECT_EQ(share.kind, ShareKind::images);
    EXPECT_FALSE(share.shows_recipe);
    EXPECT_FALSE(share.shows_owner);
    EXPECT_FALSE(share.password_record);
    EXPECT_FALSE(share.expires_at);
    ASSERT_THAT(listed(), SizeIs(1));
    EXPECT_EQ(listed()[0].share.token, share.token);
    EXPECT_EQ(listed()[0].chosen_count, 1);
}

TEST_F(SharesTest, GivesEveryLinkATokenOfItsOwn) {
    std::set<std::string> tokens;
    for (int i = 0; i < 20; ++i) {
        tokens.insert(create(wish_for(image_))->token);
    }

    EXPECT_THAT(tokens, SizeIs(20));
}

TEST_F(SharesTest, CountsAPictureThatIsNamedTwiceOnce) {
    ShareWish wish;
    wish.images = {image_.id, image_.id};

    ASSERT_TRUE(create(std::move(wish)));

    EXPECT_EQ(listed()[0].chosen_count, 1);
}

TEST_F(SharesTest, KeepsNothingOfAPassword) {
    ShareWish wish = wish_for(image_);
    wish.password = "open sesame";

    const Share share = create(std::move(wish)).value();

    ASSERT_TRUE(share.password_record);
    EXPECT_EQ(share.password_record->find("sesame"), std::string::npos);
    EXPECT_TRUE(fits_password_record("open sesame", *share.password_record));
}

TEST_F(SharesTest, RefusesPicturesOfOthersAllOrNothing) {
    ShareWish wish = wish_for(image_);
    wish.images->push_back(kept(lora_, 2).id);

    EXPECT_EQ(refusal(std::move(wish)), "There is no such image.");
}

TEST_F(SharesTest, RefusesBatchesAndLorasOfOthersAsIfTheyWereNotThere) {
    ShareWish batch;
    batch.batch = kept(lora_, 2).batch;
    ShareWish lora;
    lora.lora = added(2).id;
    ShareWish unknown;
    unknown.batch = BatchId::trusted(std::string(32, '0'));

    EXPECT_EQ(refusal(std::move(batch)), "There is no such generation.");
    EXPECT_EQ(refusal(std::move(lora)), "There is no such LoRA.");
    EXPECT_EQ(refusal(std::move(unknown)), "There is no such generation.");
}

TEST_F(SharesTest, WantsExactlyOneThing) {
    ShareWish two = wish_for(image_);
    two.batch = image_.batch;
    ShareWish empty;
    empty.images.emplace();

    EXPECT_THAT(refusal({}), HasSubstr("exactly one of"));
    EXPECT_THAT(refusal(std::move(two)), HasSubstr("exactly one of"));
    EXPECT_THAT(refusal(std::move(empty)), HasSubstr("imageIds: must have between 1 and 500"));
}

TEST_F(SharesTest, NamesTheFieldThatIsWrong) {
    ShareWish title = wish_for(image_);
    title.title = std::string(121, 'a');
    ShareWish over = wish_for(image_);
    over.expires_at = clock_.now();
    ShareWish password = wish_for(image_);
    password.password = "abc";
    ShareWish bytes = wish_for(image_);
    bytes.password = "\xFF\xFF\xFF\xFF\xFF";

    EXPECT_THAT(refusal(std::move(title)), HasSubstr("title: "));
    EXPECT_THAT(refusal(std::move(over)), HasSubstr("expiresAt: must be in the future"));
    EXPECT_THAT(refusal(std::move(password)), HasSubstr("password: must have between 4"));
    EXPECT_THAT(refusal(std::move(bytes)), HasSubstr("password: must have between 4"));
}

TEST_F(SharesTest, IsEndedByItsOwnerAndTheAdminAndNobodyElse) {
    const Share first = create(wish_for(image_)).value();
    const Share second = create(wish_for(image_)).value();
    const Caller stranger{sample_wallet(2), false};
    const Caller owner{sample_wallet(1), false};
    const Caller admin{sample_wallet(3), true};

    EXPECT_EQ(code_of(run_(shares_.revoke(stranger, first.id))), ErrorCode::not_found);
    EXPECT_THAT(listed(), SizeIs(2));
    EXPECT_TRUE(run_(shares_.revoke(owner, first.id)));
    EXPECT_TRUE(run_(shares_.revoke(admin, second.id)));

    EXPECT_THAT(listed(), IsEmpty());
    EXPECT_EQ(code_of(run_(shares_.revoke(owner, first.id))), ErrorCode::not_found);
}

TEST_F(SharesTest, ListsTheOwnLinksOnly) {
    ASSERT_TRUE(create(wish_for(image_)));

    EXPECT_THAT(listed(2), IsEmpty());
}

}  // namespace
}  // namespace likeness
