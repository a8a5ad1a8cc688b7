#include "api/decode.hpp"
#include "api/testing_shapes.hpp"
#include "testing/code_of.hpp"

#include <gmock/gmock.h>

namespace likeness::api {
namespace {

using test::code_of;

using Problems = std::vector<FieldError>;

template <class T>
Result<T> read(std::string_view text, InputForm form = InputForm::json) {
    LIKENESS_TRY(const json::value input, parse_json(text));
    return decode<T>(input, form);
}

template <class T>
Problems problems(std::string_view text, InputForm form = InputForm::json) {
    const Result<T> outcome = read<T>(text, form);
    return outcome ? Problems{} : outcome.error().fields;
}

TEST(DecodeLimitsTest, TakesTheBoundsThemselves) {
    EXPECT_TRUE(read<Bounded>(R"({"count":1,"text":"a","ratio":0.5,"list":[]})"));
    EXPECT_TRUE(read<Bounded>(R"({"count":4,"text":"abcde","ratio":2,"list":[1,2,3]})"));
}

TEST(DecodeLimitsTest, NamesAllThatIsWrongAtOnceWithItsBounds) {
    EXPECT_EQ(
        problems<Bounded>(R"({"count":5,"text":"abcdef","ratio":0.4,"list":[1,2,3,4]})"),
        (Problems{
            {"count", "must be between 1 and 4"},
            {"text", "must have between 1 and 5 characters"},
            {"ratio", "must be between 0.5 and 2"},
            {"list", "must have between 0 and 3 items"}})
    );
}

TEST(DecodeLimitsTest, CountsCharactersAndNotBytes) {
    EXPECT_TRUE(read<Bounded>("{\"text\":\"\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\"}"));
}

TEST(DecodeLimitsTest, SaysThatATextMustNotBeEmpty) {
    EXPECT_EQ(problems<Bounded>(R"({"text":""})"), (Problems{{"text", "must not be empty"}}));
}

TEST(DecodeLimitsTest, SpeaksInTheMessageOfEveryField) {
    const Result<Bounded> outcome = read<Bounded>(R"({"count":5})");

    ASSERT_EQ(code_of(outcome), ErrorCode::invalid_argument);
    EXPECT_EQ(outcome.error().message, "count: must be between 1 and 4; text: is required");
}

TEST(DecodeLimitsTest, HoldsInAQueryToo) {
    EXPECT_EQ(
        problems<Bounded>(R"({"count":"5","text":"a","ratio":"9"})", InputForm::query),
        (Problems{{"count", "must be between 1 and 4"}, {"ratio", "must be between 0.5 and 2"}})
    );
}

TEST(DecodeMembersTest, KeepsTheDefaultOfWhatIsLeftOutOrNull) {
    EXPECT_EQ(read<Bounded>(R"({"text":"a"})")->count, 2);
    EXPECT_EQ(read<Bounded>(R"({"text":"a","count":null})")->count, 2);
}

TEST(DecodeMembersTest, WantsWhatHasNoDefault) {
    EXPECT_EQ(problems<Bounded>("{}"), (Problems{{"text", "is required"}}));
    EXPECT_EQ(problems<Bounded>(R"({"text":null})"), (Problems{{"text", "must be text"}}));
}

TEST(DecodeMembersTest, LeavesAnOptionalMemberEmptyForNullAndForNothing) {
    EXPECT_EQ(read<Leaf>(R"({"number":1})")->note, std::nullopt);
    EXPECT_EQ(read<Leaf>(R"({"number":1,"note":null})")->note, std::nullopt);
    EXPECT_EQ(read<Leaf>(R"({"number":1,"note":""})")->note, "");
}

TEST(DecodeMembersTest, UnderstandsTheOtherNameAndPrefersTheFirst) {
    EXPECT_EQ(read<Leaf>(R"({"n":3})")->number, 3);
    EXPECT_EQ(read<Leaf>(R"({"n":3,"number":4})")->number, 4);
}

TEST(DecodeMembersTest, PassesOverUnknownMembers) {
    EXPECT_EQ(read<Leaf>(R"({"number":1,"colour":{"deep":[1]},"Number":9})")->number, 1);
}

TEST(DecodeMembersTest, TakesNoInputForAnEmptyObject) {
    EXPECT_TRUE(decode<Nothing>(json::value(nullptr), InputForm::json));
    EXPECT_EQ(
        code_of(decode<Leaf>(json::value(nullptr), InputForm::json)), ErrorCode::invalid_argument
    );
}

TEST(DecodeMembersTest, RefusesAnInputThatIsNoObject) {
    for (const char* other : {"[]", "1", "\"text\"", "true"}) {
        EXPECT_EQ(problems<Leaf>(other), (Problems{{"", "must be an object"}})) << other;
    }
}

TEST(DecodePathTest, LeadsToTheMemberInsideOfAnother) {
    EXPECT_EQ(
        problems<Tree>(R"({"first":{"number":"x"},"rest":[{"number":1},{"note":2},7]})"),
        (Problems{
            {"first.number", "must be a whole number"},
            {"rest[1].number", "is required"},
            {"rest[1].note", "must be text"},
            {"rest[2]", "must be an object"}})
    );
}

TEST(DecodePathTest, SaysThatAListIsWanted) {
    EXPECT_EQ(
        problems<Tree>(R"({"first":{"number":1},"rest":{}})"),
        (Problems{{"rest", "must be a list"}})
    );
}

TEST(DecodePathTest, ReadsAWholeTree) {
    const Tree tree =
        read<Tree>(R"({"first":{"number":1,"note":"a"},"rest":[{"number":2},{"number":3}]})")
            .value();

    EXPECT_EQ(tree.first.note, "a");
    ASSERT_EQ(tree.rest.size(), 2U);
    EXPECT_EQ(tree.rest[1].number, 3);
}

TEST(ParseJsonTest, RefusesBrokenTexts) {
    for (const std::string& text :
         {std::string(),
          std::string("{"),
          std::string("{} x"),
          std::string("{}{}"),
          std::string("{'a':1}"),
          std::string(R"({"a":1,})"),
          std::string("// comment\n{}"),
          std::string("NaN"),
          std::string("01"),
          std::string("\"\xFF\""),
          std::string("\"\xED\xA0\x80\""),
          std::string("\"a\nb\""),
          std::string("{}\0", 3)}) {
        const Result<json::value> parsed = parse_json(text);

        EXPECT_EQ(code_of(parsed), ErrorCode::invalid_argument) << text;
    }
}

TEST(ParseJsonTest, GoesNoDeeperThanThirtyTwoLevels) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };

    EXPECT_TRUE(parse_json(nested(32)));
    EXPECT_EQ(code_of(parse_json(nested(33))), ErrorCode::invalid_argument);
    EXPECT_EQ(code_of(parse_json(std::string(100'000, '['))), ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace likeness::api
