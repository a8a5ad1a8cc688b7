#include "imaging/image_header.hpp"

#include "imaging/codec.hpp"
#include "imaging/jpeg_segments.hpp"
#include "imaging/raw_bytes.hpp"
#include "imaging/test_images.hpp"
#include "imaging/webp_chunks.hpp"

#include <gmock/gmock.h>

namespace likeness::imaging {
namespace {

using testing::HasSubstr;

constexpr std::uint8_t kBaselineFrame = 0xC0;
constexpr std::uint8_t kProgressiveFrame = 0xC2;
constexpr std::uint8_t kLosslessFrame = 0xC3;
constexpr std::uint8_t kArithmeticFrame = 0xC9;

ErrorCode code_of(BytesView file, const DecodeLimits& limits = {}) {
    const auto header = read_header(file, limits);
    return header ? ErrorCode::internal : header.error().code;
}

TEST(ReadHeaderTest, SaysFormatSizeAndOpacity) {
    const Bytes jpeg = encode(test::scene(20, 10), Format::jpeg).value();
    const Bytes png = encode(test::scene(20, 10, 4), Format::png).value();
    const Bytes webp = encode(test::scene(20, 10, 4), Format::webp).value();

    EXPECT_EQ(read_header(jpeg).value(), (ImageHeader{Format::jpeg, 20, 10, false}));
    EXPECT_EQ(read_header(png).value(), (ImageHeader{Format::png, 20, 10, true}));
    EXPECT_EQ(read_header(webp).value(), (ImageHeader{Format::webp, 20, 10, true}));
}

TEST(ReadHeaderTest, SeesOpacityInAPaletteWithTransparentEntries) {
    const Bytes file = test::raw_png(
        {.colour_type = 3},
        BytesView("\0\0", 2),
        {{"PLTE", Bytes(3, '\x10')}, {"tRNS", Bytes(1, '\x20')}}
    );

    EXPECT_TRUE(read_header(file)->has_alpha);
}

TEST(ReadHeaderTest, SeesProgressiveAndInterlacedFiles) {
    EXPECT_TRUE(read_header(test::progressive_jpeg(test::scene(16, 16)))->progressive);
    EXPECT_TRUE(read_header(test::raw_png({.interlaced = true}, Bytes(4, '\0')))->progressive);
    EXPECT_FALSE(read_header(encode(test::scene(16, 16), Format::jpeg).value())->progressive);
}

TEST(ReadHeaderTest, CountsABaselineJpegWithOneScanForEachChannelAsProgressive) {
    Bytes file = test::forged_jpeg(kBaselineFrame, 16, 16);
    const std::size_t scan = file.find("\xFF\xDA");
    file[scan + 4] = '\x01';

    EXPECT_TRUE(read_header(file)->progressive);
}

TEST(ReadHeaderTest, GivesTheSizeAsShownWhenTheCameraLayOnItsSide) {
    const Bytes upright = encode(test::scene(20, 10), Format::jpeg).value();
    const Bytes file = test::with_segments(upright, test::exif_segment(6));

    const auto header = read_header(file);

    EXPECT_EQ(header->width, 10);
    EXPECT_EQ(header->height, 20);
    EXPECT_EQ(header->orientation, 6);
}

TEST(ReadHeaderTest, RefusesFilesOfOtherKinds) {
    EXPECT_EQ(code_of("GIF89a..."), ErrorCode::unsupported_media_type);
    EXPECT_EQ(code_of(""), ErrorCode::unsupported_media_type);
}

TEST(ReadHeaderTest, RefusesCmykWithAdvice) {
    const auto header = read_header(test::cmyk_jpeg(8, 8));

    ASSERT_FALSE(header);
    EXPECT_EQ(header.error().code, ErrorCode::unsupported_media_type);
    EXPECT_THAT(header.error().message, HasSubstr("save the image as RGB"));
}

TEST(ReadHeaderTest, RefusesJpegProcessesThatBrowsersDoNotShow) {
    EXPECT_EQ(code_of(test::forged_jpeg(kLosslessFrame, 8, 8)), ErrorCode::unsupported_media_type);
    EXPECT_EQ(
        code_of(test::forged_jpeg(kArithmeticFrame, 8, 8)), ErrorCode::unsupported_media_type
    );
}

TEST(ReadHeaderTest, RefusesAnimations) {
    const Bytes apng = test::raw_png({}, Bytes(4, '\0'), {{"acTL", Bytes(8, '\x01')}});

    EXPECT_EQ(code_of(apng), ErrorCode::unsupported_media_type);
    EXPECT_EQ(code_of(test::animated_webp()), ErrorCode::unsupported_media_type);
}

TEST(ReadHeaderTest, RefusesALongSideBeforeDecoding) {
    const auto header = read_header(test::forged_jpeg(kBaselineFrame, 65500, 10));

    ASSERT_FALSE(header);
    EXPECT_EQ(header.error().code, ErrorCode::payload_too_large);
    EXPECT_THAT(header.error().message, HasSubstr("65500 x 10"));
}

TEST(ReadHeaderTest, RefusesMoreThanFortyMegapixels) {
    EXPECT_EQ(code_of(test::forged_jpeg(kBaselineFrame, 8000, 5001)), ErrorCode::payload_too_large);
    EXPECT_TRUE(read_header(test::forged_jpeg(kBaselineFrame, 8000, 5000)));
}

TEST(ReadHeaderTest, RefusesLargeProgressiveFilesEarlierThanOthers) {
    EXPECT_EQ(
        code_of(test::forged_jpeg(kProgressiveFrame, 5000, 5000)), ErrorCode::payload_too_large
    );
    EXPECT_TRUE(read_header(test::forged_jpeg(kProgressiveFrame, 4096, 4096)));
}

TEST(ReadHeaderTest, RefusesPngsThatClaimAnEnormousSize) {
    EXPECT_EQ(
        code_of(test::raw_png({.width = 0x7FFFFFFF, .height = 0x7FFFFFFF}, "")),
        ErrorCode::payload_too_large
    );
    EXPECT_EQ(
        code_of(test::raw_png({.width = 0xFFFFFFFF, .height = 1}, "")), ErrorCode::invalid_argument
    );
}

TEST(ReadHeaderTest, RefusesEmptySizes) {
    EXPECT_EQ(code_of(test::forged_jpeg(kBaselineFrame, 0, 8)), ErrorCode::invalid_argument);
    EXPECT_EQ(code_of(test::forged_jpeg(kBaselineFrame, 8, 0)), ErrorCode::invalid_argument);
    EXPECT_EQ(code_of(test::raw_png({.width = 0}, "")), ErrorCode::invalid_argument);
}

TEST(ReadHeaderTest, KeepsToTheLimitsOfTheCaller) {
    const Bytes file = encode(test::scene(20, 10), Format::webp).value();

    EXPECT_EQ(code_of(file, {.max_side = 19}), ErrorCode::payload_too_large);
    EXPECT_EQ(code_of(file, {.max_pixels = 199}), ErrorCode::payload_too_large);
    EXPECT_TRUE(read_header(file, {.max_side = 20, .max_pixels = 200}));
}

TEST(ReadHeaderTest, RefusesAPngCutAnywhereBeforeItsPicture) {
    const Bytes file = encode(test::scene(16, 16), Format::png).value();

    for (std::size_t size = 0; size < file.find("IDAT"); ++size) {
        EXPECT_FALSE(read_header(file.substr(0, size))) << size;
    }
}

TEST(ReadHeaderTest, RefusesAJpegCutAnywhereBeforeItsScan) {
    const Bytes file = encode(test::scene(16, 16), Format::jpeg).value();

    for (std::size_t size = 0; size < file.find("\xFF\xDA") + 2; ++size) {
        EXPECT_FALSE(read_header(file.substr(0, size))) << size;
    }
}

TEST(ReadHeaderTest, RefusesAJpegWithAScanButNoFrame) {
    const Bytes file =
        "\xFF\xD8" + test::jpeg_segment(jpeg_marker::kStartOfScan, Bytes(10, '\x01')) + "\xFF\xD9";

    EXPECT_EQ(code_of(file), ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace likeness::imaging
