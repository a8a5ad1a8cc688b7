#pragma once

#include "base/task.hpp"
#include "core/page.hpp"
#include "core/ports/lora_trainer.hpp"
#include "core/quota.hpp"
#include "core/training.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace likeness {

/// A training that is about to be accepted, with the LoRA it is to make.
struct NewTraining {
    Lora lora;  // without a number
    Training training;
    int max_open = TrainingLimits::kMaxOpen;
    QuotaRule rule = {};
    bool exempt = false;  // from the rule
    std::optional<std::string> idempotency_key = {};
    std::string request_hash = {};
};

struct TrainingAcceptance {
    LoraId id;
    bool replayed = false;  // the key was used before for the same request: this is the one of then
};

struct TrainingQuery {
    WalletAddress wallet;
    bool only_open = false;
    std::optional<Cursor> after = {};
    int limit = 50;
};

struct TrainingCancelling {
    std::optional<std::string> request_id = {};  // what the trainer is to be told to drop
};

/// Trainings: what people ask for and how it stands.
class TrainingLedger {
public:
    TrainingLedger() = default;
    TrainingLedger(const TrainingLedger&) = delete;
    TrainingLedger& operator=(const TrainingLedger&) = delete;
    virtual ~TrainingLedger() = default;

    /// In one transaction, durable when it returns: writes the LoRA, the training and its pictures.
    /// resource_exhausted: the wallet has `max_open` that are not done, or has used up the rule's
    /// units (with next_at; one that failed, or was cancelled before it was ordered, gives its unit
    /// back); conflict: the idempotency
    /// key was used for another request; invalid_argument: an upload has been removed.
    virtual Task<TrainingAcceptance> accept(NewTraining training) = 0;
    /// With its images; not_found.
    virtual Task<Training> find(LoraId id) = 0;
    /// Newest first, without their images.
    virtual Task<Page<Training>> list(TrainingQuery query) = 0;
    /// Trainings of the same trainer that were accepted earlier and wait still.
    virtual Task<int> ahead(LoraId id) = 0;
    /// conflict when it has ended already.
    virtual Task<TrainingCancelling> cancel(LoraId id, Timestamp now) = 0;
};

struct TrainingLease {
    std::string trainer;
    std::string owner;  // this process
    Timestamp now;
    Timestamp until;
};

/// A training in the hands of a runner.
struct LeasedTraining {
    Training training;  // its state is that before the lease: others than queued were begun by a
                        // process that died
    std::optional<std::string> request_id = {};  // known when an earlier process had submitted it
    std::optional<Timestamp> submitted_at = {};
};

/// The durable queue that training runners work from. Every change checks training_state.hpp first,
/// and says false when the training has ended or is in other hands.
class TrainingQueue {
public:
    TrainingQueue() = default;
    TrainingQueue(const TrainingQueue&) = delete;
    TrainingQueue& operator=(const TrainingQueue&) = delete;
    virtual ~TrainingQueue() = default;

    /// The oldest that nobody holds; a queued one is in state preparing now. Nothing when none
    /// waits.
    virtual Task<std::optional<LeasedTraining>> lease(TrainingLease request) = 0;
    /// Extends all leases of the owner.
    virtual Task<void> renew(std::string owner, Timestamp until) = 0;
    /// From here on it is unknown whether the trainer has the order.
    virtual Task<bool> submitting(LoraId id, std::string owner) = 0;
    /// Stores the trainer's request id: from now on the training can be found again.
    virtual Task<bool> submitted(LoraId id, std::string request_id, Timestamp now) = 0;
    /// Notes what the trainer tells. Steps never go back.
    virtual Task<bool> progress(LoraId id, TrainerReport report) = 0;
    /// The LoRA is what its file says, and ready.
    virtual Task<bool> complete(LoraId id, LoraFile file, Timestamp now) = 0;
    virtual Task<bool> fail(LoraId id, GenerationFailure failure, Timestamp now) = 0;
    /// Ends the owner's leases, or everyone's: those of the dead, at the start of the only process
    /// on this database.
    virtual Task<void> release_leases(std::optional<std::string> owner) = 0;
};

}  // namespace likeness
