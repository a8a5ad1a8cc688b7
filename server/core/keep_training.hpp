#pragma once

#include "base/task.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/lora_staging.hpp"
#include "core/ports/lora_trainer.hpp"
#include "core/ports/object_store.hpp"
#include "core/training.hpp"

namespace likeness {

/// Copies what a trainer made into our own store, after a look into it.
class KeepTraining {
public:
    KeepTraining(LoraStaging& staging, ObjectStore& objects, const Clock& clock)
        : staging_(staging),
          objects_(objects),
          clock_(clock) {}

    /// The facts of the LoRA's file, which is in the store. May be done again: it writes the same
    /// objects. Errors: upstream_failed with the reason (the file is no LoRA, or one for another
    /// model, or gone); unavailable and deadline_exceeded (may be tried again); those of the store.
    Task<LoraFile> keep(LoraTrainer& trainer, Training training, TrainedFiles files);
    /// Takes back what keep() has stored.
    Task<void> discard(LoraId id);

private:
    Task<StagedLora> fetch_weights(LoraTrainer& trainer, LoraId id, TrainedFile file);
    Task<void> keep_config(LoraTrainer& trainer, LoraId id, TrainedFile file);

    LoraStaging& staging_;
    ObjectStore& objects_;
    const Clock& clock_;
};

}  // namespace likeness
