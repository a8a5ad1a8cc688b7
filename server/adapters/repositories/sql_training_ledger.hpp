#pragma once

#include "core/ports/training_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlTrainingLedger final : public TrainingLedger {
public:
    explicit SqlTrainingLedger(sql::Database& database) : database_(database) {}

    Task<TrainingAcceptance> accept(NewTraining training) override;
    Task<Training> find(LoraId id) override;
    Task<Page<Training>> list(TrainingQuery query) override;
    Task<int> ahead(LoraId id) override;
    Task<TrainingCancelling> cancel(LoraId id, Timestamp now) override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
