#include "imaging/thumbnails.hpp"

#include "imaging/codec.hpp"
#include "imaging/resample.hpp"
#include "imaging/test_images.hpp"

#include <gtest/gtest.h>

namespace likeness::imaging {
namespace {

Bytes jpeg(int width, int height) {
    return encode(test::scene(width, height), Format::jpeg).value();
}

Size size_of(const Thumbnail& thumbnail) {
    return {thumbnail.width, thumbnail.height};
}

TEST(ThumbnailsTest, BringTheLongerSideTo384And768) {
    const auto square = make_thumbnails(jpeg(1024, 1024));
    const auto landscape = make_thumbnails(jpeg(1216, 832));

    EXPECT_EQ(size_of(square->at_384), (Size{384, 384}));
    EXPECT_EQ(size_of(square->at_768), (Size{768, 768}));
    EXPECT_EQ(size_of(landscape->at_384), (Size{384, 263}));
    EXPECT_EQ(size_of(landscape->at_768), (Size{768, 525}));
}

TEST(ThumbnailsTest, KeepTheAspectRatioOfPortraits) {
    const auto thumbnails = make_thumbnails(jpeg(768, 1024));

    EXPECT_EQ(size_of(thumbnails->at_384), (Size{288, 384}));
    EXPECT_EQ(size_of(thumbnails->at_768), (Size{576, 768}));
}

TEST(ThumbnailsTest, AreWebpFilesOfTheSizeTheySay) {
    const auto thumbnails = make_thumbnails(jpeg(1000, 600));

    for (const Thumbnail& thumbnail : {thumbnails->at_384, thumbnails->at_768}) {
        const ImageHeader header = read_header(thumbnail.webp).value();
        EXPECT_EQ(header.format, Format::webp);
        EXPECT_EQ(header.width, thumbnail.width);
        EXPECT_EQ(header.height, thumbnail.height);
    }
}

TEST(ThumbnailsTest, NeverEnlarge) {
    const auto between = make_thumbnails(jpeg(500, 400));
    const auto small = make_thumbnails(jpeg(300, 200));
    const auto pixel = make_thumbnails(jpeg(1, 1));

    EXPECT_EQ(size_of(between->at_384), (Size{384, 307}));
    EXPECT_EQ(size_of(between->at_768), (Size{500, 400}));
    EXPECT_EQ(size_of(small->at_384), (Size{300, 200}));
    EXPECT_EQ(small->at_768.webp, small->at_384.webp);
    EXPECT_EQ(size_of(pixel->at_768), (Size{1, 1}));
}

class ThumbnailLookTest : public testing::TestWithParam<std::pair<int, int>> {};

TEST_P(ThumbnailLookTest, ShowTheSamePicture) {
    const auto [width, height] = GetParam();

    const auto thumbnails = make_thumbnails(jpeg(width, height));

    const Picture small = decode(thumbnails->at_384.webp).value();
    const Picture large = decode(thumbnails->at_768.webp).value();
    EXPECT_LT(test::difference(small, test::scene(small.width, small.height)), 3);
    EXPECT_LT(test::difference(large, test::scene(large.width, large.height)), 3);
}

// Every scale of the JPEG decoder, with and without the filter behind it.
INSTANTIATE_TEST_SUITE_P(
    Sizes,
    ThumbnailLookTest,
    testing::Values(
        std::pair(1024, 1024),
        std::pair(768, 1024),
        std::pair(1536, 640),
        std::pair(2048, 256),
        std::pair(3072, 2048),
        std::pair(6100, 700),
        std::pair(1216, 832),
        std::pair(1000, 1000),
        std::pair(801, 799),
        std::pair(777, 333)
    ),
    [](const auto& param) {
        return std::to_string(param.param.first) + "x" + std::to_string(param.param.second);
    }
);

TEST(ThumbnailsTest, KeepTheDetailThatTheirSizeCanShow) {
    // Stripes of 8 pixels are 4 wide in the large thumbnail, and would be grey if it came from
    // fewer pixels.
    Picture stripes = blank_picture(3072, 64, 3);
    for (std::size_t i = 0; i < stripes.pixels.size(); ++i) {
        stripes.pixels[i] = i / 3 % 16 < 8 ? '\x20' : '\xE0';
    }

    const auto thumbnails = make_thumbnails(encode(stripes, Format::jpeg).value());

    EXPECT_LT(
        test::difference(decode(thumbnails->at_768.webp).value(), resample(stripes, {768, 16})), 16
    );
}

TEST(ThumbnailsTest, OfFileAndPixelsAgree) {
    const Picture picture = test::scene(700, 500);

    const auto of_file = make_thumbnails(encode(picture, Format::png).value());
    const auto of_pixels = make_thumbnails(picture);

    EXPECT_EQ(of_file->at_384.webp, of_pixels->at_384.webp);
    EXPECT_EQ(of_file->at_768.webp, of_pixels->at_768.webp);
    EXPECT_EQ(of_file->thumbhash, of_pixels->thumbhash);
}

TEST(ThumbnailsTest, SayWhatTheFileIs) {
    const ImageHeader header =
        make_thumbnails(test::progressive_jpeg(test::scene(900, 800)))->header;

    EXPECT_EQ(header.format, Format::jpeg);
    EXPECT_EQ(header.width, 900);
    EXPECT_EQ(header.height, 800);
    EXPECT_TRUE(header.progressive);
}

TEST(ThumbnailsTest, StandUpright) {
    const Bytes file = test::with_segments(jpeg(1200, 800), test::exif_segment(6));

    const auto thumbnails = make_thumbnails(file);

    EXPECT_EQ(thumbnails->header.width, 800);
    EXPECT_EQ(size_of(thumbnails->at_768), (Size{512, 768}));
    const Picture shown = resample(decode(file).value(), {256, 384});
    EXPECT_LT(test::difference(decode(thumbnails->at_384.webp).value(), shown), 2.5);
}

TEST(ThumbnailsTest, KeepOpacity) {
    const auto thumbnails = make_thumbnails(test::scene(900, 900, 4));

    EXPECT_TRUE(read_header(thumbnails->at_384.webp)->has_alpha);
    EXPECT_LT(
        test::difference(decode(thumbnails->at_384.webp).value(), test::scene(384, 384, 4)), 4
    );
}

TEST(ThumbnailsTest, ThumbhashTellsTheShape) {
    const auto is_landscape = [](const Bytes& hash) {
        return (static_cast<unsigned char>(hash[4]) & 0x80U) != 0;
    };

    EXPECT_TRUE(is_landscape(make_thumbnails(jpeg(1000, 500))->thumbhash));
    EXPECT_FALSE(is_landscape(make_thumbnails(jpeg(500, 1000))->thumbhash));
}

TEST(ThumbnailsTest, RefuseEveryCutOfAJpegThoughItIsShrunkWhileDecoding) {
    const Bytes baseline = jpeg(1600, 64);
    const Bytes progressive = test::progressive_jpeg(test::scene(1600, 64));

    for (const Bytes& file : {baseline, progressive}) {
        ASSERT_TRUE(make_thumbnails(file));
        for (const std::size_t size : test::cuts(file)) {
            EXPECT_FALSE(make_thumbnails(file.substr(0, size))) << size;
        }
    }
}

TEST(ThumbnailsTest, RefuseAJpegThatLacksItsLastRowsThoughItEndsProperly) {
    Bytes file = jpeg(1600, 64);
    file.erase(file.size() - 202, 200);

    EXPECT_FALSE(make_thumbnails(file));
}

TEST(ThumbnailsTest, KeepToTheLimits) {
    EXPECT_EQ(
        make_thumbnails(jpeg(100, 100), {.max_side = 99}).error().code, ErrorCode::payload_too_large
    );
    EXPECT_EQ(make_thumbnails(Picture{}).error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace likeness::imaging
