#include "adapters/training_files/zip_pictures.hpp"

#include "adapters/training_files/testing_photos.hpp"
#include "core/upload.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>

namespace likeness::training_files {
namespace {

using test::photo;
using test::zip_of;
using ::testing::HasSubstr;

class ZipPicturesTest : public ::testing::Test {
protected:
    Result<std::unique_ptr<ZipPictures>> open(const Bytes& archive) {
        const std::filesystem::path file = folder_.path() / "photos.zip";
        std::ofstream(file, std::ios::binary) << archive;
        return ZipPictures::open(file);
    }

    /// Names and captions of the pictures; refused ones have the reason in brackets.
    std::vector<std::pair<std::string, std::string>> contents(const Bytes& archive) {
        const std::unique_ptr<ZipPictures> pictures = open(archive).value();
        std::vector<std::pair<std::string, std::string>> contents;
        for (int i = 0; i < pictures->count(); ++i) {
            const IncomingPicture picture = pictures->read(static_cast<std::size_t>(i)).value();
            if (const auto* received = std::get_if<ReceivedPicture>(&picture)) {
                contents.emplace_back(received->file_name, received->caption);
            } else {
                const auto& refused = std::get<RefusedPicture>(picture);
                contents.emplace_back(refused.file_name, "[" + refused.reason + "]");
            }
        }
        return contents;
    }

    test::TemporaryFolder folder_;
};

TEST_F(ZipPicturesTest, GivesTheImagesWithTheCaptionsBesideThem) {
    const Bytes archive = zip_of(
        {{"sea.txt", "by the sea"},
         {"sea.jpg", photo(1)},
         {"hill.jpg", photo(2)},
         {"other/hill.txt", "of another hill"}}
    );

    EXPECT_THAT(
        contents(archive),
        ::testing::ElementsAre(std::pair("sea.jpg", "by the sea"), std::pair("hill.jpg", ""))
    );
}

TEST_F(ZipPicturesTest, PassesOverFoldersAndWhatSystemsLeaveBehind) {
    const Bytes archive = zip_of(
        {{"photos/", ""},
         {"__MACOSX/photos/._a.jpg", "resource fork"},
         {"photos/.DS_Store", "finder"},
         {"photos/Thumbs.db", "explorer"},
         {"photos/a.jpg", photo(1)}}
    );

    EXPECT_THAT(contents(archive), ::testing::ElementsAre(std::pair("a.jpg", "")));
}

TEST_F(ZipPicturesTest, RefusesSingleFilesAndKeepsTheRest) {
    const auto found = contents(zip_of({{"a.jpg", photo(1)}, {"../notes.pdf", "%PDF-1.7"}}));

    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].first, "a.jpg");
    EXPECT_EQ(found[1].first, "notes.pdf");
    EXPECT_THAT(found[1].second, HasSubstr("no JPEG"));
}

TEST_F(ZipPicturesTest, LeavesACaptionOutThatIsTooLong) {
    const Bytes archive =
        zip_of({{"a.jpg", photo(1)}, {"a.txt", Bytes(4 * UploadLimits::kMaxCaptionLength + 1, 'x')}}
        );

    EXPECT_THAT(contents(archive), ::testing::ElementsAre(std::pair("a.jpg", "")));
}

TEST_F(ZipPicturesTest, RefusesAnArchiveWithoutImages) {
    EXPECT_THAT(open(zip_of({{"readme.txt", "hello"}})).error().message, HasSubstr("no images"));
}

TEST_F(ZipPicturesTest, RefusesAnArchiveOfTooManyFiles) {
    std::vector<std::pair<std::string, Bytes>> files;
    for (int i = 0; i < 501; ++i) {
        files.emplace_back(std::to_string(i) + ".jpg", "x");
    }

    EXPECT_EQ(open(zip_of(files)).error().code, ErrorCode::payload_too_large);
}

}  // namespace
}  // namespace likeness::training_files
