#pragma once

#include "core/ports/trash_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlTrashRepository final : public TrashRepository {
public:
    explicit SqlTrashRepository(sql::Database& database) : database_(database) {}

    Task<std::int64_t> put(WalletAddress wallet, std::vector<ImageId> ids, Timestamp now) override;
    Task<std::int64_t> take_out(WalletAddress wallet, std::vector<ImageId> ids) override;
    Task<std::int64_t> remove(WalletAddress wallet, std::vector<ImageId> ids, Timestamp now)
        override;
    Task<std::int64_t> empty(WalletAddress wallet, Timestamp now, int limit) override;
    Task<std::int64_t> expire(Timestamp before, Timestamp now, int limit) override;
    Task<std::vector<RemovedImage>> leftovers(int limit) override;
    Task<void> forget(std::vector<RemovedImage> images) override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
