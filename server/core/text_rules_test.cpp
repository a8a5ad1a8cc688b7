#include "core/text_rules.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

/// The field that is at fault.
std::string field_of(const Result<std::string>& result) {
    return result || result.error().fields.size() != 1 ? "none" : result.error().fields[0].path;
}

TEST(CleanLabelTest, KeepsOrdinaryTextOfAnyLanguage) {
    EXPECT_EQ(
        *clean_label("name", "Ada  O'Müller-\"Łódź\" 👩‍🎨", 1, 80),
        "Ada  O'Müller-\"Łódź\" 👩‍🎨"
    );
}

TEST(CleanLabelTest, TrimsSpacesAndRemovesControlCharacters) {
    EXPECT_EQ(*clean_label("name", "  \tAda\n\x01 Love\x7flace\x1b \r\n ", 1, 80), "Ada Lovelace");
}

TEST(CleanLabelTest, RemovesControlCharactersBeyondAscii) {
    EXPECT_EQ(
        *clean_label(
            "name",
            "A\xC2\x85"
            "d\xC2\x9B"
            "a\xC2\xA0!",
            1,
            80
        ),
        "Ada\xC2\xA0!"
    );
}

TEST(CleanLabelTest, CountsCharactersAndNotBytes) {
    EXPECT_TRUE(clean_label("name", "ééé", 3, 3));
    EXPECT_FALSE(clean_label("name", "éééé", 3, 3));
}

TEST(CleanLabelTest, RefusesTextThatIsEmptyOnceItIsCleanNamingTheField) {
    EXPECT_EQ(field_of(clean_label("firstName", " \t\x01 ", 1, 80)), "firstName");
    EXPECT_EQ(*clean_label("lastName", " \t ", 0, 80), "");
}

TEST(CleanLabelTest, RefusesTooLongAndBrokenTextNamingTheField) {
    EXPECT_EQ(field_of(clean_label("name", std::string(81, 'x'), 1, 80)), "name");
    EXPECT_EQ(field_of(clean_label("name", "\xff", 1, 80)), "name");
    EXPECT_EQ(field_of(clean_label("name", "\xED\xA0\x80", 1, 80)), "name");
}

TEST(CleanTriggerTest, TakesWordsAndPhrasesAndNothing) {
    EXPECT_EQ(*clean_trigger("trigger", " ohwx mira "), "ohwx mira");
    EXPECT_EQ(*clean_trigger("trigger", "größe"), "größe");
    EXPECT_EQ(*clean_trigger("trigger", ""), "");
}

TEST(CleanTriggerTest, RefusesMarksThatPromptsAndRecipesGiveAMeaning) {
    for (const char* raw : {"a\"b", "a<b", "a>b", "a,b", "a\\b"}) {
        EXPECT_EQ(field_of(clean_trigger("trigger", raw)), "trigger") << raw;
    }
}

TEST(CleanTriggerTest, RefusesMoreThanEightyCharacters) {
    EXPECT_TRUE(clean_trigger("trigger", std::string(80, 'x')));
    EXPECT_EQ(field_of(clean_trigger("trigger", std::string(81, 'x'))), "trigger");
}

}  // namespace
}  // namespace likeness
