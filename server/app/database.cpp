#include "app/database.hpp"

#include "adapters/postgres/postgres_database.hpp"
#include "adapters/sqlite/sqlite_database.hpp"

#include <utility>

namespace likeness::app {

namespace {

Result<OpenDatabase> open_sqlite(const Config& config) {
    sqlite::SqliteDatabase::Options options;
    options.file = config.database_file;
    LIKENESS_TRY(
        std::unique_ptr<sqlite::SqliteDatabase> database, sqlite::SqliteDatabase::open(options)
    );
    auto counts = [own = database.get()] {
        const sqlite::SqliteDatabase::Counts counted = own->counts();
        return DatabaseCounts{counted.commits, counted.works};
    };
    return OpenDatabase{std::move(database), std::move(counts)};
}

Result<OpenDatabase> open_postgres(const Config& config) {
    postgres::PostgresDatabase::Options options;
    options.connection.url = config.database_url;
    LIKENESS_TRY(
        std::unique_ptr<postgres::PostgresDatabase> database,
        postgres::PostgresDatabase::open(options)
    );
    auto counts = [own = database.get()] {
        const postgres::PostgresDatabase::Counts counted = own->counts();
        return DatabaseCounts{
            counted.commits,
            counted.commits,
            counted.conflicts,
            counted.connections_in_use,
            counted.works_waiting};
    };
    return OpenDatabase{std::move(database), std::move(counts)};
}

}  // namespace

Result<OpenDatabase> open_database(const Config& config) {
    return config.has_shared_database() ? open_postgres(config) : open_sqlite(config);
}

Result<int> migrate(const Config& config) {
    return config.has_shared_database() ? postgres::migrate(config.database_url)
                                        : sqlite::migrate(config.database_file);
}

Result<int> schema_version(const Config& config) {
    return config.has_shared_database() ? postgres::schema_version(config.database_url)
                                        : sqlite::schema_version(config.database_file);
}

}  // namespace likeness::app
