#include "core/training_state.hpp"

#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <iterator>

namespace likeness {
namespace {

constexpr std::array kAll{
    TrainingState::queued,
    TrainingState::preparing,
    TrainingState::submitting,
    TrainingState::running,
    TrainingState::completed,
    TrainingState::failed,
    TrainingState::cancelled};

TEST(TrainingStateTest, SurvivesItsText) {
    for (const TrainingState state : kAll) {
        EXPECT_EQ(training_state_from(to_text(state)), state);
    }
    EXPECT_THROW(training_state_from("asleep"), std::invalid_argument);
}

TEST(TrainingStateTest, OnlyMovesForward) {
    for (const TrainingState from : kAll) {
        for (const TrainingState to : kAll) {
            EXPECT_TRUE(!may_advance(from, to) || from < to) << to_text(from) << to_text(to);
        }
    }
}

TEST(TrainingStateTest, LeavesNoFinalState) {
    for (const TrainingState from : kAll) {
        for (const TrainingState to : kAll) {
            EXPECT_FALSE(is_final(from) && may_advance(from, to));
        }
    }
}

TEST(TrainingStateTest, CanBeCancelledUntilItHasEnded) {
    for (const TrainingState from : kAll) {
        EXPECT_EQ(may_advance(from, TrainingState::cancelled), !is_final(from));
    }
}

TEST(TrainingStateTest, CompletesOnlyWhatTheTrainerHad) {
    for (const TrainingState from : kAll) {
        EXPECT_EQ(may_advance(from, TrainingState::completed), from == TrainingState::running);
    }
}

TEST(TrainingStateTest, MakesALoraReadyOnlyWhenItIsCompleted) {
    for (const TrainingState state : kAll) {
        EXPECT_EQ(
            lora_status_of(state) == LoraStatus::completed, state == TrainingState::completed
        );
    }
}

TEST(TrainingStateTest, IsDrawnInTheDocumentation) {
    std::ifstream file("docs/training.md");
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};

    EXPECT_NE(text.find(training_state_diagram()), std::string::npos) << training_state_diagram();
}

}  // namespace
}  // namespace likeness
