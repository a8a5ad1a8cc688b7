#pragma once

#include "core/ports/draft_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlDraftRepository final : public DraftRepository {
public:
    explicit SqlDraftRepository(sql::Database& database) : database_(database) {}

    Task<SavedDraft> save(SavedDraft draft, int most) override;
    Task<std::vector<SavedDraft>> of_wallet(WalletAddress wallet, std::optional<LoraId> lora)
        override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
