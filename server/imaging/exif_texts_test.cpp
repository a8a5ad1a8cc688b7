#include "imaging/exif_texts.hpp"

#include "imaging/raw_bytes.hpp"

#include <gmock/gmock.h>

namespace likeness::imaging {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A block with one UserComment in its main directory.
Bytes comment_block(BytesView value, bool little_endian) {
    Bytes out = little_endian ? Bytes("II*\0\x08\0\0\0\x01\0\x86\x92\x07\0", 14)
                              : Bytes("MM\0*\0\0\0\x08\0\x01\x92\x86\0\x07", 14);
    const auto append = [&](std::uint32_t number) {
        little_endian ? append_le32(out, number) : append_be32(out, number);
    };
    append(static_cast<std::uint32_t>(value.size()));
    append(26);
    append(0);
    return out.append(value);
}

std::string comment(BytesView value, bool little_endian = false) {
    const auto texts = exif_texts(comment_block(value, little_endian));
    return texts.empty() ? "" : texts.front().text;
}

TEST(ExifTextsTest, ReadsEveryPrefixOfUserComment) {
    EXPECT_EQ(comment(Bytes("ASCII\0\0\0a fox\0", 14)), "a fox");
    EXPECT_EQ(comment(Bytes("JIS\0\0\0\0\0a fox", 13)), "a fox");
    EXPECT_EQ(comment(Bytes("\0\0\0\0\0\0\0\0a fox", 13)), "a fox");
    EXPECT_EQ(comment("a fox without any"), "a fox without any");
    EXPECT_EQ(comment(Bytes("UNICODE\0\0a\xD8\x3E\xDD\x8A", 14)), "a\xF0\x9F\xA6\x8A");
}

TEST(ExifTextsTest, LeavesOutJisBeyondAscii) {
    EXPECT_EQ(comment(Bytes("JIS\0\0\0\0\0\x1B$B@c\x1B(B", 16)), "");
}

TEST(ExifTextsTest, FindsTheByteOrderOfUtf16) {
    const Bytes low_first("UNICODE\0a\0b\0", 12);
    const Bytes high_first("UNICODE\0\0a\0b", 12);
    const Bytes snow_high_first("UNICODE\0\x96\xEA", 10);

    for (const bool little_endian : {false, true}) {
        EXPECT_EQ(comment(low_first, little_endian), "ab");
        EXPECT_EQ(comment(high_first, little_endian), "ab");
        EXPECT_EQ(comment(Bytes("UNICODE\0\xFF\xFE\xEA\x96", 12), little_endian), "\xE9\x9B\xAA");
        EXPECT_EQ(comment(Bytes("UNICODE\0\xFE\xFF\x96\xEA", 12), little_endian), "\xE9\x9B\xAA");
    }
    EXPECT_EQ(comment(snow_high_first, false), "\xE9\x9B\xAA");
    EXPECT_EQ(comment(Bytes("UNICODE\0\xEA\x96", 10), true), "\xE9\x9B\xAA");
}

TEST(ExifTextsTest, LeavesOutValuesOutsideOfTheBlock) {
    Bytes block = comment_block("a fox in the snow", false);
    block.pop_back();

    EXPECT_THAT(exif_texts(block), IsEmpty());
}

TEST(ExifTextsTest, SurvivesDirectoriesThatPointAtThemselvesAndPastTheEnd) {
    // The Exif directory is the main one; a count beyond the block.
    EXPECT_THAT(
        exif_texts(BytesView("II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\0\0\0\0", 26)
        ),
        IsEmpty()
    );
    EXPECT_THAT(exif_texts(BytesView("II*\0\x08\0\0\0\xFF\xFF\x0E\x01", 12)), IsEmpty());
    EXPECT_THAT(exif_texts(BytesView("II*\0\xFF\xFF\xFF\xFF", 8)), IsEmpty());
    EXPECT_THAT(exif_texts("MM"), IsEmpty());
    EXPECT_THAT(exif_texts(""), IsEmpty());
}

}  // namespace
}  // namespace likeness::imaging
