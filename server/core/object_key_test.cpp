#include "core/ports/object_store.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

TEST(ObjectKeyTest, TakesSegmentsOfLowerCaseLettersDigitsAndMarks) {
    for (const std::string& text :
         {std::string("a"),
          std::string("2026/11/0123/full.jpg"),
          std::string("a-b_c.d/..e/f.."),
          std::string("..."),
          std::string(200, 'a')}) {
        const std::optional<ObjectKey> key = ObjectKey::parse(text);

        ASSERT_TRUE(key) << text;
        EXPECT_EQ(key->text(), text);
    }
}

TEST(ObjectKeyTest, RefusesWhatCouldLeaveItsBucketOrMeanSomethingElse) {
    for (const std::string& text :
         {std::string(),       std::string("/"),       std::string("/a"),
          std::string("a/"),   std::string("a//b"),    std::string("."),
          std::string(".."),   std::string("a/./b"),   std::string("a/../b"),
          std::string("a/.."), std::string("../a"),    std::string("A"),
          std::string("a b"),  std::string("a\\b"),    std::string("a%2e"),
          std::string("a?b"),  std::string("a\0b", 3), std::string("ä"),
          std::string("a\n"),  std::string(201, 'a')}) {
        EXPECT_EQ(ObjectKey::parse(text), std::nullopt) << text;
    }
}

}  // namespace
}  // namespace likeness
