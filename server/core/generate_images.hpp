#pragma once

#include "base/task.hpp"
#include "core/caller.hpp"
#include "core/engines.hpp"
#include "core/generate_request.hpp"
#include "core/generation_events.hpp"
#include "core/people.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/generation_repository.hpp"
#include "core/ports/lora_repository.hpp"
#include "core/ports/random.hpp"
#include "core/quota.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace likeness {

class GenerationRunner;

/// Accepting, watching and cancelling batches. Making them is the runner's work.
class GenerateImages {
public:
    GenerateImages(
        GenerationLedger& ledger,
        JobQueue& queue,
        LoraRepository& loras,
        People& people,
        Engines& engines,
        GenerationEvents& events,
        GenerationRunner& runner,
        const Clock& clock,
        Random& random,
        QuotaRule rule
    );

    /// Checks everything, reserves a unit of the quota and writes the batch down; no engine has
    /// been called yet.
    Task<GenerationBatch> submit(Caller caller, GenerateRequest request);
    /// Waits until the batch has ended. deadline_exceeded when `limit` passes first; the batch goes
    /// on.
    Task<GenerationBatch> wait(BatchId id, std::chrono::milliseconds limit);
    /// not_found also when it is somebody else's.
    Task<GenerationBatch> find(Caller caller, BatchId id);
    Task<std::vector<GenerationBatch>> active(Caller caller);
    Task<GenerationBatch> cancel(Caller caller, BatchId id);
    Task<QuotaStatus> remaining(Caller caller);
    Task<std::vector<PastPrompt>> prompt_history(Caller caller, std::string prefix, int limit);

    Task<int> position(BatchId id) { return ledger_.jobs_ahead(std::move(id)); }

private:
    Task<NewBatch> prepared(Caller caller, GenerateRequest request);
    Task<std::optional<PersonId>>
    person_of(Caller caller, std::optional<PersonId> wanted, Lora lora);

    bool is_exempt(const Caller& caller) const { return rule_.unlimited || caller.is_admin; }

    GenerationLedger& ledger_;
    JobQueue& queue_;
    LoraRepository& loras_;
    People& people_;
    Engines& engines_;
    GenerationEvents& events_;
    GenerationRunner& runner_;
    const Clock& clock_;
    Random& random_;
    QuotaRule rule_;
};

/// Why a batch gave no image, as the answer to whoever waited for it.
Error failure_of(const GenerationBatch& batch);

}  // namespace likeness
