#include "core/uploads.hpp"

#include "core/image.hpp"
#include "testing/code_of.hpp"
#include "testing/training_world.hpp"

#include <gmock/gmock.h>

namespace likeness {
namespace {

using test::code_of;
using test::sample_wallet;
using ::testing::IsEmpty;
using ::testing::SizeIs;

ReceivedPicture picture(std::string bytes, std::string name = "sea.jpg") {
    ReceivedPicture picture;
    picture.file_name = std::move(name);
    picture.caption = "by the\nsea";
    picture.sha256 = "hash of " + bytes;
    picture.file = std::move(bytes);
    picture.thumbnail_384 = "small";
    picture.thumbnail_768 = "larger";
    picture.size = {640, 480};
    picture.thumbhash = "3OcRJYB4d3h";
    return picture;
}

/// The pictures of an upload, one after the other.
class ListedPictures final : public PictureSource {
public:
    explicit ListedPictures(std::vector<IncomingPicture> pictures)
        : pictures_(std::move(pictures)) {}

    int count() const override { return static_cast<int>(pictures_.size()); }

    Task<std::optional<IncomingPicture>> next() override {
        if (next_ == pictures_.size()) {
            co_return std::nullopt;
        }
        co_return pictures_[next_++];
    }

private:
    std::vector<IncomingPicture> pictures_;
    std::size_t next_ = 0;
};

class UploadsTest : public ::testing::Test {
protected:
    Result<UploadReceipt> keep(std::vector<IncomingPicture> pictures) {
        ListedPictures source(std::move(pictures));
        UploadReceipt receipt;
        const Result<void> kept = world_.run(uploads_.keep(owner_, source, receipt));
        if (!kept) {
            return kept.error();
        }
        return receipt;
    }

    UploadedImage kept(std::string bytes) { return keep({picture(std::move(bytes))})->kept.at(0); }

    std::vector<std::string> objects() const { return world_.store.keys(Bucket::uploads); }

    test::TrainingWorld world_;
    Caller owner_{sample_wallet(1), false};
    Uploads uploads_{world_.database.uploads(), world_.store, world_.clock, world_.random};
};

TEST_F(UploadsTest, KeepsAPhotoWithItsThumbnails) {
    const UploadedImage image = kept("photo");

    EXPECT_EQ(image.wallet, sample_wallet(1));
    EXPECT_EQ(image.file_name, "sea.jpg");
    EXPECT_EQ(image.caption, "by the sea");
    EXPECT_EQ(image.expires_at, world_.clock.now() + UploadLimits::kLifetime);
    EXPECT_EQ(image.path.text(), "2026/11/" + image.id.text() + "/full.jpg");
    EXPECT_EQ(world_.store.find(Bucket::uploads, image.path)->data, "photo");
    EXPECT_EQ(world_.store.find(Bucket::uploads, thumbnail_key(image.path, 384))->data, "small");
    EXPECT_EQ(world_.store.find(Bucket::uploads, thumbnail_key(image.path, 768))->data, "larger");
}

TEST_F(UploadsTest, TellsOfEachPhotoThatItRefused) {
    const UploadReceipt receipt =
        *keep({picture("one"), RefusedPicture{"notes\x01.pdf", "no image"}, picture("two")});

    EXPECT_THAT(receipt.kept, SizeIs(2));
    ASSERT_THAT(receipt.refused, SizeIs(1));
    EXPECT_EQ(receipt.refused[0].file_name, "notes.pdf");
    EXPECT_EQ(receipt.refused[0].reason, "no image");
}

TEST_F(UploadsTest, GivesANameToWhatHasNoneThatCanBeShown) {
    const UploadReceipt receipt = *keep({picture("one", "\xFF\xFE"), picture("two", "")});

    EXPECT_EQ(receipt.kept[0].file_name, "photo");
    EXPECT_EQ(receipt.kept[1].file_name, "photo");
}

TEST_F(UploadsTest, KeepsTheSamePhotoOnce) {
    const UploadedImage first = kept("photo");
    const UploadedImage second = kept("photo");

    EXPECT_EQ(second.id, first.id);
    EXPECT_THAT(objects(), SizeIs(3));
}

TEST_F(UploadsTest, RefusesMorePhotosAtOnceThanItsLimit) {
    const std::vector<IncomingPicture> many(
        UploadLimits::kMaxImagesAtOnce + 1, IncomingPicture(picture("photo"))
    );

    EXPECT_EQ(code_of(keep(many)), ErrorCode::payload_too_large);
    EXPECT_THAT(objects(), IsEmpty());
}

TEST_F(UploadsTest, LeavesNoRowOfAPhotoThatCouldNotBeStored) {
    world_.store.puts.always(Error::unavailable("The disk is full."));

    EXPECT_EQ(code_of(keep({picture("photo")})), ErrorCode::unavailable);
    EXPECT_THAT(world_.run(uploads_.list(owner_, std::nullopt, 10))->items, IsEmpty());
}

TEST_F(UploadsTest, RemovesAPhotoWithItsFiles) {
    const UploadedImage image = kept("photo");

    EXPECT_TRUE(world_.run(uploads_.remove(owner_, image.id)));

    EXPECT_THAT(objects(), IsEmpty());
    EXPECT_THAT(world_.run(uploads_.list(owner_, std::nullopt, 10))->items, IsEmpty());
}

TEST_F(UploadsTest, TellsNobodyOfOthersPhotos) {
    const UploadedImage image = kept("photo");
    const Caller other{sample_wallet(2), false};

    EXPECT_EQ(code_of(world_.run(uploads_.remove(other, image.id))), ErrorCode::not_found);
    EXPECT_THAT(world_.run(uploads_.list(other, std::nullopt, 10))->items, IsEmpty());
}

TEST_F(UploadsTest, RemovesWhatNobodyUsedInTime) {
    kept("photo");
    EXPECT_EQ(*world_.run(uploads_.remove_expired()), 0);

    world_.clock.advance(UploadLimits::kLifetime + std::chrono::seconds{1});

    EXPECT_EQ(*world_.run(uploads_.remove_expired()), 1);
    EXPECT_THAT(objects(), IsEmpty());
}

}  // namespace
}  // namespace likeness
