#include "net/field_value.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <string>

namespace likeness::net {
namespace {

using namespace std::string_view_literals;

TEST(FieldValueTest, ComparesNamesWithoutTheCaseOfLetters) {
    EXPECT_TRUE(equals_ignoring_case("Content-LENGTH", "content-length"));
    EXPECT_FALSE(equals_ignoring_case("content-length", "content-lengt"));
    // '@' and '`' differ by the same bit as letters do.
    EXPECT_FALSE(equals_ignoring_case("@", "`"));
}

TEST(FieldValueTest, TrimsSpacesAndTabsOnly) {
    EXPECT_EQ(trim(" \ta b\t "), "a b");
    EXPECT_EQ(trim("\va\v"), "\va\v");
    EXPECT_EQ(trim(" \t "), "");
}

TEST(FieldValueTest, KnowsTokens) {
    EXPECT_TRUE(is_token("X-Request-Id"));
    EXPECT_TRUE(is_token("!#$%&'*+-.^_`|~"));
    for (const std::string_view text :
         {""sv, "a b"sv, "a:b"sv, "a\""sv, "\x80"sv, "a\0b"sv, "a\r"sv}) {
        EXPECT_FALSE(is_token(text)) << text;
    }
}

TEST(FieldValueTest, RefusesLineEndsAndOtherControlsInValues) {
    EXPECT_TRUE(is_field_value("text, \ttab and \xc3\xa9"));
    for (const std::string_view text : {"a\rb"sv, "a\nb"sv, "a\0b"sv, "\x7f"sv, "\x1f"sv}) {
        EXPECT_FALSE(is_field_value(text));
    }
}

TEST(FieldValueTest, ReadsDecimalsUpToTheLargest) {
    EXPECT_EQ(parse_decimal("0"), 0U);
    EXPECT_EQ(parse_decimal("18446744073709551615"), std::numeric_limits<std::uint64_t>::max());
    for (const std::string_view text :
         {"",
          "18446744073709551616",
          "99999999999999999999",
          "+1",
          "-1",
          " 1",
          "1 ",
          "0x1",
          "1,1"}) {
        EXPECT_FALSE(parse_decimal(text)) << text;
    }
}

TEST(FieldValueTest, TakesListElementsOneByOne) {
    std::string_view rest = " gzip , br;q=1,,x";

    EXPECT_EQ(take_element(rest, ','), "gzip");
    EXPECT_EQ(take_element(rest, ','), "br;q=1");
    EXPECT_EQ(take_element(rest, ','), "");
    EXPECT_EQ(take_element(rest, ','), "x");
    EXPECT_TRUE(rest.empty());
}

TEST(FieldValueTest, FindsTheFirstParameterOfAName) {
    EXPECT_EQ(find_parameter("; charset=utf-8; Boundary=xyz; boundary=other", "boundary"), "xyz");
    EXPECT_EQ(find_parameter("name", "name"), std::nullopt);
}

TEST(FieldValueTest, LeavesSemicolonsInQuotesToTheirParameter) {
    const std::string_view parameters = R"(; name="a;b\";filename=no"; filename="c")";

    EXPECT_EQ(find_parameter(parameters, "name"), R"("a;b\";filename=no")");
    EXPECT_EQ(find_parameter(parameters, "filename"), R"("c")");
}

}  // namespace
}  // namespace likeness::net
