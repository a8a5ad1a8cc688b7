#pragma once

#include "sql/database.hpp"

#include <cstdint>
#include <filesystem>
#include <memory>

namespace likeness::sqlite {

/// A SQLite file in WAL mode: a few threads read, one writes. Works that wait for the writer share
/// one transaction and one commit, each inside a savepoint of its own: so 2,000 of them a second
/// are durable where single commits allow a tenth of that. Both queues are bounded.
class SqliteDatabase final : public sql::Database {
public:
    struct Options {
        std::filesystem::path file;
        int readers = 2;
        std::size_t queue_limit = 4'096;  // works that may wait for each side
        std::chrono::milliseconds busy_timeout{5'000};

        Options() = default;
    };

    /// Opens or makes the file and brings its schema up to date. unavailable with a sentence for
    /// the operator when that cannot be done: no right, newer schema, locked.
    static Result<std::unique_ptr<SqliteDatabase>> open(Options options);

    ~SqliteDatabase() override;

    struct Counts {
        std::uint64_t commits = 0;
        std::uint64_t works = 0;  // that those commits carried
    };

    /// Thread-safe.
    Counts counts() const;

protected:
    Task<void> run_read(Work& work) override;
    Task<void> run_write(Work& work) override;

private:
    class Readers;
    class Writer;

    explicit SqliteDatabase(const Options& options);

    std::unique_ptr<Readers> readers_;
    std::unique_ptr<Writer> writer_;
};

/// Brings the schema of the file up to date under a lock, one transaction a migration. Returns the
/// version reached.
Result<int> migrate(const std::filesystem::path& file);
/// The file's schema version; 0 for a new file.
Result<int> schema_version(const std::filesystem::path& file);

}  // namespace likeness::sqlite
