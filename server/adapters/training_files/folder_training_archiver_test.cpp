#include "adapters/training_files/folder_training_archiver.hpp"

#include "adapters/training_files/testing_photos.hpp"
#include "imaging/image_header.hpp"
#include "testing/code_of.hpp"
#include "testing/run_task.hpp"
#include "testing/seeded_random.hpp"
#include "testing/temporary_folder.hpp"
#include "zip/reader.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace likeness::training_files {
namespace {

using test::code_of;
using test::photo;
using ::testing::ElementsAre;

class FolderTrainingArchiverTest : public ::testing::Test {
protected:
    Bytes archive_of(const std::vector<ArchivePicture>& pictures) {
        const std::unique_ptr<ArchiveDraft> draft = run_.value(archiver_.begin());
        for (const ArchivePicture& picture : pictures) {
            run_.value(draft->add(picture));
        }
        const StagedArchive archive = run_.value(draft->finish());
        std::ifstream stream(archive.file->path(), std::ios::binary);
        Bytes bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        EXPECT_EQ(static_cast<std::size_t>(archive.byte_count), bytes.size());
        return bytes;
    }

    test::TaskRunner run_;
    test::TemporaryFolder folder_;
    test::SeededRandom random_;
    FolderTrainingArchiver archiver_{folder_.path(), random_};
};

TEST_F(FolderTrainingArchiverTest, LaysPicturesAndCaptionsSideBySide) {
    const Bytes archive =
        archive_of({{photo(1), std::nullopt, "by the sea"}, {photo(2), std::nullopt, ""}});

    const auto source = zip::view_bytes(archive);
    const zip::Reader reader = zip::Reader::open(*source).value();
    std::vector<std::string> names;
    for (const zip::Entry& entry : reader.entries()) {
        names.push_back(entry.name);
    }

    EXPECT_THAT(names, ElementsAre("001.jpg", "001.txt", "002.jpg"));
    EXPECT_EQ(reader.read(reader.entries()[0]).value(), photo(1));
    EXPECT_EQ(reader.read(reader.entries()[1]).value(), "by the sea");
}

TEST_F(FolderTrainingArchiverTest, CutsPicturesToTheirSquares) {
    const Bytes archive = archive_of({{photo(1), CropSquare{10, 0, 256}, ""}});

    const auto source = zip::view_bytes(archive);
    const zip::Reader reader = zip::Reader::open(*source).value();
    const auto header = imaging::read_header(reader.read(reader.entries()[0]).value()).value();

    EXPECT_EQ(header.width, 256);
    EXPECT_EQ(header.height, 256);
}

TEST_F(FolderTrainingArchiverTest, MakesTheSameBytesOfTheSamePictures) {
    const std::vector<ArchivePicture> pictures{
        {photo(1), CropSquare{0, 0, 256}, "a"}, {photo(2), std::nullopt, "b"}};

    EXPECT_EQ(archive_of(pictures), archive_of(pictures));
}

TEST_F(FolderTrainingArchiverTest, RefusesAPictureThatCannotBeCut) {
    const std::unique_ptr<ArchiveDraft> draft = run_.value(archiver_.begin());
    ArchivePicture picture{photo(1), CropSquare{0, 0, 9'000}, ""};

    EXPECT_EQ(code_of(run_(draft->add(std::move(picture)))), ErrorCode::unprocessable);
}

}  // namespace
}  // namespace likeness::training_files
