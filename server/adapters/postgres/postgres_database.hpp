#pragma once

#include "adapters/postgres/connection_pool.hpp"
#include "sql/database.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace likeness::postgres {

/// A PostgreSQL database that several processes share. Everything happens on the thread that
/// awaits, without blocking it. Reading works see one snapshot; writing works run as if each were
/// alone on all nodes (SERIALIZABLE): a work that PostgreSQL finds to disturb another is run again
/// from its beginning, so works must be repeatable. docs/decisions/ tells why.
class PostgresDatabase final : public sql::Database {
public:
    struct Options {
        ConnectionOptions connection;
        std::size_t readers = 6;  // connections
        std::size_t writers = 4;
        std::chrono::milliseconds wait{5'000};  // for a connection to become free
        /// How long a work is repeated that others disturb, and an unanswered commit asked after.
        std::chrono::milliseconds patience{10'000};

        Options() = default;
    };

    /// Brings the schema up to date; waits on the calling thread, so call it before its loop runs.
    /// Errors are sentences for the operator; none holds the password.
    static Result<std::unique_ptr<PostgresDatabase>> open(Options options);

    struct Counts {
        std::uint64_t commits = 0;    // of writing works
        std::uint64_t conflicts = 0;  // works run again because another one disturbed them
        std::size_t connections_in_use = 0;
        std::size_t works_waiting = 0;  // for a connection
    };

    Counts counts() const;

protected:
    Task<void> run_read(Work& work) override;
    Task<void> run_write(Work& work) override;

private:
    /// How one run of a work went.
    struct Run {
        enum class How {
            ended,   // and was kept, or undone as it wanted
            failed,  // by itself
            disturbed,
            cut_off,  // certainly without being kept
            unknown   // whether it was kept
        };
        How how = How::ended;
        Error error = {};
        std::string transaction = {};  // that was committing
        std::string incarnation = {};  // of the server, at that time

        Run() = default;
    };

    explicit PostgresDatabase(const Options& options);

    static asio::awaitable<Run> run_once(Connection& connection, Work& work, Connection::Mode mode);
    Task<bool> was_kept(Run run);

    Options options_;
    std::shared_ptr<ConnectionPool> readers_;
    std::shared_ptr<ConnectionPool> writers_;
    Counts counts_;
};

/// Brings the schema up to date under a lock that all nodes know, one transaction a migration.
/// Returns the version reached. Both wait on the calling thread.
Result<int> migrate(const std::string& url);
/// The database's schema version; 0 for an empty database.
Result<int> schema_version(const std::string& url);

}  // namespace likeness::postgres
