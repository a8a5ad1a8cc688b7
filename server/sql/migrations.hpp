#pragma once

#include "base/result.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace likeness::sql {

/// One step of the schema: `NNN_name.sql`, the same text for both databases.
struct Migration {
    int version;
    std::string_view name;
    std::string_view text;
};

/// All migrations of this program, by version from 1 without a gap.
std::span<const Migration> migrations();

/// A migration's single statements, for databases that take one at a time. Statements end with a
/// semicolon at the end of a line.
std::vector<std::string_view> statements_of(const Migration& migration);

/// What a database of version `current` needs; unavailable when it is newer than this program.
Result<std::span<const Migration>> pending_migrations(int current);

}  // namespace likeness::sql
