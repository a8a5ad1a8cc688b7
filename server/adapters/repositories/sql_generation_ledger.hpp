#pragma once

#include "core/ports/generation_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlGenerationLedger final : public GenerationLedger {
public:
    explicit SqlGenerationLedger(sql::Database& database) : database_(database) {}

    Task<Acceptance> accept(NewBatch accepted) override;
    Task<std::vector<Timestamp>> units_in_use(WalletAddress wallet, Timestamp since) override;
    Task<GenerationBatch> find(BatchId id) override;
    Task<std::vector<GenerationBatch>> open_batches(WalletAddress wallet) override;
    Task<int> jobs_ahead(BatchId id) override;
    Task<std::vector<PastPrompt>> prompts(WalletAddress wallet, std::string prefix, int limit)
        override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
