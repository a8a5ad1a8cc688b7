#include "imaging/metadata.hpp"

#include "imaging/codec.hpp"
#include "imaging/jpeg_segments.hpp"
#include "imaging/png_chunks.hpp"
#include "imaging/raw_bytes.hpp"
#include "imaging/test_images.hpp"
#include "imaging/test_recipe.hpp"
#include "imaging/webp_chunks.hpp"

#include <gmock/gmock.h>

namespace likeness::imaging {
namespace {

using testing::Eq;
using testing::HasSubstr;
using testing::Not;
using testing::Optional;

struct FileCase {
    std::string name;
    Bytes file;
};

std::vector<FileCase> all_files() {
    return {
        {"Jpeg", encode(test::scene(40, 30), Format::jpeg).value()},
        {"ProgressiveJpeg", test::progressive_jpeg(test::scene(40, 30))},
        {"GreyJpeg", test::grey_jpeg(40, 30)},
        {"Png", encode(test::scene(40, 30), Format::png).value()},
        {"PngWithOpacity", encode(test::scene(40, 30, 4), Format::png).value()},
        {"Webp", encode(test::scene(40, 30), Format::webp).value()},
        {"WebpWithOpacity", encode(test::scene(40, 30, 4), Format::webp).value()},
        {"LosslessWebp", test::lossless_webp(test::scene(40, 30))},
        {"LosslessWebpWithOpacity", test::lossless_webp(test::scene(40, 30, 4))}};
}

class MetadataTest : public testing::TestWithParam<FileCase> {
protected:
    const Bytes& file() const { return GetParam().file; }
};

TEST_P(MetadataTest, GivesBackTheRecipe) {
    const Bytes written = write_recipe(file(), test::full_recipe()).value();

    EXPECT_THAT(read_recipe(written).value(), Optional(test::full_recipe()));
}

TEST_P(MetadataTest, KeepsThePixels) {
    const Bytes written = write_recipe(file(), test::full_recipe()).value();

    EXPECT_EQ(decode(written).value(), decode(file()).value());
    EXPECT_EQ(read_header(written).value(), read_header(file()).value());
}

TEST_P(MetadataTest, StripsBackToTheVeryBytes) {
    const Bytes written = write_recipe(file(), test::full_recipe()).value();

    EXPECT_EQ(strip_recipe(written).value(), file());
}

TEST_P(MetadataTest, ReplacesTheRecipeOfAnEarlierWrite) {
    Recipe other = test::full_recipe();
    other.prompt = "an owl";

    const Bytes twice =
        write_recipe(write_recipe(file(), test::full_recipe()).value(), other).value();

    EXPECT_EQ(twice, write_recipe(file(), other).value());
}

TEST_P(MetadataTest, ReadsNothingFromAFileWithoutRecipe) {
    EXPECT_THAT(read_recipe(file()).value(), Eq(std::nullopt));
}

TEST_P(MetadataTest, GivesBackHostilePrompts) {
    Recipe recipe = test::full_recipe();
    recipe.prompt = test::kHostilePrompt;
    recipe.final_prompt = test::kHostilePrompt;

    EXPECT_THAT(read_recipe(write_recipe(file(), recipe).value()).value(), Optional(recipe));
}

TEST_P(MetadataTest, GivesBackPromptsOfTenThousandCharacters) {
    Recipe recipe = test::full_recipe();
    for (int i = 0; i < 10'000; ++i) {
        recipe.prompt += "\xF0\x9F\xA6\x8A";
        recipe.negative_prompt += '&';
    }
    recipe.final_prompt = recipe.prompt + " in the style of ohwx";

    const Bytes written = write_recipe(file(), recipe).value();

    EXPECT_THAT(read_recipe(written).value(), Optional(recipe));
    EXPECT_EQ(decode(written).value(), decode(file()).value());
}

TEST_P(MetadataTest, RefusesRecipesOverAMegabyte) {
    Recipe recipe = test::full_recipe();
    recipe.prompt = std::string(kMaxRecipeJson, 'x');

    EXPECT_EQ(write_recipe(file(), recipe).error().code, ErrorCode::invalid_argument);
}

TEST_P(MetadataTest, RefusesEveryCut) {
    const Bytes written = write_recipe(file(), test::full_recipe()).value();

    for (const std::size_t size : test::cuts(written)) {
        const BytesView cut = BytesView(written).substr(0, size);
        EXPECT_FALSE(write_recipe(cut, test::full_recipe())) << size;
        EXPECT_FALSE(strip_recipe(cut)) << size;
        EXPECT_FALSE(read_recipe(cut)) << size;
    }
}

TEST_P(MetadataTest, DropsBytesBehindTheEnd) {
    EXPECT_EQ(strip_recipe(file() + "GPS 48.2N 16.4E").value(), file());
    EXPECT_EQ(
        write_recipe(file() + "GPS 48.2N 16.4E", test::full_recipe()).value(),
        write_recipe(file(), test::full_recipe()).value()
    );
}

INSTANTIATE_TEST_SUITE_P(
    Files,
    MetadataTest,
    testing::ValuesIn(all_files()),
    [](const auto& param) { return param.param.name; }
);

TEST(StripTest, TakesEverythingPrivateOutOfAJpeg) {
    const Bytes plain = encode(test::scene(16, 16), Format::jpeg).value();
    const Bytes profile =
        test::jpeg_segment(jpeg_marker::kApp2, Bytes("ICC_PROFILE\0\x01\x01profile", 21));
    const Bytes adobe =
        test::jpeg_segment(jpeg_marker::kApp14, Bytes("Adobe\0\x64\0\0\0\0\x01", 12));
    const Bytes secrets = test::jpeg_segment(jpeg_marker::kApp1, "Exif secret") +
                          test::jpeg_segment(jpeg_marker::kApp2, "MPF secret") +
                          test::jpeg_segment(0xED, "Photoshop secret") +
                          test::jpeg_segment(0xFE, "comment secret");
    const std::size_t behind_jfif = 20;
    Bytes file = plain;
    file.insert(behind_jfif, profile + secrets + adobe);

    const Bytes stripped = strip_recipe(file).value();

    Bytes expected = plain;
    expected.insert(behind_jfif, profile + adobe);
    EXPECT_EQ(stripped, expected);
}

TEST(StripTest, KeepsTheOrientationOfAJpegAndNothingElseOfItsExif) {
    const Bytes plain = encode(test::scene(16, 8), Format::jpeg).value();
    const Bytes file = test::with_segments(plain, test::exif_segment(6));

    const Bytes stripped = strip_recipe(write_recipe(file, test::full_recipe()).value()).value();

    EXPECT_EQ(read_header(stripped)->orientation, 6);
    EXPECT_EQ(decode(stripped).value(), decode(file).value());
    EXPECT_THAT(stripped, Not(HasSubstr("fox")));
}

TEST(StripTest, KeepsOnlyThePictureAndItsColoursOfAPng) {
    const std::vector<test::NamedChunk> colours{
        {"gAMA", Bytes("\0\0\xB1\x8F", 4)}, {"pHYs", Bytes(9, '\x01')}};
    std::vector<test::NamedChunk> chunks = colours;
    chunks.push_back({"tEXt", Bytes("workflow\0secret", 15)});
    chunks.push_back({"tIME", Bytes(7, '\x01')});
    chunks.push_back({"prVt", "secret"});

    const Bytes stripped = strip_recipe(test::raw_png({}, Bytes(4, '\0'), chunks)).value();

    EXPECT_EQ(stripped, test::raw_png({}, Bytes(4, '\0'), colours));
}

TEST(StripTest, KeepsTheProfileOfAWebp) {
    const Bytes plain = encode(test::scene(16, 8), Format::webp).value();
    const auto picture = webp_chunks(plain)->front();
    const Bytes header("\x28\0\0\0\x0F\0\0\x07\0\0", 10);
    const Bytes file = webp_file(
        {{"VP8X", header},
         {"ICCP", "profile"},
         picture,
         {"EXIF", "secret"},
         {"XMP ", "secret"},
         {"JUNK", "secret"}}
    );

    const Bytes stripped = strip_recipe(file).value();

    const Bytes profile_only("\x20\0\0\0\x0F\0\0\x07\0\0", 10);
    EXPECT_EQ(stripped, webp_file({{"VP8X", profile_only}, {"ICCP", "profile"}, picture}));
    EXPECT_TRUE(decode(stripped));
}

TEST(WriteRecipeTest, KeepsProfilesAndReplacesOtherMetadata) {
    const Bytes plain = encode(test::scene(16, 16), Format::jpeg).value();
    const Bytes profile =
        test::jpeg_segment(jpeg_marker::kApp2, Bytes("ICC_PROFILE\0\x01\x01profile", 21));
    const Bytes engine_exif =
        test::jpeg_segment(jpeg_marker::kApp1, Bytes("Exif\0\0engine secret", 19));

    const Bytes written =
        write_recipe(test::with_segments(plain, engine_exif + profile), test::full_recipe())
            .value();

    EXPECT_THAT(written, HasSubstr(profile));
    EXPECT_THAT(written, Not(HasSubstr("engine secret")));
}

TEST(WriteRecipeTest, LeavesNoSegmentOverItsLimit) {
    Recipe recipe = test::full_recipe();
    recipe.prompt = std::string(60'000, '<');
    recipe.final_prompt = std::string(60'000, '\xE9');
    recipe.negative_prompt = std::string(60'000, 'n');

    const Bytes written =
        write_recipe(encode(test::scene(8, 8), Format::jpeg).value(), recipe).value();

    EXPECT_TRUE(decode(written));
    EXPECT_THAT(written, HasSubstr("http://ns.adobe.com/xmp/extension/"));
    EXPECT_EQ(read_recipe(written).value()->prompt, recipe.prompt);
}

TEST(WriteRecipeTest, TakesTheFirstOfTwoPicturesInAWebpAsDecodersDo) {
    const Bytes plain = encode(test::scene(16, 8), Format::webp).value();
    const auto picture = webp_chunks(plain)->front();
    const Bytes header("\0\0\0\0\x0F\0\0\x07\0\0", 10);
    const Bytes file = webp_file({{"VP8X", header}, picture, {"VP8 ", "no picture"}});

    const Bytes written = write_recipe(file, test::full_recipe()).value();

    EXPECT_EQ(decode(written).value(), decode(plain).value());
}

TEST(WriteRecipeTest, RefusesFilesThatAreNoStillImages) {
    EXPECT_EQ(
        write_recipe("GIF89a", test::full_recipe()).error().code, ErrorCode::unsupported_media_type
    );
    EXPECT_EQ(
        write_recipe(test::animated_webp(), test::full_recipe()).error().code,
        ErrorCode::unsupported_media_type
    );
    EXPECT_EQ(
        strip_recipe(test::raw_png({}, Bytes(4, '\0'), {{"acTL", Bytes(8, '\0')}})).error().code,
        ErrorCode::unsupported_media_type
    );
}

TEST(ReadRecipeTest, SaysWhenTheRecipeIsDamaged) {
    const Bytes file =
        test::raw_png({}, Bytes(4, '\0'), {{"iTXt", Bytes("likeness\0\0\0\0\0{\"format\":", 23)}});

    EXPECT_EQ(read_recipe(file).error().code, ErrorCode::invalid_argument);
}

class ExtendedXmpTest : public testing::Test {
protected:
    ExtendedXmpTest() {
        recipe.prompt = std::string(200'000, 'x');
        file = write_recipe(encode(test::scene(8, 8), Format::jpeg).value(), recipe).value();
        part = file.find("http://ns.adobe.com/xmp/extension/") - 4;
        part_size = 2U + be16_at(file, part + 2);
    }

    Recipe recipe = test::full_recipe();
    Bytes file;
    std::size_t part = 0;  // where the first segment of the extension stands
    std::size_t part_size = 0;
};

TEST_F(ExtendedXmpTest, IsPutTogetherAgain) {
    EXPECT_THAT(read_recipe(file).value(), Optional(recipe));
}

TEST_F(ExtendedXmpTest, GivesNothingWhenAPartIsMissing) {
    file.erase(part, part_size);

    EXPECT_THAT(read_recipe(file).value(), Eq(std::nullopt));
}

TEST_F(ExtendedXmpTest, PassesOverAPartThatComesTwice) {
    file.insert(part, file.substr(part, part_size));

    EXPECT_THAT(read_recipe(file).value(), Optional(recipe));
}

}  // namespace
}  // namespace likeness::imaging
