#pragma once

#include "base/result.hpp"
#include "sql/database.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace likeness::sql {

/// One step of the schema: `NNN_name.sql`, the same text for both databases, and after it what only
/// one of them understands: `NNN_name.sqlite.sql`, `NNN_name.postgres.sql`.
struct Migration {
    int version;
    std::string_view name;
    std::string_view text;
    std::string_view only_sqlite = {};
    std::string_view only_postgres = {};

    std::string_view only(Dialect dialect) const {
        return dialect == Dialect::sqlite ? only_sqlite : only_postgres;
    }
};

/// All migrations of this program, by version from 1 without a gap.
std::span<const Migration> migrations();

/// A migration's single statements, for databases that take one at a time. Statements end with a
/// semicolon at the end of a line.
std::vector<std::string_view> statements_of(const Migration& migration, Dialect dialect);
/// Likewise of one text.
std::vector<std::string_view> statements_in(std::string_view text);

/// What a database of version `current` needs; unavailable when it is newer than this program.
Result<std::span<const Migration>> pending_migrations(int current);

}  // namespace likeness::sql
