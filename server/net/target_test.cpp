#include "net/target.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::net {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(PercentDecodeTest, TurnsSequencesIntoBytesAndLeavesTheRest) {
    EXPECT_EQ(percent_decode("a%20b%2Fc+%c3%A9").value(), "a b/c+\xc3\xa9");
}

TEST(PercentDecodeTest, RefusesBrokenSequencesAndNul) {
    for (const std::string_view text : {"%", "a%2", "%zz", "%2g", "%g2", "%%20", "a%00b"}) {
        EXPECT_FALSE(percent_decode(text)) << text;
    }
}

TEST(PercentEncodeTest, KeepsOnlyUnreservedCharacters) {
    EXPECT_EQ(percent_encode("aZ0-._~"), "aZ0-._~");
    EXPECT_EQ(percent_encode("a b/c?\"\r\n\xc3\xa9"), "a%20b%2Fc%3F%22%0D%0A%C3%A9");
}

TEST(PercentEncodeTest, IsUndoneByDecoding) {
    std::string all;
    for (int byte = 1; byte < 256; ++byte) {
        all += static_cast<char>(byte);
    }

    EXPECT_EQ(percent_decode(percent_encode(all)).value(), all);
}

TEST(ParseQueryTest, GivesDecodedPairsInTheirOrder) {
    EXPECT_THAT(
        parse_query("a=1&b=x+y%2B&a=2&flag&=v&&c==").value(),
        ElementsAre(
            Pair("a", "1"),
            Pair("b", "x y+"),
            Pair("a", "2"),
            Pair("flag", ""),
            Pair("", "v"),
            Pair("c", "=")
        )
    );
    EXPECT_THAT(parse_query("").value(), IsEmpty());
}

TEST(ParseQueryTest, RefusesBadSequencesAndTextThatIsNotUtf8) {
    for (const std::string_view text : {"a=%", "a=%ff", "%c3=1", "a=%00", "a=%ed%a0%80"}) {
        EXPECT_FALSE(parse_query(text)) << text;
    }
}

TEST(ParseQueryTest, TakesAHundredPairsAndNoMore) {
    std::string query;
    for (int i = 0; i < 100; ++i) {
        query += "a=1&";
    }

    EXPECT_EQ(parse_query(query).value().size(), 100U);
    EXPECT_FALSE(parse_query(query + "a=1"));
}

TEST(SplitPathTest, GivesDecodedSegments) {
    EXPECT_THAT(split_path("/").value(), IsEmpty());
    EXPECT_THAT(split_path("/api/loras/a%20b").value(), ElementsAre("api", "loras", "a b"));
    EXPECT_THAT(split_path("/a/").value(), ElementsAre("a", ""));
    EXPECT_THAT(split_path("/...").value(), ElementsAre("..."));
}

TEST(SplitPathTest, RefusesWhatCouldLeaveAFolder) {
    for (const std::string_view path :
         {"/..",
          "/a/../b",
          "/.",
          "/a/./b",
          "/%2e%2e/x",
          "/.%2E",
          "/a%2fb",
          "/a%5Cb",
          "/a\\b",
          "//",
          "/a//b",
          "//a",
          "",
          "a/b",
          "*"}) {
        EXPECT_FALSE(split_path(path)) << path;
    }
}

TEST(SplitPathTest, RefusesControlCharactersAndTextThatIsNotUtf8) {
    for (const std::string_view path :
         {"/a%0d", "/%0a", "/%7f", "/%00", "/%ff", "/%c0%af", "/a%"}) {
        EXPECT_FALSE(split_path(path)) << path;
    }
}

}  // namespace
}  // namespace likeness::net
