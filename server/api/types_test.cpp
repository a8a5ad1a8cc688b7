#include "api/types.hpp"

#include "api/decode.hpp"
#include "api/testing_shapes.hpp"

#include <gtest/gtest.h>

namespace likeness::api {
namespace {

using Direction = TypeCollector::Direction;

/// The JSON Schema of a described struct in the table of named types.
std::string named_schema(const TypeCollector& types, std::string_view name) {
    return types.named().find(name)->second.json_schema;
}

std::string named_typescript(const TypeCollector& types, std::string_view name) {
    return types.named().find(name)->second.typescript;
}

template <class T>
TypeText described(Direction direction = Direction::input, FieldLimits limits = {}) {
    TypeCollector types;
    return types.describe<T>(direction, limits);
}

TEST(TypeCollectorTest, DescribesValues) {
    EXPECT_EQ(described<bool>().json_schema, R"({"type":"boolean"})");
    EXPECT_EQ(described<bool>().typescript, "boolean");
    EXPECT_EQ(described<double>().json_schema, R"({"type":"number"})");
    EXPECT_EQ(described<Timestamp>().json_schema, R"({"type":"string","format":"date-time"})");
    EXPECT_EQ(described<std::string>().typescript, "string");
}

TEST(TypeCollectorTest, SaysLimitsInTheWordsOfJsonSchema) {
    EXPECT_EQ(
        described<int>(Direction::input, {1, 4}).json_schema,
        R"({"type":"integer","minimum":1,"maximum":4})"
    );
    EXPECT_EQ(
        described<std::string>(Direction::input, {1, 80}).json_schema,
        R"({"type":"string","minLength":1,"maxLength":80})"
    );
    EXPECT_EQ(
        described<std::vector<int>>(Direction::input, {0, 3}).json_schema,
        R"({"type":"array","items":{"type":"integer"},"minItems":0,"maxItems":3})"
    );
}

TEST(TypeCollectorTest, TakesSeedsAsNumbersAndTextsAndGivesTexts) {
    EXPECT_EQ(described<Seed>(Direction::input).typescript, "number | string");
    EXPECT_EQ(described<Seed>(Direction::output).typescript, "string");
}

TEST(TypeCollectorTest, PutsBracketsAroundTheUnionsOfAList) {
    EXPECT_EQ(described<std::vector<std::optional<int>>>().typescript, "(number | null)[]");
    EXPECT_EQ(described<std::vector<int>>().typescript, "number[]");
}

TEST(TypeCollectorTest, NamesEnums) {
    TypeCollector types;

    const TypeText text = types.describe<OutputFormat>(Direction::output);

    EXPECT_EQ(text.json_schema, R"({"$ref":"#/components/schemas/OutputFormat"})");
    EXPECT_EQ(text.typescript, "OutputFormat");
    EXPECT_EQ(
        named_schema(types, "OutputFormat"), R"({"type":"string","enum":["jpeg","png","webp"]})"
    );
    EXPECT_EQ(named_typescript(types, "OutputFormat"), "'jpeg' | 'png' | 'webp'");
}

TEST(TypeCollectorTest, LetsCallersLeaveOutWhatHasADefault) {
    TypeCollector types;
    types.describe<Bounded>(Direction::input);

    EXPECT_EQ(
        named_schema(types, "Bounded"),
        R"({"type":"object","properties":{)"
        R"("count":{"type":"integer","minimum":1,"maximum":4,"default":2,"description":"How many."},)"
        R"("text":{"type":"string","minLength":1,"maxLength":5,"description":"Words."},)"
        R"("ratio":{"type":"number","minimum":0.5,"maximum":2,"default":1,"description":"How much."},)"
        R"("list":{"type":"array","items":{"type":"integer"},"minItems":0,"maxItems":3,"description":"Numbers."}},)"
        R"("required":["text"]})"
    );
    EXPECT_EQ(
        named_typescript(types, "Bounded"),
        "{\n  /** How many. */\n  count?: number;\n  /** Words. */\n  text: string;\n"
        "  /** How much. */\n  ratio?: number;\n  /** Numbers. */\n  list?: number[];\n}"
    );
}

TEST(TypeCollectorTest, PromisesEveryMemberOfAnOutput) {
    TypeCollector types;
    types.describe<Leaf>(Direction::output);

    EXPECT_EQ(
        named_typescript(types, "Leaf"),
        "{\n  /** A number. */\n  number: number;\n  /** A note. */\n  note: string | null;\n}"
    );
    EXPECT_TRUE(named_schema(types, "Leaf").ends_with(R"("required":["number","note"]})"));
}

TEST(TypeCollectorTest, CollectsTheNamedTypesInsideOfOthers) {
    TypeCollector types;

    const TypeText text = types.describe<Tree>(Direction::output);

    EXPECT_EQ(text.typescript, "Tree");
    EXPECT_EQ(types.named().size(), 2U);
    EXPECT_NE(named_typescript(types, "Tree").find("rest: Leaf[];"), std::string::npos);
}

TEST(TypeCollectorTest, GivesSchemasThatAreJson) {
    TypeCollector types;
    types.describe<Tree>(Direction::input);
    types.describe<Bounded>(Direction::input);
    types.describe<Holding<ImageSizeInput>>(Direction::input);
    types.describe<Holding<LoraRefInput>>(Direction::input);

    for (const auto& [name, type] : types.named()) {
        EXPECT_TRUE(parse_json(type.json_schema)) << name << ": " << type.json_schema;
    }
}

TEST(TypeCollectorTest, HasAWordForNoMembersAtAll) {
    TypeCollector types;
    types.describe<Nothing>(Direction::output);

    EXPECT_EQ(named_typescript(types, "Nothing"), "Record<string, never>");
}

}  // namespace
}  // namespace likeness::api
