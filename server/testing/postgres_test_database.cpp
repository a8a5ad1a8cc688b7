#include "testing/postgres_test_database.hpp"

#include <stdexcept>
#include <utility>

namespace likeness::test {

namespace {

std::unique_ptr<postgres::PostgresDatabase> opened(const std::string& url) {
    postgres::PostgresDatabase::Options options;
    options.connection.url = url;
    Result<std::unique_ptr<postgres::PostgresDatabase>> database =
        postgres::PostgresDatabase::open(options);
    if (!database) {
        throw std::runtime_error(database.error().message + " " + database.error().detail);
    }
    return *std::move(database);
}

}  // namespace

PostgresTestDatabase::PostgresTestDatabase()
    : PostgresTestDatabase(std::make_shared<PostgresDatabaseName>()) {}

PostgresTestDatabase::PostgresTestDatabase(std::shared_ptr<PostgresDatabaseName> name)
    : name_(std::move(name)),
      database_(opened(name_->url())),
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

}  // namespace likeness::test
