#pragma once

#include "base/task.hpp"
#include "core/caller.hpp"
#include "core/generate_request.hpp"
#include "core/generation.hpp"
#include "core/ports/lora_repository.hpp"

#include <vector>

namespace likeness {

/// The batch's own LoRA and behind it those that are wanted beside it, each once, all ready and of
/// the same base model. invalid_argument names the one at fault: `loras[1].loraTrainingId`.
Task<std::vector<Lora>>
all_loras(LoraRepository& repository, Caller caller, Lora own, std::vector<WantedLora> wanted);

/// As the batch keeps them; `loras` is what all_loras() found.
std::vector<FurtherLora>
further_loras_of(const std::vector<WantedLora>& wanted, const std::vector<Lora>& loras);

}  // namespace likeness
