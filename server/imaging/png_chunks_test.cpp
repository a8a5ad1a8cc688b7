#include "imaging/png_chunks.hpp"

#include "imaging/test_images.hpp"

#include <gtest/gtest.h>

namespace likeness::imaging {
namespace {

TEST(PngChunksTest, ListsChunksInTheirOrder) {
    const Bytes file = test::raw_png({}, Bytes(4, '\0'), {{"tEXt", Bytes("Title\0Fox", 9)}});

    const auto chunks = png_chunks(file);

    ASSERT_TRUE(chunks);
    ASSERT_EQ(chunks->size(), 4U);
    EXPECT_EQ((*chunks)[0].type, "IHDR");
    EXPECT_EQ((*chunks)[1].payload, Bytes("Title\0Fox", 9));
    EXPECT_EQ((*chunks)[3].type, "IEND");
}

TEST(PngChunksTest, WritesTheChecksumOfTheSpecification) {
    Bytes out;

    append_png_chunk(out, "IEND", {});

    EXPECT_EQ(to_hex(out), "0000000049454e44ae426082");
}

TEST(PngChunksTest, RefusesEveryFlippedByte) {
    const Bytes file = test::raw_png({}, Bytes(4, '\0'), {{"tEXt", Bytes("Title\0Fox", 9)}});

    for (std::size_t i = 0; i < file.size(); ++i) {
        Bytes damaged = file;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x10);

        EXPECT_FALSE(png_chunks(damaged)) << i;
    }
}

TEST(PngChunksTest, RefusesAFileWithoutAPicture) {
    Bytes file = test::raw_png({}, Bytes(4, '\0'));
    const std::size_t picture = file.find("IDAT") - 4;
    file.erase(picture, file.find("IEND") - 4 - picture);

    EXPECT_FALSE(png_chunks(file));
}

TEST(PngChunksTest, IgnoresWhatFollowsTheEnd) {
    EXPECT_TRUE(png_chunks(test::raw_png({}, Bytes(4, '\0')) + "more"));
}

}  // namespace
}  // namespace likeness::imaging
