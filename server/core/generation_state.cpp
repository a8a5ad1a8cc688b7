#include "core/generation_state.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace likeness {

namespace {

template <class State, std::size_t N>
using Names = std::array<std::pair<State, std::string_view>, N>;

constexpr Names<JobState, 7> kJobStates{{
    {JobState::queued, "queued"},
    {JobState::submitting, "submitting"},
    {JobState::running, "running"},
    {JobState::completed, "completed"},
    {JobState::failed, "failed"},
    {JobState::blocked, "blocked"},
    {JobState::cancelled, "cancelled"},
}};

constexpr Names<BatchState, 5> kBatchStates{{
    {BatchState::queued, "queued"},
    {BatchState::running, "running"},
    {BatchState::completed, "completed"},
    {BatchState::failed, "failed"},
    {BatchState::cancelled, "cancelled"},
}};

constexpr Names<QuotaState, 4> kQuotaStates{{
    {QuotaState::exempt, "exempt"},
    {QuotaState::reserved, "reserved"},
    {QuotaState::consumed, "consumed"},
    {QuotaState::returned, "returned"},
}};

struct Arrow {
    JobState from;
    JobState to;
    std::string_view why;
};

constexpr std::array<Arrow, 11> kArrows{{
    {JobState::queued, JobState::submitting, "a runner takes the lease"},
    {JobState::queued, JobState::failed, "the LoRA or the engine is gone"},
    {JobState::queued, JobState::cancelled, "cancelled by its owner"},
    {JobState::submitting, JobState::running, "the engine's request id is stored"},
    {JobState::submitting,
     JobState::failed,
     "the engine refused, or may have it and never said so"},
    {JobState::submitting, JobState::blocked, "the engine refused the prompt"},
    {JobState::submitting, JobState::cancelled, "cancelled by its owner"},
    {JobState::running, JobState::completed, "the image is in our own store"},
    {JobState::running, JobState::failed, "the engine failed or its time is over"},
    {JobState::running, JobState::blocked, "the safety checker blocked the image"},
    {JobState::running, JobState::cancelled, "cancelled by its owner"},
}};

template <class State, std::size_t N>
std::string_view name_of(const Names<State, N>& names, State state) {
    return names.at(static_cast<std::size_t>(state)).second;
}

template <class State, std::size_t N>
State state_named(const Names<State, N>& names, std::string_view text) {
    const auto found = std::find_if(names.begin(), names.end(), [&](const auto& entry) {
        return entry.second == text;
    });
    if (found == names.end()) {
        throw std::invalid_argument("the database holds an unknown state: " + std::string(text));
    }
    return found->first;
}

bool any(std::span<const JobState> jobs, JobState state) {
    return std::find(jobs.begin(), jobs.end(), state) != jobs.end();
}

}  // namespace

std::string_view to_text(JobState state) {
    return name_of(kJobStates, state);
}

std::string_view to_text(BatchState state) {
    return name_of(kBatchStates, state);
}

std::string_view to_text(QuotaState state) {
    return name_of(kQuotaStates, state);
}

JobState job_state_from(std::string_view text) {
    return state_named(kJobStates, text);
}

BatchState batch_state_from(std::string_view text) {
    return state_named(kBatchStates, text);
}

QuotaState quota_state_from(std::string_view text) {
    return state_named(kQuotaStates, text);
}

bool is_final(JobState state) {
    return state != JobState::queued && state != JobState::submitting && state != JobState::running;
}

bool is_final(BatchState state) {
    return state != BatchState::queued && state != BatchState::running;
}

bool may_advance(JobState from, JobState to) {
    return std::any_of(kArrows.begin(), kArrows.end(), [&](const Arrow& arrow) {
        return arrow.from == from && arrow.to == to;
    });
}

BatchStanding standing_of(std::span<const JobState> jobs) {
    const bool open =
        std::any_of(jobs.begin(), jobs.end(), [](JobState state) { return !is_final(state); });
    if (open) {
        const bool untouched = std::all_of(jobs.begin(), jobs.end(), [](JobState state) {
            return state == JobState::queued;
        });
        return {untouched ? BatchState::queued : BatchState::running, QuotaState::reserved};
    }
    const bool kept = any(jobs, JobState::completed);
    const QuotaState quota = kept ? QuotaState::consumed : QuotaState::returned;
    if (any(jobs, JobState::cancelled)) {
        return {BatchState::cancelled, quota};
    }
    return {kept ? BatchState::completed : BatchState::failed, quota};
}

std::string job_state_diagram() {
    std::string diagram = "stateDiagram-v2\n    [*] --> queued: the batch is accepted\n";
    for (const Arrow& arrow : kArrows) {
        diagram += "    " + std::string(to_text(arrow.from)) + " --> " +
                   std::string(to_text(arrow.to)) + ": " + std::string(arrow.why) + "\n";
    }
    for (const auto& [state, name] : kJobStates) {
        diagram += is_final(state) ? "    " + std::string(name) + " --> [*]\n" : "";
    }
    return diagram;
}

}  // namespace likeness
