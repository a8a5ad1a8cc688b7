#pragma once

#include "core/ports/image_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlImageRepository final : public ImageRepository {
public:
    explicit SqlImageRepository(sql::Database& database) : database_(database) {}

    Task<Page<GeneratedImage>> list(ImageQuery query) override;
    Task<GeneratedImage> find(ImageId id) override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
