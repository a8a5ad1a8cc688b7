#include "core/prompt.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

TEST(CleanPromptTest, KeepsOrdinaryTextOfAnyLanguage) {
    EXPECT_EQ(*clean_prompt("drei Kürbisse 🎃 unter dem Mond"), "drei Kürbisse 🎃 unter dem Mond");
}

TEST(CleanPromptTest, TurnsLineBreaksIntoSpacesAndDropsOtherControlCharacters) {
    EXPECT_EQ(*clean_prompt("  a\tfox\r\nin\x01 snow\x7f\xC2\x85 "), "a fox  in snow");
}

TEST(CleanPromptTest, KeepsMarkupBecauseItIsEscapedOnOutput) {
    EXPECT_EQ(*clean_prompt("<script>alert('x')</script>"), "<script>alert('x')</script>");
}

TEST(CleanPromptTest, RefusesEmptyTooLongAndBrokenTextNamingTheField) {
    for (const std::string& raw :
         {std::string(),
          std::string(" \n\t "),
          std::string(kMaxPromptLength + 1, 'x'),
          std::string("\xff")}) {
        const Result<std::string> prompt = clean_prompt(raw);
        ASSERT_FALSE(prompt);
        EXPECT_EQ(prompt.error().code, ErrorCode::invalid_argument);
        ASSERT_EQ(prompt.error().fields.size(), 1U);
        EXPECT_EQ(prompt.error().fields[0].path, "prompt");
    }
}

TEST(CleanPromptTest, CountsCharactersAndNotBytes) {
    std::string prompt;
    for (std::size_t i = 0; i < kMaxPromptLength; ++i) {
        prompt += "é";
    }
    EXPECT_TRUE(clean_prompt(prompt));
    EXPECT_FALSE(clean_prompt(prompt + "é"));
}

TEST(FinalPromptTest, AppendsTheTriggerWord) {
    EXPECT_EQ(final_prompt("a cat", {"nnarcd"}), "a cat in the style of nnarcd");
}

TEST(FinalPromptTest, IsThePromptWhenThereIsNoTriggerWord) {
    EXPECT_EQ(final_prompt("a cat", {""}), "a cat");
}

TEST(FinalPromptTest, NeverDoublesATriggerWordThatTheUserWrote) {
    EXPECT_EQ(
        final_prompt("a portrait of OHWXMira, smiling", {"ohwxmira"}),
        "a portrait of OHWXMira, smiling"
    );
    EXPECT_EQ(
        final_prompt("a cat in the style of nnarcd", {"nnarcd"}), "a cat in the style of nnarcd"
    );
}

TEST(FinalPromptTest, NamesSeveralTriggerWordsAsASentenceWould) {
    EXPECT_EQ(final_prompt("a cat", {"adalv", "nnarcd"}), "a cat in the style of adalv and nnarcd");
    EXPECT_EQ(
        final_prompt("a cat", {"adalv", "", "nnarcd", "hrvst"}),
        "a cat in the style of adalv, nnarcd and hrvst"
    );
}

TEST(FinalPromptTest, SaysNoneOfSeveralTriggerWordsTwice) {
    EXPECT_EQ(
        final_prompt("adalv with a cat", {"nnarcd", "adalv"}),
        "adalv with a cat in the style of nnarcd"
    );
    EXPECT_EQ(final_prompt("a cat", {"nnarcd", "NNARCD"}), "a cat in the style of nnarcd");
    EXPECT_EQ(final_prompt("a cat", {"neon", "neon arcade"}), "a cat in the style of neon arcade");
    EXPECT_EQ(final_prompt("a cat by adalv", {"adalv", "adalv"}), "a cat by adalv");
}

TEST(FinalPromptTest, TakesAPartOfALongerWordForAnotherWord) {
    EXPECT_EQ(final_prompt("a category", {"cat"}), "a category in the style of cat");
    EXPECT_EQ(final_prompt("concat cat", {"cat"}), "concat cat");
}

}  // namespace
}  // namespace likeness
