#pragma once

#include "core/lora.hpp"

#include <string>
#include <string_view>

namespace likeness {

/// The life of a training. States only move forward; docs/training.md has the picture.
enum class TrainingState {
    queued,      // accepted and durable
    preparing,   // leased by a runner that packs the photos; nothing has been ordered
    submitting,  // the order is on its way: whether the trainer has it is unknown
    running,     // the trainer has it, its request id is stored
    completed,   // the weights are in our own store and were looked at
    failed,
    cancelled
};

std::string_view to_text(TrainingState state);
/// For text of our own database.
TrainingState training_state_from(std::string_view text);

bool is_final(TrainingState state);

/// The one place that says which arrows exist.
bool may_advance(TrainingState from, TrainingState to);

/// How a LoRA stands whose training stands like this.
LoraStatus lora_status_of(TrainingState state);

/// The arrows as a Mermaid diagram; docs/training.md shows it, and a test compares the two.
std::string training_state_diagram();

}  // namespace likeness
