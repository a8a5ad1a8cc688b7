#include "imaging/orientation.hpp"

#include "imaging/exif.hpp"

#include <gtest/gtest.h>

namespace likeness::imaging {
namespace {

/// Three columns and two rows of grey letters: abc, def.
Picture letters() {
    Picture picture{3, 2, 3, {}};
    for (const char c : std::string("abcdef")) {
        picture.pixels.append(3, c);
    }
    return picture;
}

/// The rows of a picture of letters, parted by strokes.
std::string rows(const Picture& picture) {
    std::string text;
    for (int i = 0; i < picture.width * picture.height; ++i) {
        if (i > 0 && i % picture.width == 0) {
            text += '|';
        }
        text += picture.pixels[static_cast<std::size_t>(i) * 3];
    }
    return text;
}

TEST(OrientationTest, ShowsAllEightOrientationsUpright) {
    EXPECT_EQ(rows(upright(letters(), 1)), "abc|def");
    EXPECT_EQ(rows(upright(letters(), 2)), "cba|fed");
    EXPECT_EQ(rows(upright(letters(), 3)), "fed|cba");
    EXPECT_EQ(rows(upright(letters(), 4)), "def|abc");
    EXPECT_EQ(rows(upright(letters(), 5)), "ad|be|cf");
    EXPECT_EQ(rows(upright(letters(), 6)), "da|eb|fc");
    EXPECT_EQ(rows(upright(letters(), 7)), "fc|eb|da");
    EXPECT_EQ(rows(upright(letters(), 8)), "cf|be|ad");
}

TEST(OrientationTest, LeavesPicturesWithUnknownOrientationsAlone) {
    EXPECT_EQ(upright(letters(), 0), letters());
    EXPECT_EQ(upright(letters(), 9), letters());
}

TEST(OrientationTest, ReadsBothByteOrders) {
    EXPECT_EQ(exif_orientation(orientation_block(6)), 6);
    EXPECT_EQ(
        exif_orientation(
            BytesView("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0", 26)
        ),
        8
    );
}

TEST(OrientationTest, TakesBrokenBlocksForUpright) {
    const Bytes block = orientation_block(6);
    Bytes wrong_value = block;
    wrong_value[19] = '\x09';
    Bytes far_directory = block;
    far_directory.replace(4, 4, "\xFF\xFF\xFF\xFF");

    EXPECT_EQ(exif_orientation(""), 1);
    EXPECT_EQ(exif_orientation(block.substr(0, 9)), 1);
    EXPECT_EQ(exif_orientation(wrong_value), 1);
    EXPECT_EQ(exif_orientation(far_directory), 1);
}

}  // namespace
}  // namespace likeness::imaging
