#include "paperflux/config.hpp"

#include "paperflux/testing_reference.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace likeness::paperflux {
namespace {

using ::testing::HasSubstr;

/// The shipped file with one text put in place of another.
std::string changed(std::string_view from, std::string_view to) {
    std::string json = shipped_model_files().config;
    const std::size_t place = json.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    return json.replace(place, from.size(), to);
}

std::string refusal(const std::string& json) {
    const auto config = Config::parse(json);
    EXPECT_FALSE(config);
    return config ? "" : config.error().message;
}

TEST(ConfigTest, ReadsTheShippedFile) {
    const auto config = Config::parse(shipped_model_files().config);

    ASSERT_TRUE(config) << config.error().message;
    EXPECT_EQ(config->shift, 2.0);
    EXPECT_EQ(config->guidance_gain, 0.4);
    EXPECT_EQ(config->types.size(), 82U);
    EXPECT_EQ(config->types[40], "pumpkin");
    EXPECT_EQ(config->type_codes[1], 455);
    EXPECT_EQ(config->bands.size(), 6U);
}

TEST(ConfigTest, RefusesAnotherModel) {
    EXPECT_THAT(refusal(changed("\"paperflux-1\"", "\"paperflux-2\"")), HasSubstr("another model"));
}

TEST(ConfigTest, SaysWhichSizeIsNotThatOfThisProgram) {
    EXPECT_THAT(
        refusal(changed("\"heads\": 5", "\"heads\": 6")),
        AllOf(HasSubstr("heads is 6"), HasSubstr("made for 5"))
    );
}

TEST(ConfigTest, RefusesTypesThatDoNotStartWithNoneAndGlobal) {
    EXPECT_THAT(refusal(changed("\"none\"", "\"nothing\"")), HasSubstr("none and global"));
}

TEST(ConfigTest, RefusesACodeTooFew) {
    EXPECT_THAT(refusal(changed("  455,\n", "")), HasSubstr("one code for each type"));
}

TEST(ConfigTest, RefusesACodeOf17Bits) {
    EXPECT_THAT(refusal(changed("  455,\n", "  65536,\n")), HasSubstr("config.json"));
}

TEST(ConfigTest, RefusesBrokenJson) {
    for (const char* json :
         {"", "{", "[]", R"({"model_id": 3})", R"({"model_id": "paperflux-1"})"}) {
        EXPECT_THAT(refusal(json), HasSubstr("config.json")) << json;
    }
}

}  // namespace
}  // namespace likeness::paperflux
