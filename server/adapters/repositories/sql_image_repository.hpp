#pragma once

#include "core/ports/image_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlImageRepository final : public ImageRepository {
public:
    explicit SqlImageRepository(sql::Database& database) : database_(database) {}

    Task<Page<GeneratedImage>> list(ImageQuery query) override;
    Task<ImageIndex> index(ImageQuery query) override;
    Task<GeneratedImage> find(ImageId id) override;
    Task<std::vector<GeneratedImage>> find_own(WalletAddress wallet, std::vector<ImageId> ids)
        override;
    Task<std::vector<GeneratedImage>> find_some(std::vector<ImageId> ids) override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
