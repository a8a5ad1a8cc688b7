#include "adapters/sqlite/sqlite_database.hpp"

#include "adapters/sqlite/connection.hpp"
#include "adapters/sqlite/work_queue.hpp"
#include "base/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <pthread.h>

#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace likeness::sqlite {

namespace {

constexpr std::size_t kMaxWrites = 128;
constexpr std::size_t kMaxReads = 8;  // few, so that no reader waits for another's long group

constexpr sql::Statement kBegin{"BEGIN"};
constexpr sql::Statement kBeginImmediate{"BEGIN IMMEDIATE"};
constexpr sql::Statement kCommit{"COMMIT"};
constexpr sql::Statement kRollback{"ROLLBACK"};
constexpr sql::Statement kSavepoint{"SAVEPOINT work"};
constexpr sql::Statement kRollbackTo{"ROLLBACK TO work"};
constexpr sql::Statement kRelease{"RELEASE work"};

void run_now(Connection& connection, const sql::Statement& statement) {
    connection.execute_now(statement, {});
}

Error error_from(const sql::Failure& failure) {
    if (failure.code() == ErrorCode::unavailable) {
        return Error::unavailable(
            "The database is not available at the moment. Please try again.", failure.what()
        );
    }
    return Error::internal(failure.what());
}

/// Runs a coroutine that never suspends to its end on this thread, and returns what it returned.
class Immediate {
public:
    template <class T>
    T run(asio::awaitable<T> task) {
        std::exception_ptr failure;
        std::optional<T> value;
        const auto on_end = [&](std::exception_ptr thrown, T result) {
            failure = std::move(thrown);
            value.emplace(std::move(result));
        };
        asio::co_spawn(context_, std::move(task), on_end);
        context_.restart();
        context_.run();
        if (failure) {
            std::rethrow_exception(failure);
        }
        return *std::move(value);
    }

private:
    asio::io_context context_{1};
};

}  // namespace

/// Threads that read, each with a connection of its own. Works that wait together share a
/// transaction: they all came before its snapshot.
class SqliteDatabase::Readers {
public:
    explicit Readers(const Options& options) : queue_(options.queue_limit) {
        Connection::Options connection;
        connection.busy_timeout = options.busy_timeout;
        connection.read_only = true;
        for (int i = 0; i < options.readers; ++i) {
            connections_.push_back(std::make_unique<Connection>(options.file, connection));
        }
        for (const std::unique_ptr<Connection>& own : connections_) {
            threads_.emplace_back([this, &own] { run_thread(*own); });
        }
    }

    ~Readers() {
        queue_.stop();
        for (std::thread& thread : threads_) {
            thread.join();
        }
    }

    Task<void> run(Work& work) { return queue_.run(work); }

private:
    void run_thread(Connection& connection) {
        pthread_setname_np(pthread_self(), "db-read");
        Immediate immediate;
        while (true) {
            const std::vector<WaitingWork*> group = queue_.take(kMaxReads);
            if (group.empty()) {
                return;
            }
            for (WaitingWork* waiting : group) {
                waiting->result = read_one(connection, immediate, waiting->work);
            }
            if (connection.is_in_transaction()) {
                run_now(connection, kRollback);
            }
            WorkQueue::complete(group);
        }
    }

    static Result<void> read_one(Connection& connection, Immediate& immediate, Work& work) {
        try {
            if (!connection.is_in_transaction()) {
                run_now(connection, kBegin);
            }
            immediate.run(work.run(connection));
        } catch (const sql::Failure& failure) {
            return error_from(failure);
        } catch (const std::exception& failure) {
            return Error::internal(failure.what());
        }
        return {};
    }

    WorkQueue queue_;
    std::vector<std::unique_ptr<Connection>> connections_;
    std::vector<std::thread> threads_;
};

/// The one thread that writes.
class SqliteDatabase::Writer {
public:
    explicit Writer(const Options& options)
        : queue_(options.queue_limit),
          connection_(options.file, connection_options(options)) {
        connection_.execute_script(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = "
            "4000;"
        );
        thread_ = std::thread([this] { run_thread(); });
    }

    ~Writer() {
        queue_.stop();
        thread_.join();
    }

    Task<void> run(Work& work) { return queue_.run(work); }

    Counts counts() const {
        const std::lock_guard lock(mutex_);
        return counts_;
    }

private:
    static Connection::Options connection_options(const Options& options) {
        Connection::Options connection;
        connection.busy_timeout = options.busy_timeout;
        return connection;
    }

    void run_thread() {
        pthread_setname_np(pthread_self(), "db-write");
        while (true) {
            const std::vector<WaitingWork*> group = queue_.take(kMaxWrites);
            if (group.empty()) {
                return;
            }
            write_group(group);
            {
                const std::lock_guard lock(mutex_);
                ++counts_.commits;
                counts_.works += group.size();
            }
            WorkQueue::complete(group);
        }
    }

    /// All of the group in one commit. If that fails, none of it was kept and each learns why.
    void write_group(const std::vector<WaitingWork*>& group) {
        try {
            run_now(connection_, kBeginImmediate);
            for (WaitingWork* waiting : group) {
                write_one(*waiting);
            }
            run_now(connection_, kCommit);
        } catch (const sql::Failure& failure) {
            roll_back();
            log::warning(
                "a group of writes was not kept",
                {{"works", group.size()}, {"reason", failure.what()}}
            );
            for (WaitingWork* waiting : group) {
                waiting->result = error_from(failure);
            }
        }
    }

    /// A work that fails by itself is undone alone; an error that ended the transaction ends the
    /// group.
    void write_one(WaitingWork& waiting) {
        run_now(connection_, kSavepoint);
        bool keep = false;
        try {
            keep = immediate_.run(waiting.work.run(connection_));
        } catch (const sql::Failure& failure) {
            if (failure.code() == ErrorCode::unavailable || !connection_.is_in_transaction()) {
                throw;
            }
            waiting.result = error_from(failure);
        } catch (const std::exception& failure) {
            waiting.result = Error::internal(failure.what());
        }
        if (!keep) {
            run_now(connection_, kRollbackTo);
        }
        run_now(connection_, kRelease);
    }

    void roll_back() {
        if (connection_.is_in_transaction()) {
            run_now(connection_, kRollback);
        }
    }

    WorkQueue queue_;
    mutable std::mutex mutex_;
    Counts counts_;
    Connection connection_;
    Immediate immediate_;
    std::thread thread_;
};

SqliteDatabase::SqliteDatabase(const Options& options)
    : readers_(std::make_unique<Readers>(options)),
      writer_(std::make_unique<Writer>(options)) {}

SqliteDatabase::~SqliteDatabase() = default;

Result<std::unique_ptr<SqliteDatabase>> SqliteDatabase::open(Options options) {
    LIKENESS_CHECK(migrate(options.file));
    try {
        return std::unique_ptr<SqliteDatabase>(new SqliteDatabase(options));
    } catch (const sql::Failure& failure) {
        return Error{
            ErrorCode::unavailable,
            "The database " + options.file.string() + " cannot be used: " + failure.what()};
    }
}

SqliteDatabase::Counts SqliteDatabase::counts() const {
    return writer_->counts();
}

Task<void> SqliteDatabase::run_read(Work& work) {
    return readers_->run(work);
}

Task<void> SqliteDatabase::run_write(Work& work) {
    return writer_->run(work);
}

}  // namespace likeness::sqlite
