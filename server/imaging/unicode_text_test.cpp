#include "imaging/unicode_text.hpp"

#include "base/bytes.hpp"

#include <gtest/gtest.h>

namespace likeness::imaging {
namespace {

// One character of each UTF-8 length: a, e acute, snow, fox.
constexpr std::string_view kFourLengths = "a\xC3\xA9\xE9\x9B\xAA\xF0\x9F\xA6\x8A";

TEST(UnicodeTextTest, TakesCodePointsOfEveryLength) {
    std::string_view rest = kFourLengths;

    EXPECT_EQ(take_code_point(rest), U'a');
    EXPECT_EQ(take_code_point(rest), 0xE9U);
    EXPECT_EQ(take_code_point(rest), 0x96EAU);
    EXPECT_EQ(take_code_point(rest), 0x1F98AU);
    EXPECT_TRUE(rest.empty());
}

TEST(UnicodeTextTest, WritesWhatItTakes) {
    std::string_view rest = kFourLengths;
    std::string out;
    while (!rest.empty()) {
        append_utf8(out, take_code_point(rest));
    }

    EXPECT_EQ(out, kFourLengths);
}

TEST(UnicodeTextTest, ReplacesBytesThatAreNoUtf8) {
    EXPECT_EQ(clean_text("a\xFF\xC3z"), "a\xEF\xBF\xBD\xEF\xBF\xBDz");
    EXPECT_EQ(clean_text("\xED\xA0\x80"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
    EXPECT_EQ(clean_text("\xF0\x9F\xA6"), "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(UnicodeTextTest, DropsWhatXmlForbidsAndUnifiesLineEnds) {
    EXPECT_EQ(
        clean_text(std::string_view(
            "a\0\x01\x1F\x7F"
            "b",
            6
        )),
        "ab"
    );
    EXPECT_EQ(clean_text("\xEF\xBF\xBE\xEF\xBF\xBF!"), "!");
    EXPECT_EQ(clean_text("one\r\ntwo\rthree\n\tfour"), "one\ntwo\nthree\n\tfour");
}

TEST(UnicodeTextTest, ConvertsToUtf16WithSurrogates) {
    EXPECT_EQ(to_hex(to_utf16be(kFourLengths)), "006100e996ead83edd8a");
    EXPECT_EQ(utf16_bytes(kFourLengths), 10U);
}

TEST(UnicodeTextTest, LeavesTextsThatFitAlone) {
    EXPECT_EQ(shorten_utf8(kFourLengths, 10), kFourLengths);
    EXPECT_EQ(shorten_utf16(kFourLengths, 10), kFourLengths);
}

TEST(UnicodeTextTest, ShortensBetweenCodePoints) {
    EXPECT_EQ(shorten_utf8(kFourLengths, 9), "a\xC3\xA9\xE9\x9B\xAA\xE2\x80\xA6");
    EXPECT_EQ(shorten_utf8(kFourLengths, 8), "a\xC3\xA9\xE2\x80\xA6");
    EXPECT_EQ(shorten_utf16(kFourLengths, 9), "a\xC3\xA9\xE9\x9B\xAA\xE2\x80\xA6");
}

TEST(UnicodeTextTest, NeverExceedsTinyLimits) {
    for (std::size_t limit = 0; limit < 12; ++limit) {
        EXPECT_LE(shorten_utf8(kFourLengths, limit).size(), limit);
        EXPECT_LE(utf16_bytes(shorten_utf16(kFourLengths, limit)), limit);
    }
}

TEST(UnicodeTextTest, EscapesMarkupAndBack) {
    EXPECT_EQ(escape_xml("a<b>&\"c\""), "a&lt;b&gt;&amp;\"c\"");
    EXPECT_EQ(unescape_xml(escape_xml("a<b>&amp;\"c\"")), "a<b>&amp;\"c\"");
}

TEST(UnicodeTextTest, ResolvesNumericEntities) {
    EXPECT_EQ(unescape_xml("&#65;&#x1F98A;&quot;&apos;"), "A\xF0\x9F\xA6\x8A\"'");
}

TEST(UnicodeTextTest, LeavesAmpersandsThatAreNoEntities) {
    for (const char* const text :
         {"&", "&;", "&nbsp;", "&#;", "&#x;", "&#xD800;", "&#x110000;", "&#99999999999;", "&#65"}) {
        EXPECT_EQ(unescape_xml(text), text);
    }
}

TEST(UnicodeTextTest, ReadsUtf16InBothByteOrders) {
    const std::string high_first = to_utf16be(kFourLengths);
    std::string low_first;
    for (std::size_t at = 0; at < high_first.size(); at += 2) {
        low_first += {high_first[at + 1], high_first[at]};
    }

    EXPECT_EQ(from_utf16(high_first, false), kFourLengths);
    EXPECT_EQ(from_utf16(low_first, true), kFourLengths);
}

TEST(UnicodeTextTest, ReplacesHalvesOfPairsThatStandAlone) {
    EXPECT_EQ(from_utf16("\xD8\x3E", false), "\xEF\xBF\xBD");
    EXPECT_EQ(
        from_utf16(std::string_view("\xD8\x3E\0a\xDD\x8A", 6), false),
        "\xEF\xBF\xBD"
        "a\xEF\xBF\xBD"
    );
    EXPECT_EQ(from_utf16(std::string_view("\0a\0", 3), false), "a");
}

TEST(UnicodeTextTest, TakesWhatIsNoUtf8ForLatinOne) {
    EXPECT_EQ(from_utf8_or_latin1(kFourLengths), kFourLengths);
    EXPECT_EQ(from_utf8_or_latin1("caf\xE9"), "caf\xC3\xA9");
}

}  // namespace
}  // namespace likeness::imaging
