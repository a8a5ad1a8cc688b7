#include "cloud_signing/canonical_request.hpp"

#include <gtest/gtest.h>

namespace likeness::cloud_signing {
namespace {

TEST(CanonicalQueryTest, SortsByNameAndThenByValueNotByTheJoinedText) {
    EXPECT_EQ(
        canonical_query({{"Param-3", "v"}, {"Param", ""}, {"Param", "a"}}),
        "Param=&Param=a&Param-3=v"
    );
}

TEST(CanonicalQueryTest, EncodesEverythingButUnreservedCharacters) {
    EXPECT_EQ(
        canonical_query({{"a b/+", "~._-*'()!\xC3\xA9"}}), "a%20b%2F%2B=~._-%2A%27%28%29%21%C3%A9"
    );
}

TEST(CanonicalHeadersTest, JoinsRepeatedNamesAndCollapsesWhiteSpace) {
    const CanonicalHeaders headers =
        canonical_headers({{"X-B", "  a \t b "}, {"host", "h"}, {"x-b", "c"}});

    EXPECT_EQ(headers.lines, "host:h\nx-b:a b,c\n");
    EXPECT_EQ(headers.names, "host;x-b");
}

TEST(NormalizedPathTest, ResolvesDotSegmentsAndEmptyOnes) {
    EXPECT_EQ(normalized_path(""), "/");
    EXPECT_EQ(normalized_path("/a/./b/../c//d"), "/a/c/d");
    EXPECT_EQ(normalized_path("/a/b/.."), "/a/");
    EXPECT_EQ(normalized_path("/../../a/"), "/a/");
}

}  // namespace
}  // namespace likeness::cloud_signing
