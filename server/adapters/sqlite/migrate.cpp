#include "adapters/sqlite/connection.hpp"
#include "adapters/sqlite/sqlite_database.hpp"
#include "base/log.hpp"
#include "sql/migrations.hpp"

namespace likeness::sqlite {

namespace {

constexpr sql::Statement kVersion{"PRAGMA user_version"};

int read_version(Connection& connection) {
    const std::unique_ptr<sql::Rows> rows = connection.execute_now(kVersion, {});
    return rows->next() ? static_cast<int>(rows->integer(0)) : 0;
}

void apply(Connection& connection, const sql::Migration& migration) {
    for (const std::string_view statement : sql::statements_of(migration, sql::Dialect::sqlite)) {
        connection.execute_script(std::string(statement));
    }
    connection.execute_script("PRAGMA user_version = " + std::to_string(migration.version));
    log::info("the database's schema was brought up to date", {{"migration", migration.name}});
}

/// Another process may be migrating too: each step looks again at the version under the write lock.
Result<int> apply_pending(Connection& connection) {
    while (true) {
        connection.execute_script("BEGIN IMMEDIATE");
        const int version = read_version(connection);
        const auto pending = sql::pending_migrations(version);
        if (!pending || pending->empty()) {
            connection.execute_script("COMMIT");
            if (!pending) {
                return pending.error();
            }
            return version;
        }
        try {
            apply(connection, pending->front());
        } catch (...) {
            if (connection.is_in_transaction()) {
                connection.execute_script("ROLLBACK");
            }
            throw;
        }
        connection.execute_script("COMMIT");
    }
}

Error cannot_open(const std::filesystem::path& file, const sql::Failure& failure) {
    return {
        ErrorCode::unavailable,
        "The database " + file.string() + " cannot be used: " + failure.what()};
}

}  // namespace

Result<int> migrate(const std::filesystem::path& file) {
    try {
        Connection connection(file, {});
        connection.execute_script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        return apply_pending(connection);
    } catch (const sql::Failure& failure) {
        return cannot_open(file, failure);
    }
}

Result<int> schema_version(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) {
        return 0;
    }
    try {
        Connection::Options options;
        options.read_only = true;
        Connection connection(file, options);
        return read_version(connection);
    } catch (const sql::Failure& failure) {
        return cannot_open(file, failure);
    }
}

}  // namespace likeness::sqlite
