#pragma once

#include "core/ports/generation_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlJobQueue final : public JobQueue {
public:
    explicit SqlJobQueue(sql::Database& database) : database_(database) {}

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

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
