#include "safetensors/display_text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace likeness::safetensors {
namespace {

using namespace std::string_literals;

TEST(DisplayTextTest, LeavesOrdinaryTextOfEveryScriptAsItIs) {
    EXPECT_EQ(display_text("Café 猫 😀", 100), "Café 猫 😀");
}

TEST(DisplayTextTest, RemovesControlCharacters) {
    EXPECT_EQ(display_text("a\0b\x1B[31mc\x7F\u0085"s, 100), "ab[31mc");
}

TEST(DisplayTextTest, RemovesWhatReordersOrHidesText) {
    EXPECT_EQ(display_text("in\u202Evoice\u2066\u200B\uFEFF\u061C", 100), "invoice");
}

TEST(DisplayTextTest, RemovesBytesThatAreNotUtf8) {
    EXPECT_EQ(display_text("a\xFF"s + "b\xC3"s + "c\xED\xA0\x80"s + "d\xE2\x80"s, 100), "abcd");
}

TEST(DisplayTextTest, MakesRunsOfWhiteSpaceOneSpaceAndTrimsTheEnds) {
    EXPECT_EQ(display_text(" \n one \t\r\n two\u00A0\u2028three \n", 100), "one two three");
}

TEST(DisplayTextTest, CutsAfterTheGivenNumberOfCodePoints) {
    EXPECT_EQ(display_text("äöü", 3), "äöü");
    EXPECT_EQ(display_text("äöüß", 3), "äöü…");
    EXPECT_EQ(display_text("ab cd", 3), "ab…");
    EXPECT_EQ(display_text("äöüß", 3, ""), "äöü");
}

TEST(DisplayTextTest, DoesNotCountTheSpaceAtTheEnd) {
    EXPECT_EQ(display_text("abc   ", 3), "abc");
}

TEST(QuotedNameTest, ShowsHostileNamesShortAndOnOneLine) {
    EXPECT_EQ(quoted_name("a\nb"), "\"a b\"");
    EXPECT_EQ(quoted_name(std::string(500, 'x')), "\"" + std::string(80, 'x') + "…\"");
}

TEST(GroupedTest, PutsCommasBetweenThousands) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1'000), "1,000");
    EXPECT_EQ(grouped(418'408), "418,408");
    EXPECT_EQ(grouped(std::numeric_limits<std::uint64_t>::max()), "18,446,744,073,709,551,615");
}

}  // namespace
}  // namespace likeness::safetensors
