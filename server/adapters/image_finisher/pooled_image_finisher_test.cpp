#include "adapters/image_finisher/pooled_image_finisher.hpp"

#include "base/digest.hpp"
#include "imaging/codec.hpp"
#include "imaging/image_header.hpp"
#include "imaging/metadata.hpp"
#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"
#include "testing/run_task.hpp"

#include <gmock/gmock.h>

#include <vector>

namespace likeness::image_finisher {
namespace {

using imaging::Format;
using test::code_of;

/// Colours that run across and down.
imaging::Picture shaded(int width, int height) {
    imaging::Picture picture = imaging::blank_picture(width, height, 3);
    std::size_t at = 0;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            picture.pixels[at++] = static_cast<char>(255 * x / width);
            picture.pixels[at++] = static_cast<char>(255 * y / height);
            picture.pixels[at++] = static_cast<char>(90);
        }
    }
    return picture;
}

Bytes image(int width, int height, Format format = Format::jpeg) {
    return imaging::encode(shaded(width, height), format).value();
}

ImageRecipe recipe() {
    ImageRecipe recipe{
        .image_id = "0192f0c1d2e3f4a5b6c7d8e9fa0b1c2d",
        .prompt = "a \"fox\" \xF0\x9F\xA6\x8A",
        .final_prompt = "a \"fox\" \xF0\x9F\xA6\x8A in the style of ohwx",
        .seed = {18446744073709551615U},
        .settings = {},
        .loras = {{"Winter", "ohwx", std::string(64, 'a'), 1.25}},
        .base_model = "paperflux-1",
        .engine = "paperflux",
        .created_at = test::kNoon,
    };
    recipe.settings.num_inference_steps = 20;
    return recipe;
}

class PooledImageFinisherTest : public ::testing::Test {
protected:
    Result<FinishedImage> finish(Bytes bytes, ImageRecipe recipe = image_finisher::recipe()) {
        return run_(finisher_.finish(std::move(bytes), std::move(recipe)));
    }

    test::TaskRunner run_;
    PooledImageFinisher finisher_{"Likeness 1.2.3", 2};
};

TEST_F(PooledImageFinisherTest, ReadsSizeAndFormatFromTheBytesWhateverWasAskedFor) {
    const std::vector<std::pair<Format, OutputFormat>> formats{
        {Format::jpeg, OutputFormat::jpeg},
        {Format::png, OutputFormat::png},
        {Format::webp, OutputFormat::webp}};
    for (const auto& [format, expected] : formats) {
        const FinishedImage finished = finish(image(300, 200, format)).value();

        EXPECT_EQ(finished.format, expected);
        EXPECT_EQ(finished.size, (ImageSize{300, 200}));
    }
}

TEST_F(PooledImageFinisherTest, MakesThumbnailsWhoseLongerSidesHave384And768Pixels) {
    const FinishedImage finished = finish(image(1000, 800)).value();

    const imaging::ImageHeader small = imaging::read_header(finished.thumbnail_384).value();
    const imaging::ImageHeader large = imaging::read_header(finished.thumbnail_768).value();

    EXPECT_EQ(small.format, Format::webp);
    EXPECT_EQ(small.width, 384);
    EXPECT_EQ(small.height, 307);
    EXPECT_EQ(large.format, Format::webp);
    EXPECT_EQ(large.width, 768);
    EXPECT_EQ(large.height, 614);
}

TEST_F(PooledImageFinisherTest, EnlargesNoSmallImage) {
    const FinishedImage finished = finish(image(300, 200)).value();

    EXPECT_EQ(imaging::read_header(finished.thumbnail_384).value().width, 300);
    EXPECT_EQ(imaging::read_header(finished.thumbnail_768).value().width, 300);
}

TEST_F(PooledImageFinisherTest, WritesEveryLoraIntoTheFile) {
    ImageRecipe two = recipe();
    two.loras.push_back({"Night", "nnarcd", std::string(64, 'b'), 0.5});

    const FinishedImage finished = finish(image(300, 200), two).value();

    const imaging::Recipe written = imaging::read_recipe(finished.file).value().value();
    ASSERT_EQ(written.loras.size(), 2U);
    EXPECT_EQ(written.loras[0].scale, 1.25);
    EXPECT_EQ(
        written.loras[1], (imaging::RecipeLora{"Night", "nnarcd", 0.5, std::string(64, 'b')})
    );
}

TEST_F(PooledImageFinisherTest, WritesTheRecipeIntoTheFile) {
    for (const Format format : {Format::jpeg, Format::png, Format::webp}) {
        const FinishedImage finished = finish(image(300, 200, format)).value();

        const imaging::Recipe written = imaging::read_recipe(finished.file).value().value();

        EXPECT_EQ(written.image_id, recipe().image_id);
        EXPECT_EQ(written.prompt, recipe().prompt);
        EXPECT_EQ(written.final_prompt, recipe().final_prompt);
        EXPECT_EQ(written.seed, 18446744073709551615U);
        EXPECT_EQ(written.steps, 20);
        EXPECT_EQ(written.width, 300);
        EXPECT_EQ(written.height, 200);
        EXPECT_EQ(
            written.loras,
            (std::vector<imaging::RecipeLora>{{"Winter", "ohwx", 1.25, std::string(64, 'a')}})
        );
        EXPECT_EQ(written.engine, "paperflux");
        EXPECT_EQ(written.software, "Likeness 1.2.3");
        EXPECT_EQ(written.created_at, test::kNoon);
    }
}

TEST_F(PooledImageFinisherTest, LeavesThePixelsAsTheyAre) {
    const Bytes bytes = image(300, 200);

    const FinishedImage finished = finish(bytes).value();

    EXPECT_EQ(imaging::decode(finished.file).value(), imaging::decode(bytes).value());
    EXPECT_EQ(imaging::strip_recipe(finished.file).value(), bytes);
}

TEST_F(PooledImageFinisherTest, TakesTheRecipeOutAgain) {
    for (const Format format : {Format::jpeg, Format::png, Format::webp}) {
        const Bytes bytes = image(300, 200, format);
        const FinishedImage finished = finish(bytes).value();

        EXPECT_EQ(run_.value(finisher_.without_recipe(finished.file)), bytes);
    }
    EXPECT_EQ(code_of(run_(finisher_.without_recipe("no image"))), ErrorCode::unprocessable);
}

TEST_F(PooledImageFinisherTest, TellsHashAndChecksumOfTheFileThatIsKept) {
    const FinishedImage finished = finish(image(300, 200)).value();

    EXPECT_EQ(finished.sha256, to_hex(sha256(finished.file)));
    EXPECT_EQ(finished.crc32, crc32(finished.file));
    EXPECT_TRUE(from_base64(finished.thumbhash));
}

TEST_F(PooledImageFinisherTest, SaysOfFluxThatItsGuidanceIsDistilled) {
    ImageRecipe flux = recipe();
    flux.base_model = "flux.1";

    const FinishedImage by_flux = finish(image(300, 200), std::move(flux)).value();
    const FinishedImage by_paperflux = finish(image(300, 200)).value();

    EXPECT_TRUE(imaging::read_recipe(by_flux.file).value()->guidance_is_distilled);
    EXPECT_FALSE(imaging::read_recipe(by_paperflux.file).value()->guidance_is_distilled);
}

TEST_F(PooledImageFinisherTest, BlamesTheEngineForBytesThatAreNoWholeImage) {
    const Bytes good = image(300, 200);
    Bytes damaged = image(300, 200, Format::png);
    damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
    for (const Bytes& bytes :
         {Bytes(),
          Bytes("<html>an error page</html>"),
          Bytes(R"({"error":"out of credits"})"),
          good.substr(0, 2),
          good.substr(0, good.size() / 2),
          damaged}) {
        const Result<FinishedImage> finished = finish(bytes);

        ASSERT_EQ(code_of(finished), ErrorCode::upstream_failed) << bytes.size();
        EXPECT_EQ(finished.error().message, "The engine's answer was no usable image.");
        EXPECT_FALSE(finished.error().detail.empty());
    }
}

TEST_F(PooledImageFinisherTest, FinishesManyAtOnce) {
    std::vector<Task<FinishedImage>> tasks;
    for (int width = 300; width < 308; ++width) {
        tasks.push_back(finisher_.finish(image(width, 200), recipe()));
    }

    const std::vector<Result<FinishedImage>> finished = run_.all(std::move(tasks));

    for (std::size_t i = 0; i < finished.size(); ++i) {
        EXPECT_EQ(finished[i].value().size.width, 300 + static_cast<int>(i));
    }
}

}  // namespace
}  // namespace likeness::image_finisher
