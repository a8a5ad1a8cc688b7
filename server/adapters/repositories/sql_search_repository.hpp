#pragma once

#include "core/ports/library_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlSearchRepository final : public SearchRepository {
public:
    explicit SqlSearchRepository(sql::Database& database) : database_(database) {}

    Task<std::vector<SavedSearch>> list(WalletAddress wallet) override;
    Task<void> add(WalletAddress wallet, SavedSearch search, int limit) override;
    Task<void> remove(WalletAddress wallet, std::string id) override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
