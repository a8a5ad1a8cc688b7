#include "core/training_state.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace likeness {

namespace {

constexpr std::array<std::pair<TrainingState, std::string_view>, 7> kStates{{
    {TrainingState::queued, "queued"},
    {TrainingState::preparing, "preparing"},
    {TrainingState::submitting, "submitting"},
    {TrainingState::running, "running"},
    {TrainingState::completed, "completed"},
    {TrainingState::failed, "failed"},
    {TrainingState::cancelled, "cancelled"},
}};

struct Arrow {
    TrainingState from;
    TrainingState to;
    std::string_view why;
};

constexpr std::array<Arrow, 11> kArrows{{
    {TrainingState::queued, TrainingState::preparing, "a runner takes the lease"},
    {TrainingState::queued, TrainingState::cancelled, "cancelled by its owner"},
    {TrainingState::preparing, TrainingState::submitting, "the photos are packed and stored"},
    {TrainingState::preparing, TrainingState::failed, "a photo is gone or cannot be used"},
    {TrainingState::preparing, TrainingState::cancelled, "cancelled by its owner"},
    {TrainingState::submitting, TrainingState::running, "the trainer's request id is stored"},
    {TrainingState::submitting,
     TrainingState::failed,
     "the trainer refused, or may have it and never said so"},
    {TrainingState::submitting, TrainingState::cancelled, "cancelled by its owner"},
    {TrainingState::running, TrainingState::completed, "the weights are in our own store"},
    {TrainingState::running, TrainingState::failed, "the trainer failed or its time is over"},
    {TrainingState::running, TrainingState::cancelled, "cancelled by its owner"},
}};

}  // namespace

std::string_view to_text(TrainingState state) {
    return kStates.at(static_cast<std::size_t>(state)).second;
}

TrainingState training_state_from(std::string_view text) {
    const auto found = std::find_if(kStates.begin(), kStates.end(), [&](const auto& entry) {
        return entry.second == text;
    });
    if (found == kStates.end()) {
        throw std::invalid_argument("the database holds an unknown state: " + std::string(text));
    }
    return found->first;
}

bool is_final(TrainingState state) {
    return state >= TrainingState::completed;
}

bool may_advance(TrainingState from, TrainingState to) {
    return std::any_of(kArrows.begin(), kArrows.end(), [&](const Arrow& arrow) {
        return arrow.from == from && arrow.to == to;
    });
}

LoraStatus lora_status_of(TrainingState state) {
    switch (state) {
        case TrainingState::queued:
        case TrainingState::preparing:
        case TrainingState::submitting:
            return LoraStatus::queued;
        case TrainingState::running:
            return LoraStatus::training;
        case TrainingState::completed:
            return LoraStatus::completed;
        case TrainingState::failed:
            return LoraStatus::failed;
        case TrainingState::cancelled:
            return LoraStatus::cancelled;
    }
    return LoraStatus::failed;
}

std::string training_state_diagram() {
    std::string diagram = "stateDiagram-v2\n    [*] --> queued: the training is accepted\n";
    for (const Arrow& arrow : kArrows) {
        diagram += "    " + std::string(to_text(arrow.from)) + " --> " +
                   std::string(to_text(arrow.to)) + ": " + std::string(arrow.why) + "\n";
    }
    for (const auto& [state, name] : kStates) {
        diagram += is_final(state) ? "    " + std::string(name) + " --> [*]\n" : "";
    }
    return diagram;
}

}  // namespace likeness
