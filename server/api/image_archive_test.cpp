#include "api/image_archive.hpp"

#include "base/digest.hpp"
#include "core/file_names.hpp"
#include "testing/memory_object_store.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/test_folder_store.hpp"
#include "zip/reader.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

namespace likeness::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// Keeps what it is given; the client of a test.
class CollectingWriter final : public net::StreamWriter {
public:
    Task<void> write(BytesView data) override {
        bytes += data;
        co_return Result<void>{};
    }

    Task<void> send_file(net::FileBody file) override {
        Bytes part(file.length, '\0');
        const ssize_t count = ::pread(
            file.file->descriptor(), part.data(), part.size(), static_cast<off_t>(file.offset)
        );
        EXPECT_EQ(count, static_cast<ssize_t>(part.size()));
        bytes += part;
        co_return Result<void>{};
    }

    Bytes bytes;
};

asio::awaitable<void>
make(ObjectStore& objects, ChosenImages chosen, std::unique_ptr<ImageArchive>& archive) {
    archive = co_await ImageArchive::make(objects, std::move(chosen));
}

class ImageArchiveTest : public ::testing::Test {
protected:
    GeneratedImage image(int number, const Bytes& file) {
        return GeneratedImage{
            .id = random_.id<ImageId>(test::kNoon),
            .lora = random_.id<LoraId>(test::kNoon),
            .batch = random_.id<BatchId>(test::kNoon),
            .wallet = test::sample_wallet(1),
            .prompt = "fox " + std::to_string(number),
            .seed = {7},
            .size = {256, 256},
            .content_type = "image/jpeg",
            .byte_count = static_cast<std::int64_t>(file.size()),
            .sha256 = {},
            .crc32 = crc32(file),
            .thumbhash = {},
            .path = ObjectKey::trusted("2026/11/" + std::to_string(number) + "/full.jpg"),
            .created_at = test::kNoon,
            .engine = "fake",
        };
    }

    GeneratedImage kept(ObjectStore& store, int number, const Bytes& file) {
        GeneratedImage kept = image(number, file);
        run_.value(store.put(Bucket::generated, kept.path, file, "image/jpeg"));
        return kept;
    }

    std::unique_ptr<ImageArchive> archive(
        ObjectStore& store,
        std::vector<GeneratedImage> images,
        std::vector<ImageId> missing = {}
    ) {
        std::unique_ptr<ImageArchive> archive;
        ChosenImages chosen{std::move(images), std::move(missing), ""};
        run_(make(store, std::move(chosen), archive));
        return archive;
    }

    Bytes bytes_of(ImageArchive& archive, net::ByteRange range) {
        CollectingWriter writer;
        run_(archive.write_range(writer, range));
        return std::move(writer.bytes);
    }

    Bytes bytes_of(ImageArchive& archive) { return bytes_of(archive, {0, archive.size()}); }

    static std::vector<std::string> names_in(const Bytes& zip) {
        const auto source = zip::view_bytes(zip);
        const auto reader = zip::Reader::open(*source).value();
        std::vector<std::string> names;
        for (const zip::Entry& entry : reader.entries()) {
            names.push_back(entry.name);
        }
        return names;
    }

    static Bytes file_in(const Bytes& zip, std::size_t index) {
        const auto source = zip::view_bytes(zip);
        const auto reader = zip::Reader::open(*source).value();
        return reader.read(reader.entries().at(index)).value();
    }

    test::TaskRunner run_;
    test::SeededRandom random_;
    test::TestFolderStore folder_;
    test::MemoryObjectStore elsewhere_{run_.executor()};
};

TEST_F(ImageArchiveTest, HoldsEveryFileUnderANameOfItsOwn) {
    for (ObjectStore* store :
         {static_cast<ObjectStore*>(&*folder_), static_cast<ObjectStore*>(&elsewhere_)}) {
        GeneratedImage second = kept(*store, 2, "two");
        second.prompt = "fox 1";
        const auto zip = archive(*store, {kept(*store, 1, "one"), second});

        const Bytes bytes = bytes_of(*zip);

        EXPECT_EQ(bytes.size(), zip->size());
        EXPECT_THAT(
            names_in(bytes), ElementsAre("2026-11-21-fox-1-7.jpg", "2026-11-21-fox-1-7-2.jpg")
        );
        EXPECT_EQ(file_in(bytes, 0), "one");
        EXPECT_EQ(file_in(bytes, 1), "two");
    }
}

TEST_F(ImageArchiveTest, GivesTheSameBytesInPiecesFromAnywhere) {
    for (ObjectStore* store :
         {static_cast<ObjectStore*>(&*folder_), static_cast<ObjectStore*>(&elsewhere_)}) {
        const auto zip = archive(*store, {kept(*store, 1, "one"), kept(*store, 2, "twenty-two")});
        const Bytes whole = bytes_of(*zip);

        for (std::uint64_t at = 0; at <= 300 && at < whole.size(); ++at) {
            ASSERT_EQ(bytes_of(*zip, {at, whole.size() - at}), whole.substr(at)) << at;
            ASSERT_EQ(bytes_of(*zip, {at, 1}), whole.substr(at, 1)) << at;
            ASSERT_EQ(bytes_of(*zip, {0, at}), whole.substr(0, at)) << at;
        }
    }
}

TEST_F(ImageArchiveTest, LeavesOutAndNamesWhatIsMissingFromTheBeginning) {
    const GeneratedImage gone = image(2, "two");
    const GeneratedImage cut = kept(*folder_, 3, "three");
    kept(*folder_, 3, "thr");
    const ImageId unknown = random_.id<ImageId>(test::kNoon);
    const auto zip = archive(*folder_, {kept(*folder_, 1, "one"), gone, cut}, {unknown});

    const Bytes bytes = bytes_of(*zip);

    EXPECT_THAT(names_in(bytes), ElementsAre("2026-11-21-fox-1-7.jpg", "problems.txt"));
    const Bytes problems = file_in(bytes, 1);
    EXPECT_THAT(problems, HasSubstr("2026-11-21-fox-2-7.jpg: its file is missing"));
    EXPECT_THAT(problems, HasSubstr("2026-11-21-fox-3-7.jpg: its file is missing"));
    EXPECT_THAT(problems, HasSubstr(unknown.text()));
}

TEST_F(ImageArchiveTest, KeepsItsLengthWhenAFileVanishesOnTheWay) {
    for (ObjectStore* store :
         {static_cast<ObjectStore*>(&*folder_), static_cast<ObjectStore*>(&elsewhere_)}) {
        const GeneratedImage gone = kept(*store, 1, "one");
        const auto zip = archive(*store, {gone, kept(*store, 2, "two")});
        run_.value(store->remove(Bucket::generated, gone.path));

        const Bytes bytes = bytes_of(*zip);

        EXPECT_EQ(bytes.size(), zip->size());
        EXPECT_EQ(names_in(bytes).back(), "problems.txt");
        EXPECT_EQ(file_in(bytes, 1), "two");
        EXPECT_THAT(file_in(bytes, 2), HasSubstr("fox-1-7.jpg: its file is missing"));
    }
}

TEST_F(ImageArchiveTest, EndsEarlyWhenAStoreDoesNotAnswerSoThatTheClientGoesOnLater) {
    const auto zip = archive(elsewhere_, {kept(elsewhere_, 1, "one")});
    elsewhere_.gets.next(Error::unavailable("down"));

    const Bytes bytes = bytes_of(*zip);
    const std::uint64_t left = zip->size() - bytes.size();

    EXPECT_GT(left, 0U);
    EXPECT_EQ(file_in(bytes + bytes_of(*zip, {bytes.size(), left}), 0), "one");
}

TEST_F(ImageArchiveTest, HasATagThatChangesWithItsBytes) {
    const GeneratedImage one = kept(*folder_, 1, "one");
    const GeneratedImage two = kept(*folder_, 2, "two");
    const std::string tag = archive(*folder_, {one, two})->etag();

    EXPECT_EQ(archive(*folder_, {one, two})->etag(), tag);
    EXPECT_NE(archive(*folder_, {two, one})->etag(), tag);
    run_.value(folder_->remove(Bucket::generated, two.path));
    EXPECT_NE(archive(*folder_, {one, two})->etag(), tag);
}

TEST_F(ImageArchiveTest, NamesAsManyProblemsAsThereIsRoomFor) {
    std::vector<GeneratedImage> gone;
    for (int i = 0; i < 1'000; ++i) {
        gone.push_back(image(i, "x"));
    }

    const Bytes problems = file_in(bytes_of(*archive(*folder_, gone)), 0);

    EXPECT_THAT(problems, HasSubstr("fox-0-7.jpg"));
    EXPECT_THAT(problems, HasSubstr("... and more.\n"));
}

}  // namespace
}  // namespace likeness::api
