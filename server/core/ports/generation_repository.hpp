#pragma once

#include "base/task.hpp"
#include "core/generation.hpp"
#include "core/lora.hpp"
#include "core/quota.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// A batch that is about to be accepted. Its jobs carry their seeds and indexes; `images` below are
/// their ids.
struct NewBatch {
    GenerationBatch batch;
    std::vector<ImageId> images;  // by index
    QuotaRule rule;
    bool exempt = false;
    std::optional<std::string> idempotency_key = {};
    std::string request_hash = {};
};

struct Acceptance {
    BatchId batch;
    bool replayed =
        false;  // the key was used before for the same request: this is the batch of then
};

struct PastPrompt {
    std::string prompt;
    LoraId lora;
    Timestamp last_used_at;
};

/// Batches and the quota: what people ask for and how it stands.
class GenerationLedger {
public:
    GenerationLedger() = default;
    GenerationLedger(const GenerationLedger&) = delete;
    GenerationLedger& operator=(const GenerationLedger&) = delete;
    virtual ~GenerationLedger() = default;

    /// In one transaction, durable when it returns: checks the quota, reserves the unit, writes the
    /// batch and its jobs. resource_exhausted: the quota is used up (with next_at); conflict: the
    /// idempotency key was used for another request.
    virtual Task<Acceptance> accept(NewBatch batch) = 0;
    /// When each unit in use was reserved, of batches accepted after `since`.
    virtual Task<std::vector<Timestamp>> units_in_use(WalletAddress wallet, Timestamp since) = 0;
    /// With its jobs and images; not_found.
    virtual Task<GenerationBatch> find(BatchId id) = 0;
    /// The wallet's open batches, oldest first.
    virtual Task<std::vector<GenerationBatch>> open_batches(WalletAddress wallet) = 0;
    /// Jobs of the same engine that were accepted earlier and wait still: 0 means next. Counts to
    /// 1,000 at most.
    virtual Task<int> jobs_ahead(BatchId id) = 0;
    /// The wallet's own prompts that begin with `prefix`, each once, most recent first.
    virtual Task<std::vector<PastPrompt>>
    prompts(WalletAddress wallet, std::string prefix, int limit) = 0;
};

struct LeaseRequest {
    std::string engine;
    std::string owner;  // this process
    Timestamp now;
    Timestamp until;
    std::string after_wallet;  // the wallet served last: the next one in order has its turn
};

struct LeasedLora {
    LoraUse use;
    ObjectKey weights;  // in the bucket of LoRAs
};

/// A job in the hands of a runner, with all that making the image needs.
struct LeasedJob {
    JobId id;
    BatchId batch;
    ImageId image;
    WalletAddress wallet;
    LoraId lora;
    std::vector<LeasedLora> loras;  // the batch's own first
    std::string base_model;
    std::optional<PersonId> person;
    std::string prompt;
    std::string final_prompt;
    GenerationSettings settings;  // with the LoRA scale of this image
    int index = 0;
    Seed seed;
    std::string engine;
    Timestamp accepted_at;
    JobState state =
        JobState::queued;  // before the lease: others than queued were begun by a process that died
    std::optional<std::string> request_id = {};  // known when an earlier process had submitted it
    std::int64_t batch_started_event =
        0;  // of the event "running", when this lease was the batch's first
};

/// What ending one job did to its batch.
struct JobEnding {
    bool advanced = false;  // false: nothing was changed, mostly because the job had already ended
    std::optional<JobState> job = {};  // how it stands now; nothing when there is no such job
    std::int64_t event = 0;
    BatchState batch = BatchState::running;
    std::int64_t batch_event = 0;  // number of the batch's last event, 0 while it is open
    std::optional<GenerationFailure> failure = {};  // of the batch, when it failed
};

struct Cancelling {
    std::vector<JobId> begun;  // jobs that a runner has in its hands: to be stopped
    BatchState batch = BatchState::cancelled;
    std::int64_t batch_event = 0;
};

/// The durable queue that runners work from. Every change checks generation_state.hpp first.
class JobQueue {
public:
    JobQueue() = default;
    JobQueue(const JobQueue&) = delete;
    JobQueue& operator=(const JobQueue&) = delete;
    virtual ~JobQueue() = default;

    /// The next job that nobody holds, round-robin over wallets; a queued one is in state
    /// submitting now. Nothing when none waits. Jobs of dead processes come again when their lease
    /// has run out.
    virtual Task<std::optional<LeasedJob>> lease(LeaseRequest request) = 0;
    /// Extends all leases of the owner.
    virtual Task<void> renew(std::string owner, Timestamp until) = 0;
    /// Stores the engine's request id: from now on the job can be found again. False when the job
    /// has ended meanwhile.
    virtual Task<bool> submitted(JobId id, std::string request_id) = 0;
    /// The engine told by itself which request is this job's. False when the job has ended or its
    /// request was known.
    virtual Task<bool> report(JobId id, std::string request_id) = 0;
    /// What report() was called with for this job.
    virtual Task<std::optional<std::string>> reported_request(JobId id) = 0;
    /// Keeps the image and, with the last job, settles the batch and its unit; one transaction.
    virtual Task<JobEnding> complete(JobId id, GeneratedImage image) = 0;
    /// Ends the job as failed or blocked; settles likewise.
    virtual Task<JobEnding>
    fail(JobId id, JobState state, GenerationFailure failure, Timestamp now) = 0;
    /// Ends every open job of the batch. conflict when the batch has ended already.
    virtual Task<Cancelling> cancel(BatchId id, Timestamp now) = 0;
    /// Jobs that no runner has taken yet.
    virtual Task<std::int64_t> waiting() = 0;
    /// Ends the owner's leases, or everyone's: those of the dead, at the start of the only process
    /// on this database.
    virtual Task<void> release_leases(std::optional<std::string> owner) = 0;
};

}  // namespace likeness
