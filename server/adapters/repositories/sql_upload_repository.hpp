#pragma once

#include "core/ports/upload_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlUploadRepository final : public UploadRepository {
public:
    explicit SqlUploadRepository(sql::Database& database) : database_(database) {}

    Task<UploadedImage> add(UploadedImage image, int limit) override;
    Task<UploadedImage> find(UploadId id) override;
    Task<Page<UploadedImage>> list(WalletAddress wallet, std::optional<Cursor> after, int limit)
        override;
    Task<void> remove(UploadId id) override;
    Task<std::vector<UploadedImage>> remove_expired(Timestamp now, int limit) override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
