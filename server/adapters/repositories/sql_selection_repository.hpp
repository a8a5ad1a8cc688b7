#pragma once

#include "core/ports/selection_repository.hpp"
#include "sql/database.hpp"

namespace likeness::repositories {

class SqlSelectionRepository final : public SelectionRepository {
public:
    explicit SqlSelectionRepository(sql::Database& database) : database_(database) {}

    Task<void> add(ImageSelection selection, int limit, Timestamp now) override;
    Task<ImageSelection> find(SelectionId id, Timestamp now) override;

private:
    sql::Database& database_;
};

}  // namespace likeness::repositories
