#include "base/bytes.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

using namespace std::string_literals;

TEST(HexTest, WritesTwoLowerCaseDigitsAByte) {
    EXPECT_EQ(to_hex("\x00\xff\x1a"s), "00ff1a");
}

TEST(HexTest, ReadsBothLetterCasesAndRefusesTheRest) {
    EXPECT_EQ(from_hex("00fF1A"), "\x00\xff\x1a"s);
    EXPECT_EQ(from_hex(""), "");
    EXPECT_FALSE(from_hex("abc"));
    EXPECT_FALSE(from_hex("0g"));
    EXPECT_FALSE(from_hex("0x"));
}

TEST(Base64Test, MatchesTheVectorsOfRfc4648) {
    const std::pair<std::string_view, std::string_view> vectors[] = {
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : vectors) {
        EXPECT_EQ(to_base64(plain), encoded);
        EXPECT_EQ(from_base64(encoded), plain);
    }
}

TEST(Base64Test, RefusesWrongPaddingForeignDigitsAndLeftoverBits) {
    for (const std::string_view text : {"Zg=", "Zg", "Z===", "Zh==", "Zm9!", "====", "Zg==Zg=="}) {
        EXPECT_FALSE(from_base64(text)) << text;
    }
}

TEST(Base64UrlTest, UsesMinusAndUnderscoreWithoutPadding) {
    EXPECT_EQ(to_base64url("\xfb\xff"s), "-_8");
    EXPECT_EQ(from_base64url("-_8"), "\xfb\xff"s);
    EXPECT_FALSE(from_base64url("-_8="));
    EXPECT_FALSE(from_base64url("+/8"));
}

TEST(Utf8Test, AcceptsEveryLengthOfCodePoint) {
    EXPECT_TRUE(is_utf8("aé€😀"));
    EXPECT_EQ(utf8_length("aé€😀"), 4U);
}

TEST(Utf8Test, RefusesOverlongFormsSurrogatesAndStrayBytes) {
    for (const std::string& text :
         {"\x80"s,
          "\xc0\xaf"s,
          "\xc3"s,
          "\xe0\x80\xaf"s,
          "\xed\xa0\x80"s,
          "\xf0\x80\x80\xaf"s,
          "\xf4\x90\x80\x80"s,
          "\xff"s}) {
        EXPECT_FALSE(is_utf8(text)) << to_hex(text);
    }
}

}  // namespace
}  // namespace likeness
