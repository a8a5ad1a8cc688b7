#pragma once

#include "adapters/fal/fal_failure.hpp"
#include "core/ports/lora_trainer.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

/// The words of `fal-ai/flux-lora-fast-training`.
namespace likeness::fal {

/// The model's input: JSON.
std::string training_input(const TrainingOrder& order, std::string_view archive_url);

/// The files in its output; upstream_failed when there are none.
Result<TrainedFiles> trained_files_in(std::string_view output);

/// Steps done, by the last line of progress among the model's log lines ("… 250/1000 [00:25<…").
std::optional<int> steps_in(std::span<const std::string> logs);

/// What a failure means to whoever ordered the training: unprocessable (refused for what the photos
/// show), invalid_argument (its settings), conflict (cancelled), upstream_failed (all else).
Error to_training_error(const FalFailure& failure);

}  // namespace likeness::fal
