#include "adapters/image_intake/folder_image_intake.hpp"

#include "base/digest.hpp"
#include "core/moved_image.hpp"
#include "imaging/codec.hpp"
#include "imaging/metadata.hpp"
#include "testing/code_of.hpp"
#include "testing/run_task.hpp"
#include "testing/seeded_random.hpp"
#include "testing/temporary_folder.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace likeness::image_intake {
namespace {

using test::code_of;
using ::testing::HasSubstr;

Bytes picture(imaging::Format format = imaging::Format::png, int width = 30, int height = 20) {
    imaging::Picture pixels = imaging::blank_picture(width, height, 3);
    for (std::size_t i = 0; i < pixels.pixels.size(); ++i) {
        pixels.pixels[i] = static_cast<char>(i % 251);
    }
    return imaging::encode(pixels, format).value();
}

class FolderImageIntakeTest : public ::testing::Test {
protected:
    /// Sends the bytes in pieces; the first error ends it.
    Result<StagedImage> send(BytesView bytes, std::size_t piece = 1'000) {
        const std::unique_ptr<IncomingImage> image = run_.value(intake_.begin());
        while (!bytes.empty()) {
            LIKENESS_CHECK(run_(image->write(Bytes(bytes.substr(0, piece)))));
            bytes.remove_prefix(std::min(piece, bytes.size()));
        }
        return run_(image->finish());
    }

    Result<InspectedImage> inspect(BytesView bytes, std::string sidecar = {}) {
        return run_(intake_.inspect(send(bytes).value(), std::move(sidecar)));
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
    FolderImageIntake intake_{folder_.path(), random_};
};

TEST_F(FolderImageIntakeTest, KeepsTheFileAsItCameForAsLongAsItIsHeld) {
    const Bytes bytes = picture();
    {
        const StagedImage staged = send(bytes, 7).value();

        std::ifstream stream(staged.file->path(), std::ios::binary);
        const Bytes kept{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
        EXPECT_EQ(kept, bytes);
        EXPECT_EQ(staged.byte_count, static_cast<std::int64_t>(bytes.size()));
        EXPECT_EQ(staged.sha256, to_hex(sha256(bytes)));
    }
    EXPECT_EQ(files(), 0);
}

TEST_F(FolderImageIntakeTest, SeesWhatAGalleryNeeds) {
    for (const imaging::Format format :
         {imaging::Format::png, imaging::Format::jpeg, imaging::Format::webp}) {
        const Bytes bytes = picture(format);

        const InspectedImage seen = inspect(bytes).value();

        EXPECT_EQ(seen.size, (ImageSize{30, 20}));
        EXPECT_EQ(seen.crc32, crc32(bytes));
        EXPECT_EQ(imaging::detect_format(seen.thumbnail_384), imaging::Format::webp);
        EXPECT_EQ(imaging::detect_format(seen.thumbnail_768), imaging::Format::webp);
        EXPECT_FALSE(seen.thumbhash.empty());
        EXPECT_FALSE(seen.recipe);
    }
}

TEST_F(FolderImageIntakeTest, ReadsTheRecipeInTheFile) {
    imaging::Recipe recipe;
    recipe.prompt = "a fox";
    recipe.final_prompt = "a fox";
    recipe.seed = 7;

    const InspectedImage seen = inspect(imaging::write_recipe(picture(), recipe).value()).value();

    ASSERT_TRUE(seen.recipe);
    EXPECT_EQ(seen.recipe->program, recipes::Program::likeness);
    EXPECT_EQ(seen.recipe->prompt, "a fox");
}

TEST_F(FolderImageIntakeTest, ReadsTheRecipeBesideTheFile) {
    const InspectedImage seen =
        inspect(picture(), "a fox\nSteps: 30, Sampler: Euler a, Seed: 7").value();

    ASSERT_TRUE(seen.recipe);
    EXPECT_EQ(seen.recipe->prompt, "a fox");
    EXPECT_EQ(seen.recipe->steps, 30);
}

TEST_F(FolderImageIntakeTest, RefusesWhatIsNoImageAtOnce) {
    const Result<StagedImage> text = send("This is a letter and no image.");
    const Result<StagedImage> few = send("PNG");
    const Result<StagedImage> nothing = send("");

    for (const Result<StagedImage>& refused : {text, few, nothing}) {
        EXPECT_EQ(code_of(refused), ErrorCode::unsupported_media_type);
        ASSERT_EQ(refused.error().fields.size(), 1U);
        EXPECT_EQ(refused.error().fields[0].path, "file");
    }
    EXPECT_EQ(files(), 0);
}

TEST_F(FolderImageIntakeTest, RefusesADamagedImageAndSaysSo) {
    const Bytes bytes = picture();

    const Result<InspectedImage> seen = inspect(bytes.substr(0, bytes.size() / 2));

    EXPECT_EQ(code_of(seen), ErrorCode::invalid_argument);
    EXPECT_THAT(seen.error().message, HasSubstr("file: "));
    EXPECT_THAT(seen.error().message, HasSubstr("damaged"));
}

TEST_F(FolderImageIntakeTest, RefusesAFileThatIsTooLarge) {
    const std::unique_ptr<IncomingImage> image = run_.value(intake_.begin());
    run_.value(image->write(picture()));
    Bytes chunk(std::size_t{8} << 20U, 'x');
    std::optional<ErrorCode> refused;

    for (int i = 0; i < 9 && !refused; ++i) {
        const Result<void> written = run_(image->write(chunk));
        refused = written ? std::nullopt : std::optional(written.error().code);
    }

    EXPECT_EQ(refused, ErrorCode::payload_too_large);
}

}  // namespace
}  // namespace likeness::image_intake
