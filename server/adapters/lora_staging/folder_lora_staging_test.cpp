#include "adapters/lora_staging/folder_lora_staging.hpp"

#include "base/digest.hpp"
#include "safetensors/testing_lora.hpp"
#include "testing/code_of.hpp"
#include "testing/memory_object_store.hpp"
#include "testing/run_task.hpp"
#include "testing/seeded_random.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <vector>

namespace likeness::lora_staging {
namespace {

namespace fs = std::filesystem;
using test::code_of;
using ::testing::HasSubstr;

Bytes lora_file() {
    return safetensors::write_safetensors(
        safetensors::paperflux_lora(4), safetensors::kPaperfluxMetadata
    );
}

Bytes content_of(const fs::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

class FolderLoraStagingTest : public ::testing::Test {
protected:
    std::unique_ptr<LoraUpload> begun() { return run_.value(staging_.begin(id_)); }

    /// Sends the bytes in pieces of this size; the first error ends it.
    Result<StagedLora> stage(BytesView bytes, std::size_t piece) {
        const std::unique_ptr<LoraUpload> upload = begun();
        while (!bytes.empty()) {
            LIKENESS_CHECK(run_(upload->write(Bytes(bytes.substr(0, piece)))));
            bytes.remove_prefix(std::min(piece, bytes.size()));
        }
        return run_(upload->finish());
    }

    std::ptrdiff_t files() const {
        return std::distance(fs::directory_iterator(folder()), fs::directory_iterator());
    }

    fs::path folder() const { return root_.path() / "staging"; }

    test::TaskRunner run_;
    test::TemporaryFolder root_{test::memory_folder()};
    test::SeededRandom random_;
    test::MemoryObjectStore objects_{run_.executor()};
    const LoraId id_ = random_.id<LoraId>(Timestamp{});
    FolderLoraStaging staging_{folder(), objects_, random_};
};

TEST_F(FolderLoraStagingTest, LaysTheFileOnDiskAsItCameInWhateverThePieces) {
    const Bytes file = lora_file();
    for (const std::size_t piece : {file.size(), std::size_t{100'000}, std::size_t{4'097}}) {
        const StagedLora staged = stage(file, piece).value();

        EXPECT_EQ(content_of(staged.file->path()), file);
        EXPECT_EQ(staged.byte_count, static_cast<std::int64_t>(file.size()));
        EXPECT_EQ(staged.sha256, to_hex(sha256(file)));
    }
}

TEST_F(FolderLoraStagingTest, TellsWhatTheFileIs) {
    const StagedLora staged = stage(lora_file(), 100'000).value();

    EXPECT_EQ(staged.facts.base_model, safetensors::BaseModel::paperflux_1);
    EXPECT_EQ(staged.facts.rank, 4);
    EXPECT_EQ(staged.facts.title, "Paper Boats");
}

TEST_F(FolderLoraStagingTest, PutsTheFileWhereTheLorasWeightsLie) {
    const Bytes file = lora_file();

    const StagedLora staged = stage(file, 100'000).value();

    EXPECT_EQ(staged.id, id_);
    ASSERT_TRUE(run_(staged.on_its_way->finish()));
    EXPECT_EQ(run_.value(objects_.get(Bucket::loras, weights_key(id_), file.size())), file);
}

TEST_F(FolderLoraStagingTest, LetsTheFileGoWithItsLastOwner) {
    {
        const StagedLora staged = stage(lora_file(), 100'000).value();
        const StagedLora copy = staged;
        EXPECT_EQ(files(), 1);
    }

    EXPECT_EQ(files(), 0);
}

TEST_F(FolderLoraStagingTest, LeavesNothingBehindAnUploadThatBreaksOff) {
    {
        const std::unique_ptr<LoraUpload> upload = begun();
        ASSERT_TRUE(run_(upload->write(lora_file().substr(0, 10'000))));
        EXPECT_EQ(files(), 1);
    }

    EXPECT_EQ(files(), 0);
}

TEST_F(FolderLoraStagingTest, RemovesWhatADeadProcessHadBegun) {
    std::ofstream(folder() / "0011.part") << "half";

    staging_.remove_leftovers();

    EXPECT_EQ(files(), 0);
}

TEST_F(FolderLoraStagingTest, RefusesOtherKindsOfFileWithTheFirstBytes) {
    const std::vector<std::pair<Bytes, std::string>> kinds{
        {Bytes("PK\x03\x04 checkpoint"), "zip"},
        {Bytes("\x80\x02}q of Python"), "pickle"},
        {Bytes("<!doctype html>"), "web page"},
        {Bytes("\x89PNG\r\n\x1A\n and more"), "image"}};
    for (const auto& [start, word] : kinds) {
        const std::unique_ptr<LoraUpload> upload = begun();

        const Result<void> written = run_(upload->write(start));

        ASSERT_EQ(code_of(written), ErrorCode::unprocessable) << word;
        EXPECT_THAT(written.error().message, HasSubstr(word));
    }
}

TEST_F(FolderLoraStagingTest, RefusesAHeaderThatIsTooLongWithTheFirstBytes) {
    const Bytes start("\xFF\xFF\xFF\xFF\x00\x00\x00\x00{", 9);
    const std::unique_ptr<LoraUpload> upload = begun();

    EXPECT_EQ(code_of(run_(upload->write(start))), ErrorCode::unprocessable);
}

TEST_F(FolderLoraStagingTest, RefusesWhatComesInPiecesTooSmallToTell) {
    EXPECT_EQ(code_of(stage("<!doctype html>", 3)), ErrorCode::unprocessable);
    EXPECT_EQ(code_of(stage("", 1)), ErrorCode::unprocessable);
}

TEST_F(FolderLoraStagingTest, RefusesAFileThatIsCut) {
    const Bytes file = lora_file();

    const Result<StagedLora> staged = stage(BytesView(file).substr(0, file.size() - 1), 100'000);

    ASSERT_EQ(code_of(staged), ErrorCode::unprocessable);
    EXPECT_EQ(files(), 0);
}

TEST_F(FolderLoraStagingTest, RefusesASafetensorsFileThatIsNoLora) {
    const Bytes model =
        safetensors::write_safetensors({{"model.weight", safetensors::DType::f16, {64, 64}}});

    const Result<StagedLora> staged = stage(model, 100'000);

    ASSERT_EQ(code_of(staged), ErrorCode::unprocessable);
    EXPECT_FALSE(staged.error().message.empty());
}

TEST_F(FolderLoraStagingTest, KeepsUploadsAtTheSameTimeApart) {
    const Bytes first = lora_file();
    const Bytes second = safetensors::write_safetensors(
        safetensors::paperflux_lora(2), safetensors::kPaperfluxMetadata
    );
    const std::unique_ptr<LoraUpload> one = begun();
    const std::unique_ptr<LoraUpload> other = begun();

    const auto [a, b] = run_.all(one->write(first), other->write(second));
    ASSERT_TRUE(a && b);

    EXPECT_EQ(run_.value(one->finish()).sha256, to_hex(sha256(first)));
    EXPECT_EQ(run_.value(other->finish()).sha256, to_hex(sha256(second)));
}

TEST_F(FolderLoraStagingTest, SaysThatItCannotStore) {
    fs::remove_all(folder());
    const std::unique_ptr<LoraUpload> upload = begun();

    const Result<void> written = run_(upload->write(lora_file()));

    ASSERT_EQ(code_of(written), ErrorCode::unavailable);
    EXPECT_EQ(written.error().message, "The server cannot store files at the moment.");
}

TEST_F(FolderLoraStagingTest, LooksAtAFileThatIsOnDiskAlready) {
    const Bytes file = lora_file();
    const fs::path path = root_.path() / "weights.safetensors";
    std::ofstream(path, std::ios::binary) << file;

    const StagedLora staged = inspect_file(std::make_shared<const StagedFile>(path)).value();

    EXPECT_EQ(staged.byte_count, static_cast<std::int64_t>(file.size()));
    EXPECT_EQ(staged.sha256, to_hex(sha256(file)));
    EXPECT_EQ(staged.facts.rank, 4);
}

TEST_F(FolderLoraStagingTest, NamesAFileThatItCannotRead) {
    const auto missing = std::make_shared<const StagedFile>(root_.path() / "missing.safetensors");

    const Result<StagedLora> staged = inspect_file(missing);

    ASSERT_EQ(code_of(staged), ErrorCode::not_found);
    EXPECT_THAT(staged.error().message, HasSubstr("missing.safetensors"));
}

}  // namespace
}  // namespace likeness::lora_staging
