#pragma once

#include "core/ports/share_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlShareRepository final : public ShareRepository {
public:
    explicit SqlShareRepository(sql::Database& database) : database_(database) {}

    Task<void> add(Share share, std::vector<ImageId> images, int limit) override;
    Task<std::vector<ShareOverview>> of_wallet(WalletAddress wallet) override;
    Task<std::optional<Share>> find(ShareId id) override;
    Task<std::optional<Share>> find_by_token(std::string token) override;
    Task<void> remove(ShareId id) override;
    Task<void> note_opening(ShareId id) override;
    Task<ShareContents> contents(Share share) override;
    Task<Page<GeneratedImage>> images(Share share, std::optional<Cursor> after, int limit) override;
    Task<GeneratedImage> image(Share share, ImageId id) override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
