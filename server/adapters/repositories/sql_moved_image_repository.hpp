#pragma once

#include "core/ports/moved_image_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlMovedImageRepository final : public MovedImageRepository {
public:
    explicit SqlMovedImageRepository(sql::Database& database) : database_(database) {}

    Task<std::optional<MovedImage>> find(WalletAddress wallet, std::string sha256) override;
    Task<MovedImage> add(NewMovedImage moved) override;
    Task<std::optional<ImageOrigin>> origin(ImageId id) override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
