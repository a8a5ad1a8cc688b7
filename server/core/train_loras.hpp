#pragma once

#include "base/task.hpp"
#include "core/caller.hpp"
#include "core/people.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/lora_trainer.hpp"
#include "core/ports/random.hpp"
#include "core/ports/training_repository.hpp"
#include "core/ports/upload_repository.hpp"
#include "core/training_events.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace likeness {

class PackTraining;
class TrainingRunner;

/// A photo as whoever asks for the training names it. Texts are raw, numbers unchecked.
struct WantedPicture {
    UploadId upload;
    std::optional<std::string> caption = {};  // else the one that came with the upload
    std::optional<CropSquare> crop = {};
};

/// What someone asks for. What is left out takes the trainer's default.
struct TrainRequest {
    std::string name;
    std::string trigger_word;
    std::vector<WantedPicture> pictures;
    std::optional<int> steps = {};
    bool is_style = false;
    bool create_masks = true;
    std::optional<PersonId> person = {};
    Visibility visibility = Visibility::private_;
    std::optional<std::string> idempotency_key = {};
};

/// Accepting, watching and cancelling trainings. Seeing them through is the runner's work.
class TrainLoras {
public:
    TrainLoras(
        TrainingLedger& ledger,
        UploadRepository& uploads,
        People& people,
        LoraTrainer* trainer,
        PackTraining& pack,
        TrainingRunner& runner,
        TrainingBell& bell,
        const Clock& clock,
        Random& random,
        QuotaRule quota
    );

    const QuotaRule& quota() const { return quota_; }

    /// Null where none is set up.
    const LoraTrainer* trainer() const { return trainer_; }

    /// Checks everything and writes the training down; the trainer has not been called yet.
    /// unavailable where there is none.
    Task<Training> submit(Caller caller, TrainRequest request);
    /// not_found also when it is somebody else's.
    Task<Training> find(Caller caller, LoraId id);
    Task<Page<Training>>
    list(Caller caller, bool only_open, std::optional<Cursor> after, int limit);
    Task<Training> cancel(Caller caller, LoraId id);
    /// Waits until it has ended. deadline_exceeded when `limit` passes first; the training goes on.
    Task<Training> wait(LoraId id, std::chrono::milliseconds limit);

private:
    Task<NewTraining> prepared(Caller caller, TrainRequest request);
    Task<std::vector<TrainingImage>>
    pictures_of(Caller caller, const std::vector<WantedPicture>& wanted);

    TrainingLedger& ledger_;
    UploadRepository& uploads_;
    People& people_;
    LoraTrainer* trainer_;
    PackTraining& pack_;
    TrainingRunner& runner_;
    TrainingBell& bell_;
    const Clock& clock_;
    Random& random_;
    QuotaRule quota_;
};

}  // namespace likeness
