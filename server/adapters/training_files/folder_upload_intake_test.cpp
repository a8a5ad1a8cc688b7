#include "adapters/training_files/folder_upload_intake.hpp"

#include "adapters/training_files/testing_photos.hpp"
#include "core/upload.hpp"
#include "testing/code_of.hpp"
#include "testing/run_task.hpp"
#include "testing/seeded_random.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>

namespace likeness::training_files {
namespace {

using test::code_of;
using test::photo;
using test::zip_of;

class FolderUploadIntakeTest : public ::testing::Test {
protected:
    /// Sends the bytes in pieces; the first error ends it.
    Result<std::unique_ptr<PictureSource>> send(BytesView bytes, std::size_t piece = 1'000) {
        std::unique_ptr<IncomingUpload> upload = run_.value(intake_.begin("me.jpg"));
        while (!bytes.empty()) {
            LIKENESS_CHECK(run_(upload->write(Bytes(bytes.substr(0, piece)))));
            bytes.remove_prefix(std::min(piece, bytes.size()));
        }
        return run_(upload->finish());
    }

    std::vector<IncomingPicture> all(PictureSource& source) {
        std::vector<IncomingPicture> pictures;
        while (std::optional<IncomingPicture> next = run_.value(source.next())) {
            pictures.push_back(*std::move(next));
        }
        return pictures;
    }

    std::ptrdiff_t files() const {
        return std::distance(
            std::filesystem::directory_iterator(folder_.path()),
            std::filesystem::directory_iterator()
        );
    }

    test::TaskRunner run_;
    test::TemporaryFolder folder_;
    test::SeededRandom random_;
    FolderUploadIntake intake_{folder_.path(), random_};
};

TEST_F(FolderUploadIntakeTest, TakesASinglePhoto) {
    const std::unique_ptr<PictureSource> source = send(photo(1)).value();

    const std::vector<IncomingPicture> pictures = all(*source);

    EXPECT_EQ(source->count(), 1);
    ASSERT_EQ(pictures.size(), 1U);
    EXPECT_EQ(std::get<ReceivedPicture>(pictures[0]).file_name, "me.jpg");
}

TEST_F(FolderUploadIntakeTest, TakesAnArchiveHoweverItsBytesArrive) {
    for (const std::size_t piece : {std::size_t{1}, std::size_t{15}, std::size_t{1} << 20U}) {
        const Bytes archive = zip_of({{"a.jpg", photo(1)}, {"b.jpg", photo(90)}});

        EXPECT_EQ(all(*send(archive, piece).value()).size(), 2U);
    }
}

TEST_F(FolderUploadIntakeTest, LeavesNoFileBehind) {
    {
        const std::unique_ptr<PictureSource> source = send(photo(1)).value();
        EXPECT_EQ(files(), 1);
    }
    EXPECT_EQ(files(), 0);
    EXPECT_FALSE(send("no image at all, but long enough to tell"));
    EXPECT_EQ(files(), 0);
}

TEST_F(FolderUploadIntakeTest, RefusesOtherFilesAtTheirFirstBytes) {
    std::unique_ptr<IncomingUpload> upload = run_.value(intake_.begin("virus.exe"));

    EXPECT_EQ(code_of(run_(upload->write(Bytes(100, 'M')))), ErrorCode::unprocessable);
}

TEST_F(FolderUploadIntakeTest, StopsAnImageThatIsTooLargeWhileItComes) {
    std::unique_ptr<IncomingUpload> upload = run_.value(intake_.begin("me.jpg"));
    ASSERT_TRUE(run_(upload->write(photo(1))));

    Result<void> written;
    for (int i = 0; i < 40 && written; ++i) {
        written = run_(upload->write(Bytes(std::size_t{1} << 20U, 'x')));
    }

    EXPECT_EQ(code_of(written), ErrorCode::payload_too_large);
}

TEST_F(FolderUploadIntakeTest, RefusesADamagedArchiveWithTheReason) {
    const Bytes archive = zip_of({{"a.jpg", photo(1)}});

    EXPECT_EQ(code_of(send(archive.substr(0, archive.size() - 30))), ErrorCode::unprocessable);
}

TEST_F(FolderUploadIntakeTest, RefusesAFileThatIsTooShortToBeAnything) {
    const std::unique_ptr<PictureSource> source = send("hi").value();

    EXPECT_TRUE(std::holds_alternative<RefusedPicture>(all(*source).at(0)));
}

}  // namespace
}  // namespace likeness::training_files
