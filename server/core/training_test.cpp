#include "core/training.hpp"

#include <gtest/gtest.h>

namespace likeness {
namespace {

TEST(CaptionForTrainerTest, PutsTheTriggerWordWhereItsPlaceIs) {
    EXPECT_EQ(
        caption_for_trainer("[trigger] and [trigger]'s dog", "adalv"), "adalv and adalv's dog"
    );
}

TEST(CaptionForTrainerTest, PutsTheTriggerWordInFrontWhereItIsMissing) {
    EXPECT_EQ(caption_for_trainer("by the sea", "adalv"), "adalv, by the sea");
}

TEST(CaptionForTrainerTest, LeavesACaptionThatHasTheTriggerWord) {
    EXPECT_EQ(caption_for_trainer("adalv by the sea", "adalv"), "adalv by the sea");
}

TEST(CaptionForTrainerTest, LeavesAnEmptyCaptionEmpty) {
    EXPECT_EQ(caption_for_trainer("", "adalv"), "");
}

TEST(CaptionForTrainerTest, EndsWithATriggerWordThatLooksLikeItsPlace) {
    EXPECT_EQ(caption_for_trainer("[trigger]", "[trigger]"), "[trigger]");
}

}  // namespace
}  // namespace likeness
