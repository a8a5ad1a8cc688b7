#include "core/shared_pictures.hpp"

#include "core/shares.hpp"
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
using test::code_of;
using test::sample_wallet;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class SharedPicturesTest : public ::testing::Test {
protected:
    Lora added(std::string name = "Paper Boats") {
        Lora lora = samples_.lora(sample_wallet(1));
        lora.name = std::move(name);
        return run_.value(database_.loras().add(std::move(lora)));
    }

    std::vector<GeneratedImage> kept(const Lora& lora, int wallet, int count = 1) {
        clock_.advance(1s);
        const std::vector<Timestamp> times(static_cast<std::size_t>(count), clock_.now());
        return test::keep_images(
            run_, database_, clock_.now(), samples_.batch(lora, sample_wallet(wallet), count), times
        );
    }

    Share shared(ShareWish wish) {
        return run_.value(shares_.create(sample_wallet(1), std::move(wish)));
    }

    static ShareWish wish_for(const std::vector<GeneratedImage>& images) {
        ShareWish wish;
        wish.images.emplace();
        for (const GeneratedImage& image : images) {
            wish.images->push_back(image.id);
        }
        return wish;
    }

    Result<SharedPage> open(
        const Share& share,
        std::optional<std::string> pass = {},
        std::optional<Cursor> after = {},
        int limit = 40
    ) {
        return run_(pictures_.open(visitor_, share.token, std::move(pass), std::move(after), limit)
        );
    }

    std::int64_t opened_count(const Share& share) {
        return run_.value(database_.shares().find(share.id))->opened_count;
    }

    const Caller visitor_{};
    const Caller owner_{sample_wallet(1), false};

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
    SharedPictures pictures_{
        database_.shares(),
        database_.ledger(),
        database_.loras(),
        passwords_,
        clock_,
        SharePasses("secret"),
        {}};
    Lora lora_ = added();
};

TEST_F(SharedPicturesTest, ShowsAllOfASelectionPageByPageNewestFirst) {
    const GeneratedImage older = kept(lora_, 1)[0];
    const GeneratedImage newer = kept(lora_, 1)[0];
    kept(lora_, 1);
    const Share share = shared(wish_for({older, newer}));

    const SharedPage first = open(share, {}, {}, 1).value();
    const SharedPage second = open(share, {}, first.images.next, 1).value();

    EXPECT_EQ(first.head.image_count, 2);
    ASSERT_THAT(first.images.items, SizeIs(1));
    EXPECT_EQ(first.images.items[0].id, newer.id);
    ASSERT_THAT(second.images.items, SizeIs(1));
    EXPECT_EQ(second.images.items[0].id, older.id);
    EXPECT_FALSE(second.images.next);
}

TEST_F(SharedPicturesTest, ShowsABatch) {
    const std::vector<GeneratedImage> images = kept(lora_, 1, 3);
    kept(lora_, 1);
    ShareWish wish;
    wish.batch = images[0].batch;

    const SharedPage page = open(shared(std::move(wish))).value();

    EXPECT_THAT(page.images.items, SizeIs(3));
    EXPECT_EQ(page.head.image_count, 3);
}

TEST_F(SharedPicturesTest, ShowsWithALoraItsNameAndWhatItsOwnerMadeAlsoLater) {
    ShareWish wish;
    wish.lora = lora_.id;
    const Share share = shared(std::move(wish));
    kept(lora_, 1);
    kept(lora_, 2);  // of another maker, who shared nothing

    const SharedPage page = open(share).value();

    EXPECT_THAT(page.images.items, SizeIs(1));
    EXPECT_EQ(page.head.lora_name, "Paper Boats");
}

TEST_F(SharedPicturesTest, EndsWithTheLoraThatItShows) {
    ShareWish wish;
    wish.lora = lora_.id;
    const Share share = shared(std::move(wish));

    ASSERT_TRUE(run_(database_.loras().remove(lora_.id, clock_.now())));

    EXPECT_EQ(code_of(open(share)), ErrorCode::not_found);
}

TEST_F(SharedPicturesTest, TellsNothingOfTheMakingUnlessItIsShown) {
    const std::vector<GeneratedImage> images = kept(lora_, 1);
    ShareWish shown = wish_for(images);
    shown.shows_recipe = true;

    const SharedPage hidden = open(shared(wish_for(images))).value();
    const SharedPage told = open(shared(std::move(shown))).value();

    EXPECT_THAT(hidden.recipes, IsEmpty());
    EXPECT_FALSE(hidden.head.lora_name);
    ASSERT_THAT(told.recipes, SizeIs(1));
    EXPECT_EQ(told.recipes[0].prompt, "a lighthouse");
    EXPECT_EQ(told.recipes[0].lora_name, "Paper Boats");
    EXPECT_EQ(told.head.lora_name, "Paper Boats");
}

TEST_F(SharedPicturesTest, NamesNoLoraWhereSeveralMadeThePictures) {
    std::vector<GeneratedImage> images = kept(lora_, 1);
    images.push_back(kept(added("Noir"), 1)[0]);
    ShareWish wish = wish_for(images);
    wish.shows_recipe = true;

    const SharedPage page = open(shared(std::move(wish))).value();

    EXPECT_FALSE(page.head.lora_name);
    ASSERT_THAT(page.recipes, SizeIs(2));
    EXPECT_EQ(page.recipes[0].lora_name, "Noir");
    EXPECT_EQ(page.recipes[1].lora_name, "Paper Boats");
}

TEST_F(SharedPicturesTest, AnswersTheSameForWhatHasEndedWasEndedOrNeverWas) {
    ShareWish wish = wish_for(kept(lora_, 1));
    const Share revoked = shared(wish);
    wish.expires_at = clock_.now() + 1h;
    const Share ended = shared(std::move(wish));
    Share unknown = revoked;
    unknown.token = std::string(32, 'x');
    EXPECT_TRUE(open(ended));
    ASSERT_TRUE(run_(shares_.revoke(owner_, revoked.id)));
    clock_.advance(1h);

    std::vector<std::string> sentences;
    for (const Share& share : {revoked, ended, unknown}) {
        const Result<SharedPage> page = open(share);
        ASSERT_EQ(code_of(page), ErrorCode::not_found);
        sentences.push_back(page.error().message);
        EXPECT_EQ(code_of(run_(pictures_.unlock(share.token, "password"))), ErrorCode::not_found);
        EXPECT_EQ(code_of(run_(pictures_.head(share.token))), ErrorCode::not_found);
        EXPECT_EQ(code_of(run_(pictures_.cover(share.token))), ErrorCode::not_found);
    }
    EXPECT_EQ(sentences[0], sentences[1]);
    EXPECT_EQ(sentences[1], sentences[2]);
}

TEST_F(SharedPicturesTest, HandsOutOnlyThePicturesOfTheShare) {
    const std::vector<GeneratedImage> images = kept(lora_, 1, 2);
    const Share share = shared(wish_for({images[0]}));

    EXPECT_EQ(run_.value(pictures_.file(share.token, {}, images[0].id)).image.id, images[0].id);
    EXPECT_EQ(code_of(run_(pictures_.file(share.token, {}, images[1].id))), ErrorCode::not_found);
}

TEST_F(SharedPicturesTest, CountsOpeningsOfOthersOnce) {
    const Share share = shared(wish_for(kept(lora_, 1, 2)));

    const SharedPage first = open(share, {}, {}, 1).value();
    EXPECT_TRUE(open(share, {}, first.images.next, 1));
    EXPECT_TRUE(run_(pictures_.open(owner_, share.token, {}, {}, 1)));
    EXPECT_TRUE(run_(pictures_.head(share.token)));

    EXPECT_EQ(opened_count(share), 1);
}

class LockedShareTest : public SharedPicturesTest {
protected:
    Share locked() {
        ShareWish wish = wish_for(images_);
        wish.title = "Secret";
        wish.password = "open sesame";
        return shared(std::move(wish));
    }

    std::vector<GeneratedImage> images_ = kept(lora_, 1);
    const Share share_ = locked();
};

TEST_F(LockedShareTest, TellsNothingBeforeThePassword) {
    const SharedPage page = open(share_).value();

    EXPECT_TRUE(page.head.is_locked);
    EXPECT_THAT(page.images.items, IsEmpty());
    EXPECT_EQ(page.head.image_count, 0);
    EXPECT_TRUE(run_.value(pictures_.head(share_.token)).is_locked);
    EXPECT_EQ(code_of(run_(pictures_.cover(share_.token))), ErrorCode::permission_denied);
    EXPECT_EQ(
        code_of(run_(pictures_.file(share_.token, {}, images_[0].id))), ErrorCode::permission_denied
    );
    EXPECT_EQ(opened_count(share_), 0);
}

TEST_F(LockedShareTest, GivesForThePasswordAPassThatOpensItForAWhile) {
    const SharePass pass = run_.value(pictures_.unlock(share_.token, "open sesame"));

    EXPECT_THAT(open(share_, pass.pass)->images.items, SizeIs(1));
    EXPECT_TRUE(run_(pictures_.file(share_.token, pass.pass, images_[0].id)));
    clock_.advance(pass.expires_at - clock_.now());
    EXPECT_TRUE(open(share_, pass.pass)->head.is_locked);
    EXPECT_TRUE(open(locked(), pass.pass)->head.is_locked) << "the pass of another share";
}

TEST_F(LockedShareTest, LetsNobodyTryManyPasswordsFromWherever) {
    int tried = 0;
    Result<SharePass> answer = run_(pictures_.unlock(share_.token, "guess"));
    while (code_of(answer) == ErrorCode::permission_denied && tried < 100) {
        ++tried;
        answer = run_(pictures_.unlock(share_.token, "guess"));
    }

    EXPECT_EQ(code_of(answer), ErrorCode::resource_exhausted);
    EXPECT_TRUE(answer.error().retry_after);
    EXPECT_LE(tried, 30);
    EXPECT_EQ(
        code_of(run_(pictures_.unlock(share_.token, "open sesame"))), ErrorCode::resource_exhausted
    );
    EXPECT_TRUE(run_(pictures_.unlock(locked().token, "open sesame"))) << "other links go on";
}

}  // namespace
}  // namespace likeness
