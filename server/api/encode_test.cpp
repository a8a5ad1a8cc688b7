#include "api/encode.hpp"

#include "api/decode.hpp"
#include "api/testing_shapes.hpp"
#include "testing/fake_clock.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace likeness::api {
namespace {

template <class T>
std::string text_of(const T& value) {
    std::string text;
    encode(text, value);
    return text;
}

TEST(EncodeTest, WritesValues) {
    EXPECT_EQ(text_of(true), "true");
    EXPECT_EQ(text_of(-7), "-7");
    EXPECT_EQ(text_of(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
    EXPECT_EQ(text_of(1.5), "1.5");
    EXPECT_EQ(text_of(std::string("a")), "\"a\"");
    EXPECT_EQ(text_of(test::kNoon), "\"2026-11-21T12:00:00.000Z\"");
    EXPECT_EQ(text_of(OutputFormat::png), "\"png\"");
    EXPECT_EQ(text_of(RawJson{"[1]"}), "[1]");
}

TEST(EncodeTest, WritesSeedsAsTextForTheSakeOfJavaScript) {
    EXPECT_EQ(text_of(Seed{18446744073709551615U}), "\"18446744073709551615\"");
}

TEST(EncodeTest, WritesNullForNumbersThatJsonHasNoWordFor) {
    EXPECT_EQ(text_of(std::numeric_limits<double>::infinity()), "null");
    EXPECT_EQ(text_of(std::numeric_limits<double>::quiet_NaN()), "null");
}

TEST(EncodeTest, WritesNullForWhatIsNotThere) {
    EXPECT_EQ(text_of(std::optional<int>{}), "null");
    EXPECT_EQ(text_of(std::optional<int>{3}), "3");
}

TEST(EncodeTest, WritesListsAndMaps) {
    EXPECT_EQ(text_of(std::vector<int>{}), "[]");
    EXPECT_EQ(text_of(std::vector<int>{1, 2}), "[1,2]");
    EXPECT_EQ(text_of(TextMap{}), "{}");
    EXPECT_EQ(text_of(TextMap{{{"a", "1"}, {"b\"", "2"}}}), R"({"a":"1","b\"":"2"})");
}

TEST(EncodeTest, WritesEveryMemberInItsOrder) {
    EXPECT_EQ(
        text_of(Tree{{1, "a"}, {{2, std::nullopt}}}),
        R"({"first":{"number":1,"note":"a"},"rest":[{"number":2,"note":null}]})"
    );
    EXPECT_EQ(text_of(Nothing{}), "{}");
}

TEST(EncodeTest, EscapesWhatWouldEndTheTextOrAPageAroundIt) {
    EXPECT_EQ(
        text_of(std::string("\"\\\n\r\t\x01</script>")),
        "\"\\\"\\\\\\n\\r\\t\\u0001\\u003c/script>\""
    );
    EXPECT_EQ(text_of(std::string("a\0b", 3)), "\"a\\u0000b\"");
}

TEST(EncodeTest, AddsToWhatIsThere) {
    std::string text = "[";
    encode(text, 1);

    EXPECT_EQ(text, "[1");
}

TEST(EncodeTest, GivesTextsThatADecoderReadsBack) {
    for (int c = 1; c < 256; ++c) {
        const std::string before = c < 128 ? std::string(1, static_cast<char>(c))
                                           : std::string("\xC4") + static_cast<char>(c & 0xBF);
        const std::string json = text_of(Holding<std::string>{before});

        const auto after = decode<Holding<std::string>>(parse_json(json).value(), InputForm::json);

        EXPECT_EQ(after.value().value, before) << c;
    }
}

TEST(EncodeTest, GivesJsonForTextsThatAreNoUtf8) {
    for (const char* broken : {"\xFF", "a\xC3", "\xED\xA0\x80", "\xF0\x9F\xA6", "\x80\x80"}) {
        EXPECT_TRUE(parse_json(text_of(std::string(broken)))) << text_of(std::string(broken));
    }
}

}  // namespace
}  // namespace likeness::api
