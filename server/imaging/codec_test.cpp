#include "imaging/codec.hpp"

#include "imaging/jpeg_codec.hpp"
#include "imaging/jpeg_segments.hpp"
#include "imaging/raw_bytes.hpp"
#include "imaging/test_images.hpp"

#include <gmock/gmock.h>

#include <array>

namespace likeness::imaging {
namespace {

constexpr std::array kFormats{Format::jpeg, Format::png, Format::webp};

TEST(CodecTest, PngGivesBackTheVeryPixels) {
    for (const int channels : {3, 4}) {
        const Picture picture = test::scene(61, 47, channels);

        EXPECT_EQ(decode(encode(picture, Format::png).value()).value(), picture);
    }
}

TEST(CodecTest, JpegAndWebpStayCloseToThePixels) {
    const Picture picture = test::scene(200, 120);

    EXPECT_LT(
        test::difference(decode(encode(picture, Format::jpeg).value()).value(), picture), 1.5
    );
    EXPECT_LT(
        test::difference(decode(encode(picture, Format::webp).value()).value(), picture), 2.5
    );
}

TEST(CodecTest, JpegKeepsTheFullResolutionOfColour) {
    // Red and blue in turns: with halved colour resolution every pixel would become purple.
    Picture stripes = blank_picture(64, 8, 3);
    for (std::size_t i = 0; i < stripes.pixels.size(); i += 3) {
        stripes.pixels[i + (i % 2 == 0 ? 0 : 2)] = '\xE0';
    }

    const Picture decoded = decode(encode(stripes, Format::jpeg).value()).value();

    EXPECT_LT(test::difference(decoded, stripes), 6);
}

TEST(CodecTest, WebpKeepsOpacity) {
    constexpr std::size_t kMiddle = std::size_t{4} * 64 * 32 + 3;
    const Picture picture = test::scene(64, 64, 4);

    const Picture decoded = decode(encode(picture, Format::webp).value()).value();

    ASSERT_EQ(decoded.channels, 4);
    EXPECT_EQ(decoded.pixels[kMiddle], picture.pixels[kMiddle]);
}

TEST(CodecTest, TakesExtremeShapes) {
    for (const Format format : kFormats) {
        for (const auto& [width, height] :
             {std::pair(1, 1), std::pair(2048, 256), std::pair(1, 300), std::pair(4000, 1)}) {
            const Picture picture = test::scene(width, height);

            const auto decoded = decode(encode(picture, format).value());

            ASSERT_TRUE(decoded) << display_name(format) << width << 'x' << height;
            EXPECT_LT(test::difference(*decoded, picture), 4);
        }
    }
}

TEST(CodecTest, HigherQualityTakesMoreBytes) {
    const Picture picture = test::scene(200, 200);

    for (const Format format : {Format::jpeg, Format::webp}) {
        EXPECT_LT(encode(picture, format, 50)->size(), encode(picture, format, 95)->size());
    }
}

TEST(CodecTest, RefusesToEncodePicturesThatAreNotWellFormed) {
    Picture short_of_pixels = test::scene(8, 8);
    short_of_pixels.pixels.pop_back();

    EXPECT_EQ(encode(short_of_pixels, Format::png).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(encode(Picture{}, Format::webp).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(
        encode(test::flat(16384, 1, "abc"), Format::webp).error().code, ErrorCode::invalid_argument
    );
}

TEST(CodecTest, RefusesOpacityInAJpegAndWrongQualities) {
    EXPECT_EQ(encode(test::scene(8, 8, 4), Format::jpeg).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(encode(test::scene(8, 8), Format::jpeg, 0).error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(
        encode(test::scene(8, 8), Format::jpeg, 101).error().code, ErrorCode::invalid_argument
    );
}

TEST(CodecTest, RefusesEveryCutOfEveryKindOfFile) {
    const Picture picture = test::scene(96, 80);
    const std::vector<Bytes> files{
        encode(picture, Format::jpeg).value(),
        test::progressive_jpeg(picture),
        test::subsampled_jpeg(picture),
        encode(picture, Format::png).value(),
        encode(picture, Format::webp).value(),
        encode(test::scene(96, 80, 4), Format::webp).value(),
        test::lossless_webp(picture)};

    for (std::size_t i = 0; i < files.size(); ++i) {
        ASSERT_TRUE(decode(files[i])) << i;
        for (const std::size_t size : test::cuts(files[i])) {
            EXPECT_FALSE(decode(files[i].substr(0, size))) << "file " << i << " cut to " << size;
        }
    }
}

TEST(CodecTest, RefusesAJpegWhoseScanStopsEarlyBeforeAProperEnd) {
    for (Bytes file :
         {encode(test::scene(96, 80), Format::jpeg).value(),
          test::progressive_jpeg(test::scene(96, 80))}) {
        file.erase(file.size() - 302, 300);

        EXPECT_FALSE(decode(file));
    }
}

TEST(CodecTest, IgnoresBytesBehindTheEnd) {
    for (const Format format : kFormats) {
        const Bytes file = encode(test::scene(32, 32), format).value();

        EXPECT_EQ(decode(file + "appended film").value(), decode(file).value())
            << display_name(format);
    }
}

TEST(CodecTest, RefusesFlippedBytesOfAPng) {
    const Bytes file = encode(test::scene(24, 24), Format::png).value();

    for (std::size_t i = 0; i < file.size(); ++i) {
        Bytes damaged = file;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x01);

        EXPECT_FALSE(decode(damaged)) << i;
    }
}

TEST(CodecTest, RefusesAPngWithTooFewPixels) {
    EXPECT_FALSE(decode(test::raw_png({.width = 4, .height = 4}, Bytes(13, '\0'))));
}

TEST(CodecTest, RefusesAScanBomb) {
    const Bytes file = test::progressive_jpeg(test::scene(64, 64));
    const auto segments = jpeg_segments(file).value();
    const Bytes last_scan(segments.back().whole);
    Bytes bomb = file.substr(0, file.size() - 2);
    for (int i = 0; i < 100; ++i) {
        bomb += last_scan;
    }

    const auto decoded = decode(bomb + "\xFF\xD9");

    ASSERT_FALSE(decoded);
    EXPECT_EQ(decoded.error().detail, "too many scans");
}

TEST(CodecTest, RefusesTwoSizesInOneJpeg) {
    const Bytes small = encode(test::scene(16, 16), Format::jpeg).value();
    const Bytes large = encode(test::scene(160, 160), Format::jpeg).value();
    const auto frame_of = [](const Bytes& file) { return file.find("\xFF\xC0"); };
    Bytes two = large;
    two.insert(frame_of(large), small.substr(frame_of(small), 19));

    EXPECT_FALSE(decode(two));
}

TEST(CodecTest, GreyJpegBecomesRgb) {
    const Picture picture = decode(test::grey_jpeg(64, 8)).value();

    ASSERT_EQ(picture.channels, 3);
    constexpr std::size_t kMiddle = std::size_t{32} * 3;
    EXPECT_EQ(picture.pixels[kMiddle], picture.pixels[kMiddle + 1]);
    EXPECT_NEAR(byte_at(picture.pixels, kMiddle), 127, 4);
}

TEST(CodecTest, ProgressiveJpegDecodesLikeBaseline) {
    const Picture picture = test::scene(100, 60);

    EXPECT_EQ(
        decode(test::progressive_jpeg(picture)).value(),
        decode(test::subsampled_jpeg(picture)).value()
    );
}

TEST(CodecTest, TurnsPicturesUpright) {
    const Picture picture = test::scene(48, 32);
    const Bytes file = encode(picture, Format::jpeg).value();

    const Picture turned = decode(test::with_segments(file, test::exif_segment(3))).value();

    Picture expected = decode(file).value();
    for (std::size_t i = 0, j = expected.pixels.size() - 3; i < j; i += 3, j -= 3) {
        std::swap_ranges(&expected.pixels[i], &expected.pixels[i] + 3, &expected.pixels[j]);
    }
    EXPECT_EQ(turned, expected);
}

TEST(CodecTest, ScaledJpegEqualsTheShrunkPicture) {
    const Bytes file = encode(test::scene(160, 80), Format::jpeg).value();
    const ImageHeader header = read_header(file).value();

    const Picture half = decode_jpeg(file, header, 4).value();

    EXPECT_LT(test::difference(half, test::scene(80, 40)), 2);
}

TEST(CodecTest, PaletteWithTransparencyBecomesRgba) {
    const Bytes file = test::raw_png(
        {.width = 2, .height = 1, .colour_type = 3},
        BytesView("\0\0\x01", 3),
        {{"PLTE", "abcdef"}, {"tRNS", Bytes(1, '\x20')}}
    );

    EXPECT_EQ(
        decode(file)->pixels,
        Bytes("abc\x20"
              "def\xFF")
    );
}

TEST(CodecTest, SixteenBitsAreTakenForSrgb) {
    const Bytes file = test::raw_png({.bits = 16}, BytesView("\0\x20\x20\x80\x80\xF0\xF0", 7));

    EXPECT_EQ(decode(file)->pixels, Bytes("\x20\x80\xF0"));
}

TEST(CodecTest, GreyWithOpacityBecomesRgba) {
    const Bytes file = test::raw_png({.colour_type = 4}, BytesView("\0\x50\x60", 3));

    EXPECT_EQ(decode(file)->pixels, Bytes("\x50\x50\x50\x60"));
}

TEST(CodecTest, OneBitInterlacedPngIsRead) {
    // 2 x 2: passes 1, 6 and 7 of Adam7 hold the pixels (0,0), (1,0) and the second row.
    const Bytes file = test::raw_png(
        {.width = 2, .height = 2, .bits = 1, .colour_type = 0, .interlaced = true},
        BytesView("\0\x80\0\0\0\xC0", 6)
    );

    EXPECT_EQ(decode(file)->pixels, Bytes("\xFF\xFF\xFF\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF", 12));
}

TEST(CodecTest, GammaOfAPngIsAppliedToItsColours) {
    Bytes gamma;
    append_be32(gamma, 100000);  // linear light
    const Bytes file = test::raw_png({}, BytesView("\0\x37\x37\x37", 4), {{"gAMA", gamma}});

    EXPECT_NEAR(byte_at(decode(file)->pixels, 0), 128, 1);
}

TEST(CodecTest, RefusesAWebpWhoseAlphaIsBroken) {
    Bytes file = encode(test::scene(64, 64, 4), Format::webp).value();
    const std::size_t alpha = file.find("ALPH");
    ASSERT_NE(alpha, Bytes::npos);
    file[alpha + 8] = '\x03';  // a compression method that does not exist

    EXPECT_FALSE(decode(file));
}

}  // namespace
}  // namespace likeness::imaging
