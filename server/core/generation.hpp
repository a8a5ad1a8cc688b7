#pragma once

#include "base/id.hpp"
#include "core/caller.hpp"
#include "core/generation_state.hpp"
#include "core/image.hpp"
#include "core/person.hpp"
#include "core/settings.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// Why a job or a batch ended without what was asked. `message` is safe to show.
struct GenerationFailure {
    ErrorCode code = ErrorCode::internal;
    std::string message;
};

/// One image to be made.
struct GenerationJob {
    JobId id;
    int index = 0;  // the tile it fills: 0 to 3, in a strength ladder 0 to 8
    Seed seed;
    JobState state = JobState::queued;
    std::optional<GenerationFailure> failure = {};
    std::int64_t event = 0;  // number of the event that ended the job, 0 while it is open
    std::optional<double> lora_scale = {};  // of a ladder's rung; else that of the batch
};

/// A LoRA that a batch uses beside its own.
struct FurtherLora {
    LoraId lora;
    double scale = 1;

    friend bool operator==(const FurtherLora&, const FurtherLora&) = default;
};

/// What one press of Generate asked for, and how it stands.
struct GenerationBatch {
    BatchId id;
    WalletAddress wallet;
    LoraId lora;
    std::optional<PersonId> person;
    std::string prompt;           // as written
    std::string final_prompt;     // as the engine gets it
    GenerationSettings settings;  // of the image with index 0
    Seed seed;                    // the same
    std::string engine;
    BatchState state = BatchState::queued;
    QuotaState quota = QuotaState::reserved;
    std::optional<GenerationFailure> failure =
        {};  // of a failed batch: that of its first failed job
    Timestamp created_at;
    std::optional<Timestamp> started_at = {};
    std::optional<Timestamp> finished_at = {};
    std::int64_t started_event = 0;      // number of the event "running", 0 before
    std::int64_t finished_event = 0;     // number of the last event, 0 before
    std::vector<GenerationJob> jobs;     // by index
    std::vector<GeneratedImage> images;  // those kept so far, by index
    std::vector<FurtherLora> further_loras = {};
};

}  // namespace likeness
