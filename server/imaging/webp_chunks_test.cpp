#include "imaging/webp_chunks.hpp"

#include <gtest/gtest.h>

namespace likeness::imaging {
namespace {

TEST(WebpChunksTest, ReadsWhatItWrites) {
    const Bytes file = webp_file({{"ICCP", "odd"}, {"VP8 ", "even"}});

    const auto chunks = webp_chunks(file);

    ASSERT_TRUE(chunks);
    ASSERT_EQ(chunks->size(), 2U);
    EXPECT_EQ((*chunks)[0].type, "ICCP");
    EXPECT_EQ((*chunks)[0].payload, "odd");
    EXPECT_EQ((*chunks)[1].payload, "even");
}

TEST(WebpChunksTest, RefusesEveryCut) {
    const Bytes file = webp_file({{"ICCP", "odd"}, {"VP8 ", "even"}});

    for (std::size_t size = 0; size < file.size(); ++size) {
        EXPECT_FALSE(webp_chunks(file.substr(0, size))) << size;
    }
}

TEST(WebpChunksTest, RefusesAChunkLongerThanTheFile) {
    Bytes file = webp_file({{"VP8 ", "even"}});
    file[16] = '\x05';

    EXPECT_FALSE(webp_chunks(file));
}

TEST(WebpChunksTest, ForgivesAMissingLastPadByte) {
    Bytes file = webp_file({{"VP8 ", "odd"}});
    file.pop_back();
    --file[4];

    EXPECT_EQ(webp_chunks(file)->front().payload, "odd");
}

TEST(WebpChunksTest, IgnoresWhatFollowsTheClaimedSize) {
    EXPECT_EQ(webp_chunks(webp_file({{"VP8 ", "even"}}) + "trailing bytes")->size(), 1U);
}

}  // namespace
}  // namespace likeness::imaging
