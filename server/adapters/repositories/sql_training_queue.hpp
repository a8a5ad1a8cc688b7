#pragma once

#include "core/ports/training_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlTrainingQueue final : public TrainingQueue {
public:
    explicit SqlTrainingQueue(sql::Database& database) : database_(database) {}

    Task<std::optional<LeasedTraining>> lease(TrainingLease request) override;
    Task<void> renew(std::string owner, Timestamp until) override;
    Task<bool> submitting(LoraId id, std::string owner) override;
    Task<bool> submitted(LoraId id, std::string request_id, Timestamp now) override;
    Task<bool> progress(LoraId id, TrainerReport report) override;
    Task<bool> complete(LoraId id, LoraFile file, Timestamp now) override;
    Task<bool> fail(LoraId id, GenerationFailure failure, Timestamp now) override;
    Task<void> release_leases(std::optional<std::string> owner) override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
