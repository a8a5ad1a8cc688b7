#pragma once

#include "core/ports/generation_repository.hpp"
#include "core/ports/image_engine.hpp"
#include "core/ports/object_store.hpp"
#include "testing/lifeline.hpp"

#include <optional>
#include <string>

namespace likeness::test {

/// The ports as one process sees them: each call leaves it and comes back to it through its
/// lifeline. What they lead to lives on when the process dies.

class MortalJobQueue final : public JobQueue {
public:
    MortalJobQueue(JobQueue& queue, Lifeline& life) : queue_(queue), life_(life) {}

    Task<std::optional<LeasedJob>> lease(LeaseRequest request) override;
    Task<void> renew(std::string owner, Timestamp until) override;
    Task<bool> submitted(JobId id, std::string request_id) override;
    Task<bool> report(JobId id, std::string request_id) override;
    Task<std::optional<std::string>> reported_request(JobId id) override;
    Task<JobEnding> complete(JobId id, GeneratedImage image) override;
    Task<JobEnding> fail(JobId id, JobState state, GenerationFailure failure, Timestamp now)
        override;
    Task<Cancelling> cancel(BatchId id, Timestamp now) override;
    Task<std::int64_t> waiting() override;
    Task<void> release_leases(std::optional<std::string> owner) override;

    /// Calls of renew() that have been answered.
    int renewals() const { return renewals_; }

private:
    JobQueue& queue_;
    Lifeline& life_;
    int renewals_ = 0;
};

class MortalEngine final : public ImageEngine {
public:
    MortalEngine(ImageEngine& engine, Lifeline& life) : engine_(engine), life_(life) {}

    const EngineProfile& profile() const override { return engine_.profile(); }

    EngineHealth health() const override { return engine_.health(); }

    Task<void> check_weights(std::filesystem::path file) override;
    Task<std::string> submit(EngineRequest request) override;
    Task<EngineImage> result(std::string request_id, StepListener on_step) override;
    void cancel(const std::string& request_id) override;
    void abandon(const std::string& request_id) override;

private:
    ImageEngine& engine_;
    Lifeline& life_;
};

class MortalObjectStore final : public ObjectStore {
public:
    MortalObjectStore(ObjectStore& store, Lifeline& life) : store_(store), life_(life) {}

    Task<void> put(Bucket bucket, ObjectKey key, Bytes data, std::string content_type) override;
    Task<void> put_file(
        Bucket bucket,
        ObjectKey key,
        std::filesystem::path file,
        std::string content_type
    ) override;
    Task<Bytes> get(Bucket bucket, ObjectKey key, std::uint64_t limit) override;
    Task<StoredObject> stat(Bucket bucket, ObjectKey key) override;
    Task<void> remove(Bucket bucket, ObjectKey key) override;
    Task<ObjectPage> list(Bucket bucket, std::string prefix, std::optional<std::string> from)
        override;
    std::string signed_url(Bucket bucket, const ObjectKey& key, std::chrono::seconds lifetime)
        override;
    std::string plain_url(Bucket bucket, const ObjectKey& key) const override;
    std::string_view bucket_name(Bucket bucket) const override;

private:
    ObjectStore& store_;
    Lifeline& life_;
};

}  // namespace likeness::test
