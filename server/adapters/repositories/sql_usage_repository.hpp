#pragma once

#include "core/ports/usage_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlUsageRepository final : public UsageRepository {
public:
    explicit SqlUsageRepository(sql::Database& database) : database_(database) {}

    Task<UsagePage> usage(Days days, std::optional<UsageCursor> after, int limit) override;
    Task<Accounting> accounting() override;
    Task<std::vector<QueueLength>> queue() override;
    Task<std::vector<TrainingCount>> trainings(Days days) override;
    Task<std::vector<PastRun>> past_runs(int limit) override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
