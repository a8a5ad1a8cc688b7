#include "imaging/jpeg_segments.hpp"

#include "imaging/codec.hpp"
#include "imaging/test_images.hpp"

#include <gtest/gtest.h>

namespace likeness::imaging {
namespace {

// Start of image, a comment, a scan with a stuffed zero, a restart marker and a fill byte, end of
// image.
const Bytes kSmallFile = Bytes("\xFF\xD8\xFF\xFE\0\x04hi", 8) + Bytes("\xFF\xDA\0\x03x", 5) +
                         Bytes(
                             "ab\xFF\0cd\xFF\xD0"
                             "ef\xFF\xFF\xD9",
                             13
                         );

TEST(JpegSegmentsTest, ListsSegmentsWithTheirScanData) {
    const auto segments = jpeg_segments(kSmallFile);

    ASSERT_TRUE(segments);
    ASSERT_EQ(segments->size(), 2U);
    EXPECT_EQ((*segments)[0].marker, jpeg_marker::kComment);
    EXPECT_EQ((*segments)[0].payload, "hi");
    EXPECT_EQ((*segments)[1].payload, "x");
    EXPECT_EQ(
        (*segments)[1].whole,
        Bytes(
            "\xFF\xDA\0\x03xab\xFF\0cd\xFF\xD0"
            "ef\xFF",
            16
        )
    );
}

TEST(JpegSegmentsTest, IgnoresWhatFollowsTheEnd) {
    EXPECT_EQ(jpeg_segments(kSmallFile + "PK\x03\x04 a film")->size(), 2U);
}

TEST(JpegSegmentsTest, RefusesEveryCut) {
    for (std::size_t size = 0; size < kSmallFile.size(); ++size) {
        EXPECT_FALSE(jpeg_segments(kSmallFile.substr(0, size))) << size;
    }
}

TEST(JpegSegmentsTest, RefusesAFileWithoutAScan) {
    EXPECT_FALSE(jpeg_segments("\xFF\xD8\xFF\xD9"));
}

TEST(JpegSegmentsTest, RefusesALengthBelowTwo) {
    EXPECT_FALSE(jpeg_segments(test::with_segments(kSmallFile, Bytes("\xFF\xE5\0\x01", 4))));
}

TEST(JpegSegmentsTest, RefusesAFloodOfSegments) {
    Bytes flood;
    for (int i = 0; i < 5000; ++i) {
        flood += test::jpeg_segment(jpeg_marker::kComment, "");
    }

    EXPECT_FALSE(jpeg_segments(test::with_segments(kSmallFile, flood)));
}

}  // namespace
}  // namespace likeness::imaging
