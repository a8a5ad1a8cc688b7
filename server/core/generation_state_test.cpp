#include "core/generation_state.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <vector>

namespace likeness {
namespace {

using enum JobState;

BatchStanding standing(std::vector<JobState> jobs) {
    return standing_of(jobs);
}

TEST(JobStateTest, NeverLeavesAFinalState) {
    for (const JobState from : {completed, failed, blocked, cancelled}) {
        for (const JobState to :
             {queued, submitting, running, completed, failed, blocked, cancelled}) {
            EXPECT_FALSE(may_advance(from, to)) << to_text(from) << " to " << to_text(to);
        }
    }
}

TEST(JobStateTest, NeverMovesBack) {
    EXPECT_FALSE(may_advance(submitting, queued));
    EXPECT_FALSE(may_advance(running, queued));
    EXPECT_FALSE(may_advance(running, submitting));
}

TEST(JobStateTest, KeepsAnImageOnlyOfARequestWhoseIdIsStored) {
    EXPECT_TRUE(may_advance(running, completed));
    EXPECT_FALSE(may_advance(queued, completed));
    EXPECT_FALSE(may_advance(submitting, completed));
}

TEST(JobStateTest, HasANameForEveryState) {
    for (const JobState state :
         {queued, submitting, running, completed, failed, blocked, cancelled}) {
        EXPECT_EQ(job_state_from(to_text(state)), state);
    }
    EXPECT_THROW(job_state_from("lost"), std::invalid_argument);
}

TEST(BatchStandingTest, IsQueuedUntilTheFirstJobIsTaken) {
    EXPECT_EQ(standing({queued, queued}).state, BatchState::queued);
    EXPECT_EQ(standing({queued, submitting}).state, BatchState::running);
    EXPECT_EQ(standing({completed, queued}).state, BatchState::running);
}

TEST(BatchStandingTest, HoldsTheUnitWhileAJobIsOpen) {
    EXPECT_EQ(standing({completed, running}).quota, QuotaState::reserved);
}

TEST(BatchStandingTest, IsCompletedWithOneImageKeptEvenIfOthersFailed) {
    EXPECT_EQ(standing({failed, completed, blocked, failed}).state, BatchState::completed);
    EXPECT_EQ(standing({failed, completed, blocked, failed}).quota, QuotaState::consumed);
}

TEST(BatchStandingTest, ReturnsTheUnitWhenNothingWasKept) {
    EXPECT_EQ(standing({failed, failed}).state, BatchState::failed);
    EXPECT_EQ(standing({failed, failed}).quota, QuotaState::returned);
    EXPECT_EQ(standing({blocked}).quota, QuotaState::returned);
    EXPECT_EQ(standing({cancelled, cancelled}).quota, QuotaState::returned);
}

TEST(BatchStandingTest, CountsAnImageMadeBeforeTheCancelling) {
    EXPECT_EQ(standing({completed, cancelled}).state, BatchState::cancelled);
    EXPECT_EQ(standing({completed, cancelled}).quota, QuotaState::consumed);
}

TEST(JobStateDiagramTest, IsTheOneInTheDocuments) {
    std::ifstream file("docs/generation.md");
    std::stringstream text;
    text << file.rdbuf();

    EXPECT_NE(text.str().find(job_state_diagram()), std::string::npos)
        << "docs/generation.md must hold this diagram:\n"
        << job_state_diagram();
}

}  // namespace
}  // namespace likeness
