#include "testing/test_database.hpp"

#include "testing/postgres_test_database.hpp"

#include <chrono>
#include <stdexcept>

namespace likeness::test {

namespace {

std::unique_ptr<Repositories> make_sqlite() {
    return std::make_unique<TestDatabase>();
}

std::unique_ptr<Repositories> make_postgres() {
    return std::make_unique<PostgresTestDatabase>();
}

}  // namespace

std::vector<DatabaseKind> database_kinds() {
    std::vector<DatabaseKind> kinds{{"Sqlite", make_sqlite}};
    if (PostgresCluster::is_installed()) {
        kinds.push_back({"Postgres", make_postgres});
    }
    return kinds;
}

TestDatabase::TestDatabase()
    : file_(folder_.path() / "test.db"),
      database_(open()),
      identities_(*database_),
      people_(*database_),
      loras_(*database_),
      images_(*database_),
      library_(*database_),
      searches_(*database_),
      trash_(*database_),
      ledger_(*database_),
      queue_(*database_),
      audit_(*database_),
      uploads_(*database_),
      selections_(*database_),
      trainings_(*database_),
      training_queue_(*database_),
      shares_(*database_),
      usage_(*database_),
      drafts_(*database_),
      moved_images_(*database_) {}

std::unique_ptr<sqlite::SqliteDatabase> TestDatabase::open() const {
    sqlite::SqliteDatabase::Options options;
    options.file = file_;
    options.busy_timeout = std::chrono::milliseconds{20};
    Result<std::unique_ptr<sqlite::SqliteDatabase>> database =
        sqlite::SqliteDatabase::open(options);
    if (!database) {
        throw std::runtime_error(database.error().message);
    }
    return *std::move(database);
}

DatabaseLock::DatabaseLock(const TestDatabase& database) : connection_(database.file(), {}) {
    connection_.execute_script("BEGIN IMMEDIATE");
}

DatabaseLock::~DatabaseLock() {
    connection_.execute_script("ROLLBACK");
}

}  // namespace likeness::test
