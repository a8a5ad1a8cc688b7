#include "sql/migrations.hpp"

#include "base/embedded_file.hpp"

#include <string>

namespace likeness::sql {

std::span<const EmbeddedFile> migration_files();

namespace {

constexpr std::string_view kOnlySqlite = ".sqlite.sql";
constexpr std::string_view kOnlyPostgres = ".postgres.sql";

/// The files come sorted: 001_..., 002_...
std::vector<Migration> make_migrations() {
    std::vector<Migration> list;
    for (const EmbeddedFile& file : migration_files()) {
        if (!file.path.ends_with(kOnlySqlite) && !file.path.ends_with(kOnlyPostgres)) {
            list.push_back({static_cast<int>(list.size()) + 1, file.path, file.bytes});
        }
    }
    for (const EmbeddedFile& file : migration_files()) {
        const std::string_view name = file.path.substr(0, file.path.find('.'));
        for (Migration& migration : list) {
            if (migration.name.substr(0, migration.name.find('.')) != name) {
                continue;
            }
            if (file.path.ends_with(kOnlySqlite)) {
                migration.only_sqlite = file.bytes;
            } else if (file.path.ends_with(kOnlyPostgres)) {
                migration.only_postgres = file.bytes;
            }
        }
    }
    return list;
}

}  // namespace

std::span<const Migration> migrations() {
    static const std::vector<Migration> list = make_migrations();
    return list;
}

std::vector<std::string_view> statements_of(const Migration& migration, Dialect dialect) {
    std::vector<std::string_view> statements = statements_in(migration.text);
    const std::vector<std::string_view> own = statements_in(migration.only(dialect));
    statements.insert(statements.end(), own.begin(), own.end());
    return statements;
}

std::vector<std::string_view> statements_in(std::string_view rest) {
    std::vector<std::string_view> statements;
    while (true) {
        const std::size_t end = rest.find(";\n");
        if (end == std::string_view::npos) {
            return statements;
        }
        statements.push_back(rest.substr(0, end));
        rest.remove_prefix(end + 2);
    }
}

Result<std::span<const Migration>> pending_migrations(int current) {
    const std::span<const Migration> all = migrations();
    if (current > static_cast<int>(all.size())) {
        return Error{
            ErrorCode::unavailable,
            "The database was made by a newer version of Likeness. Please start that version.",
            "database version " + std::to_string(current) + ", this program knows " +
                std::to_string(all.size())};
    }
    return all.subspan(static_cast<std::size_t>(current));
}

}  // namespace likeness::sql
