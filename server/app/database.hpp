#pragma once

#include "app/config.hpp"
#include "sql/database.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace likeness::app {

/// What a database has done and is doing. Of SQLite only the first two.
struct DatabaseCounts {
    std::uint64_t commits = 0;
    std::uint64_t works = 0;      // that those commits carried
    std::uint64_t conflicts = 0;  // works run again because another one disturbed them
    std::size_t connections_in_use = 0;
    std::size_t works_waiting = 0;
};

/// A database of either kind.
struct OpenDatabase {
    std::unique_ptr<sql::Database> database;
    std::function<DatabaseCounts()> counts;  // as long as the database lives
};

/// The one that the settings name, with its schema up to date. Waits on the calling thread. Errors
/// are sentences for the operator.
Result<OpenDatabase> open_database(const Config& config);
/// Brings its schema up to date; returns the version reached.
Result<int> migrate(const Config& config);
/// 0 for one that is new.
Result<int> schema_version(const Config& config);

}  // namespace likeness::app
