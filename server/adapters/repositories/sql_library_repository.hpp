#pragma once

#include "core/ports/library_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlLibraryRepository final : public LibraryRepository {
public:
    explicit SqlLibraryRepository(sql::Database& database) : database_(database) {}

    Task<std::int64_t> set_favorite(WalletAddress wallet, std::vector<ImageId> ids, bool favorite)
        override;
    Task<std::int64_t> set_rating(WalletAddress wallet, std::vector<ImageId> ids, int rating)
        override;
    Task<std::int64_t> change_tags(
        WalletAddress wallet,
        std::vector<ImageId> ids,
        std::vector<std::string> add,
        std::vector<std::string> remove,
        int limit
    ) override;
    Task<std::vector<TagCount>> tags(WalletAddress wallet, int limit) override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
