#include "api/decode.hpp"

#include "api/testing_shapes.hpp"
#include "testing/code_of.hpp"
#include "testing/fake_clock.hpp"

#include <gmock/gmock.h>

#include <limits>

namespace likeness::api {
namespace {

using test::code_of;
using ::testing::HasSubstr;

/// What a member of this type reads from a JSON text.
template <class T>
Result<T> read(const std::string& text, InputForm form = InputForm::json) {
    LIKENESS_TRY(const json::value input, parse_json("{\"value\":" + text + "}"));
    LIKENESS_TRY(Holding<T> holding, decode<Holding<T>>(input, form));
    return std::move(holding.value);
}

/// The same from a value of a query, which is always text.
template <class T>
Result<T> read_query(const std::string& text) {
    return read<T>("\"" + text + "\"", InputForm::query);
}

/// Why the text is refused; empty when it is not.
template <class T>
std::string refusal(const std::string& text, InputForm form = InputForm::json) {
    const Result<T> outcome = read<T>(text, form);
    if (outcome) {
        return {};
    }
    EXPECT_EQ(outcome.error().code, ErrorCode::invalid_argument);
    EXPECT_EQ(outcome.error().fields.at(0).path, "value");
    return outcome.error().fields.at(0).message;
}

template <class T>
std::string query_refusal(const std::string& text) {
    return refusal<T>("\"" + text + "\"", InputForm::query);
}

TEST(DecodeTextTest, TakesTextOfAnyScript) {
    EXPECT_EQ(read<std::string>(R"("")").value(), "");
    EXPECT_EQ(read<std::string>(R"("a \"fox\" \u00e9\n")").value(), "a \"fox\" \xC3\xA9\n");
    EXPECT_EQ(read<std::string>("\"\xF0\x9F\xA6\x8A\"").value(), "\xF0\x9F\xA6\x8A");
}

TEST(DecodeTextTest, RefusesOtherKinds) {
    for (const char* other : {"1", "true", "null", "[]", "{}"}) {
        EXPECT_EQ(refusal<std::string>(other), "must be text") << other;
    }
}

TEST(DecodeTruthTest, TakesTrueAndFalseOnly) {
    EXPECT_TRUE(read<bool>("true").value());
    EXPECT_FALSE(read<bool>("false").value());
    for (const char* other : {R"("true")", "1", "0", "null", R"("")"}) {
        EXPECT_EQ(refusal<bool>(other), "must be true or false") << other;
    }
}

TEST(DecodeTruthTest, ReadsWordsAndDigitsInAQuery) {
    EXPECT_TRUE(read_query<bool>("true").value());
    EXPECT_TRUE(read_query<bool>("1").value());
    EXPECT_FALSE(read_query<bool>("false").value());
    EXPECT_FALSE(read_query<bool>("0").value());
    for (const char* other : {"", "yes", "TRUE", "2"}) {
        EXPECT_EQ(query_refusal<bool>(other), "must be true or false") << other;
    }
}

TEST(DecodeIntegerTest, TakesWholeNumbers) {
    EXPECT_EQ(read<int>("-7").value(), -7);
    EXPECT_EQ(read<int>("3.0").value(), 3);
    EXPECT_EQ(read<int>("2147483647").value(), 2'147'483'647);
    EXPECT_EQ(
        read<std::int64_t>("9223372036854775807").value(), std::numeric_limits<std::int64_t>::max()
    );
}

TEST(DecodeIntegerTest, RefusesWhatIsNoWholeNumber) {
    for (const char* other :
         {"1.5", "\"3\"", "true", "null", "1e300", "9223372036854775808", "[1]"}) {
        EXPECT_EQ(refusal<std::int64_t>(other), "must be a whole number") << other;
    }
}

TEST(DecodeIntegerTest, RefusesWhatDoesNotFitIntoTheMember) {
    EXPECT_THAT(refusal<int>("2147483648"), HasSubstr("must be between"));
    EXPECT_THAT(refusal<int>("-9223372036854775808"), HasSubstr("must be between"));
}

TEST(DecodeIntegerTest, ReadsDigitsInAQuery) {
    EXPECT_EQ(read_query<int>("-12").value(), -12);
    for (const char* other : {"", " 1", "1 ", "+1", "1.0", "0x10", "1e3", "99999999999999999999"}) {
        EXPECT_EQ(query_refusal<int>(other), "must be a whole number") << other;
    }
}

TEST(DecodeNumberTest, TakesEveryFiniteNumber) {
    EXPECT_EQ(read<double>("3.5").value(), 3.5);
    EXPECT_EQ(read<double>("-2").value(), -2.0);
    EXPECT_EQ(read<double>("18446744073709551615").value(), 18446744073709551615.0);
    EXPECT_EQ(read_query<double>("1e-3").value(), 0.001);
}

TEST(DecodeNumberTest, RefusesTheRest) {
    for (const char* other : {"1e999", "-1e999", "\"3.5\"", "null", "true"}) {
        EXPECT_EQ(refusal<double>(other), "must be a number") << other;
    }
    for (const char* other : {"", "nan", "inf", "-inf", "infinity", "1e999", "3.5x", "1,5"}) {
        EXPECT_EQ(query_refusal<double>(other), "must be a number") << other;
    }
}

TEST(DecodeTimeTest, ReadsRfc3339) {
    EXPECT_EQ(read<Timestamp>(R"("2026-11-21T12:00:00Z")").value(), test::kNoon);
    EXPECT_EQ(read<Timestamp>(R"("2026-11-21T13:00:00.000+01:00")").value(), test::kNoon);
}

TEST(DecodeTimeTest, RefusesWhatIsNoTime) {
    for (const char* other :
         {"1795262400", R"("yesterday")", R"("2026-11-31T12:00:00Z")", "null"}) {
        EXPECT_EQ(refusal<Timestamp>(other), "must be a time like 2026-11-21T10:46:00Z") << other;
    }
}

TEST(DecodeSeedTest, KeepsAll64BitsAsTextAndAsANumber) {
    EXPECT_EQ(read<Seed>(R"("18446744073709551615")")->value, 18446744073709551615U);
    EXPECT_EQ(read<Seed>("18446744073709551615")->value, 18446744073709551615U);
    EXPECT_EQ(read<Seed>(R"("9007199254740993")")->value, 9007199254740993U);
    EXPECT_EQ(read<Seed>("9007199254740993")->value, 9007199254740993U);
    EXPECT_EQ(read<Seed>("0")->value, 0U);
    EXPECT_EQ(read_query<Seed>("42")->value, 42U);
}

TEST(DecodeSeedTest, RefusesWhatDoesNotFitInto64Bits) {
    for (const char* other :
         {"-1",
          "1.5",
          "1e300",
          "18446744073709551616",
          R"("18446744073709551616")",
          R"("-1")",
          R"("")",
          R"(" 1")",
          R"("1.0")",
          R"("0x1")",
          "true",
          "null"}) {
        EXPECT_THAT(refusal<Seed>(other), HasSubstr("from 0 to 18446744073709551615")) << other;
    }
}

TEST(DecodeEnumTest, KnowsNamesByLetterCase) {
    EXPECT_EQ(read<OutputFormat>(R"("webp")").value(), OutputFormat::webp);
    for (const char* other : {R"("WEBP")", R"("gif")", R"("")", "0", "null"}) {
        EXPECT_EQ(refusal<OutputFormat>(other), "must be one of: jpeg, png, webp") << other;
    }
}

TEST(DecodeSizeTest, TakesPresets) {
    EXPECT_EQ(read<ImageSizeInput>(R"("portrait_4_3")")->size, (ImageSize{768, 1024}));
    EXPECT_EQ(read_query<ImageSizeInput>("square")->size, (ImageSize{512, 512}));
}

TEST(DecodeSizeTest, TakesSidesFrom256To2048) {
    EXPECT_EQ(read<ImageSizeInput>(R"({"width":256,"height":2048})")->size, (ImageSize{256, 2048}));
}

TEST(DecodeSizeTest, NamesTheSideThatIsWrong) {
    const Result<ImageSizeInput> size = read<ImageSizeInput>(R"({"width":255,"height":2049})");

    ASSERT_EQ(code_of(size), ErrorCode::invalid_argument);
    EXPECT_EQ(
        size.error().fields,
        (std::vector<FieldError>{
            {"value.width", "must be between 256 and 2048"},
            {"value.height", "must be between 256 and 2048"}})
    );
}

TEST(DecodeSizeTest, WantsBothSides) {
    const Result<ImageSizeInput> size = read<ImageSizeInput>(R"({"width":512})");

    ASSERT_EQ(code_of(size), ErrorCode::invalid_argument);
    EXPECT_EQ(size.error().fields, (std::vector<FieldError>{{"value.height", "is required"}}));
}

TEST(DecodeSizeTest, RefusesOtherNamesAndKinds) {
    for (const char* other : {R"("huge")", "512", "[512,512]", "null"}) {
        EXPECT_THAT(
            refusal<ImageSizeInput>(other),
            AllOf(HasSubstr("square_hd, "), HasSubstr("or an object with width and height"))
        ) << other;
    }
}

TEST(DecodeLoraRefTest, TakesIdsAndNumbers) {
    const std::string id(32, 'a');

    EXPECT_EQ(read<LoraRefInput>("7")->ref, LoraRef(std::int64_t{7}));
    EXPECT_EQ(read<LoraRefInput>(R"("7")")->ref, LoraRef(std::int64_t{7}));
    EXPECT_EQ(read<LoraRefInput>("\"" + id + "\"")->ref, LoraRef(LoraId::parse(id).value()));
}

TEST(DecodeLoraRefTest, RefusesWhatNamesNoLora) {
    for (const char* other : {"0", "-1", "1.5", R"("")", R"("paper")", R"("0")", "null", "[]"}) {
        EXPECT_EQ(refusal<LoraRefInput>(other), "must be a LoRA's id or number") << other;
    }
}

}  // namespace
}  // namespace likeness::api
