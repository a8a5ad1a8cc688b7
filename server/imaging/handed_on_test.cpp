#include "imaging/handed_on.hpp"

#include "imaging/codec.hpp"
#include "imaging/jpeg_segments.hpp"
#include "imaging/metadata.hpp"
#include "imaging/orientation.hpp"
#include "imaging/test_images.hpp"

#include <gmock/gmock.h>

namespace likeness::imaging {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr BytesView kLocation = "GPS 47.3769 8.5417";

/// A profile as far as anybody here looks into it.
Bytes profile_segment() {
    Bytes payload("ICC_PROFILE\0\x01\x01", 14);
    payload += Bytes(16, '\0') + "RGB XYZ " + Bytes(100, 'p');
    return test::jpeg_segment(jpeg_marker::kApp2, payload);
}

Bytes photograph(int orientation) {
    const Bytes plain = encode(test::scene(96, 64), Format::jpeg).value();
    const Bytes segments =
        test::exif_segment(orientation) +
        test::jpeg_segment(
            jpeg_marker::kApp1, Bytes("http://ns.adobe.com/xap/1.0/\0", 29).append(kLocation)
        ) +
        profile_segment() + test::jpeg_segment(jpeg_marker::kComment, kLocation);
    return test::with_segments(plain, segments);
}

TEST(HandedOnTest, LeavesThePixelsOfAnUprightPhotographAsTheyAre) {
    const Bytes file = photograph(1);

    const Bytes handed_on = upright_file(file).value();

    EXPECT_EQ(decode(handed_on).value(), decode(file).value());
}

TEST(HandedOnTest, TurnsAPhotographUpright) {
    for (int orientation = 2; orientation <= 8; ++orientation) {
        const Bytes file = photograph(orientation);

        const Bytes handed_on = upright_file(file).value();

        EXPECT_EQ(read_header(handed_on).value().orientation, 1);
        EXPECT_LT(test::difference(decode(handed_on).value(), decode(file).value()), 3.0)
            << orientation;
    }
}

TEST(HandedOnTest, SaysNothingOfWhereAPhotographWasTaken) {
    for (const int orientation : {1, 6}) {
        EXPECT_THAT(photograph(orientation), HasSubstr(std::string(kLocation)));
        EXPECT_THAT(
            upright_file(photograph(orientation)).value(), Not(HasSubstr(std::string(kLocation)))
        );
    }
}

TEST(HandedOnTest, KeepsTheColourProfile) {
    for (const int orientation : {1, 6}) {
        EXPECT_THAT(upright_file(photograph(orientation)).value(), HasSubstr(profile_segment()));
    }
}

TEST(HandedOnTest, RefusesWhatIsNoImage) {
    EXPECT_FALSE(upright_file("<html>"));
    EXPECT_FALSE(cropped_file("<html>", std::nullopt, 100));
}

TEST(HandedOnTest, GivesTheVeryBytesWhenNothingIsToBeChanged) {
    const Bytes file = encode(test::scene(80, 80), Format::png).value();

    EXPECT_EQ(cropped_file(file, std::nullopt, 80).value(), file);
    EXPECT_EQ(cropped_file(file, Square{0, 0, 80}, 80).value(), file);
}

TEST(HandedOnTest, CutsASquareOut) {
    Picture picture = test::flat(90, 60, "\x10\x10\x10");
    for (int y = 20; y < 50; ++y) {
        for (int x = 40; x < 70; ++x) {
            picture.pixels.replace(static_cast<std::size_t>(y * 90 + x) * 3, 3, "\xF0\xF0\xF0");
        }
    }
    const Bytes file = encode(picture, Format::png).value();

    const Picture cut = decode(cropped_file(file, Square{40, 20, 30}, 2048).value()).value();

    EXPECT_LT(test::difference(cut, test::flat(30, 30, "\xF0\xF0\xF0")), 2.0);
}

TEST(HandedOnTest, MakesLargePicturesSmaller) {
    const Bytes file = encode(test::scene(300, 200), Format::jpeg).value();

    const ImageHeader header = read_header(cropped_file(file, std::nullopt, 150).value()).value();

    EXPECT_EQ(header.width, 150);
    EXPECT_EQ(header.height, 100);
}

TEST(HandedOnTest, KeepsOpacity) {
    const Bytes file = encode(test::scene(60, 60, 4), Format::webp).value();

    const Bytes cut = cropped_file(file, Square{0, 0, 40}, 2048).value();

    EXPECT_EQ(detect_format(cut), Format::png);
    EXPECT_EQ(decode(cut).value().channels, 4);
}

TEST(HandedOnTest, RefusesASquareBeyondThePicture) {
    const Bytes file = encode(test::scene(60, 40), Format::png).value();
    for (const Square& square :
         {Square{0, 0, 41},
          Square{21, 1, 40},
          Square{-1, 0, 10},
          Square{0, 0, 0},
          Square{2'000'000'000, 0, 2'000'000'000}}) {
        EXPECT_FALSE(cropped_file(file, square, 2048));
    }
}

}  // namespace
}  // namespace likeness::imaging
