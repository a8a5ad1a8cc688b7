#pragma once

#include "base/task.hpp"
#include "core/ports/lora_trainer.hpp"
#include "core/ports/object_store.hpp"
#include "core/ports/training_archiver.hpp"
#include "core/training.hpp"

namespace likeness {

/// Packs a training's photos into the archive that the trainer gets.
class PackTraining {
public:
    PackTraining(ObjectStore& objects, TrainingArchiver& archiver)
        : objects_(objects),
          archiver_(archiver) {}

    /// May be done again: it writes the same object. Errors: unprocessable with the reason (a photo
    /// is gone or cannot be used); those of the store.
    Task<TrainingOrder> pack(Training training);
    /// The training has ended: nobody needs the photos in this form any more.
    Task<void> discard(Training training);

private:
    Task<void> add(ArchiveDraft& draft, TrainingImage image, std::string trigger_word);

    ObjectStore& objects_;
    TrainingArchiver& archiver_;
};

}  // namespace likeness
