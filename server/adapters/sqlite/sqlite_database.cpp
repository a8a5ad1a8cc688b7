#include "adapters/sqlite/sqlite_database.hpp"

#include "adapters/sqlite/connection.hpp"
#include "base/blocking_pool.hpp"
#include "base/completion.hpp"
#include "base/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace likeness::sqlite {

namespace {

constexpr std::size_t kMaxGroup = 128;

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

/// Connections that only read, as many as there are threads.
class SqliteDatabase::Readers {
public:
    explicit Readers(const Options& options) : pool_(pool_options(options)) {
        Connection::Options connection;
        connection.busy_timeout = options.busy_timeout;
        connection.read_only = true;
        for (int i = 0; i < options.readers; ++i) {
            seats_.push_back(std::make_unique<Seat>(options.file, connection));
            free_.push_back(seats_.back().get());
        }
    }

    Task<void> run(Work& work) {
        const auto read = [this, &work] { return read_once(work); };
        return pool_.run(read);
    }

private:
    struct Seat {
        Seat(const std::filesystem::path& file, const Connection::Options& options)
            : connection(file, options) {}

        Connection connection;
        Immediate immediate;
    };

    static BlockingPool::Options pool_options(const Options& options) {
        BlockingPool::Options pool;
        pool.name = "db-read";
        pool.threads = static_cast<std::size_t>(options.readers);
        pool.queue_limit = options.queue_limit;
        return pool;
    }

    /// There are as many seats as threads, so one is always free here.
    Seat& take_seat() {
        const std::lock_guard lock(mutex_);
        Seat& seat = *free_.back();
        free_.pop_back();
        return seat;
    }

    void give_back(Seat& seat) {
        const std::lock_guard lock(mutex_);
        free_.push_back(&seat);
    }

    Result<void> read_once(Work& work) {
        Seat& seat = take_seat();
        Result<void> result;
        try {
            run_now(seat.connection, kBegin);
            seat.immediate.run(work.run(seat.connection));
            run_now(seat.connection, kCommit);
        } catch (const sql::Failure& failure) {
            result = error_from(failure);
        } catch (const std::exception& failure) {
            result = Error::internal(failure.what());
        }
        if (seat.connection.is_in_transaction()) {
            run_now(seat.connection, kRollback);
        }
        give_back(seat);
        return result;
    }

    std::mutex mutex_;
    std::vector<std::unique_ptr<Seat>> seats_;
    std::vector<Seat*> free_;
    BlockingPool pool_;  // last: its threads end before what they use goes
};

/// The one thread that writes.
class SqliteDatabase::Writer {
public:
    explicit Writer(const Options& options)
        : limit_(options.queue_limit),
          connection_(options.file, connection_options(options)) {
        connection_.execute_script(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = "
            "4000;"
        );
        thread_ = std::thread([this] { run_thread(); });
    }

    ~Writer() {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        has_work_.notify_all();
        thread_.join();
    }

    Task<void> run(Work& work) {
        Request request(*this, work);
        co_await wait_for_completion(request);
        co_return std::move(request.result);
    }

    Counts counts() const {
        const std::lock_guard lock(mutex_);
        return counts_;
    }

private:
    /// Lives in the frame of the coroutine that waits for it.
    struct Request final : CompletionTaker {
        Request(Writer& for_writer, Work& the_work) : writer(for_writer), work(the_work) {}

        void take(std::unique_ptr<Completion> taken) override {
            completion = std::move(taken);
            if (!writer.enqueue(*this)) {
                result = Error::unavailable(
                    "The server is busy. Please try again.", "the writer's queue is full"
                );
                completion->complete();
            }
        }

        Writer& writer;
        Work& work;
        Result<void> result;
        std::unique_ptr<Completion> completion;
    };

    static Connection::Options connection_options(const Options& options) {
        Connection::Options connection;
        connection.busy_timeout = options.busy_timeout;
        return connection;
    }

    bool enqueue(Request& request) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_ || queue_.size() >= limit_) {
                return false;
            }
            queue_.push_back(&request);
        }
        has_work_.notify_one();
        return true;
    }

    std::vector<Request*> take_group() {
        std::unique_lock lock(mutex_);
        has_work_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
        const std::size_t count = std::min(queue_.size(), kMaxGroup);
        std::vector<Request*> group(
            queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count)
        );
        queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(count));
        return group;
    }

    void run_thread() {
        while (true) {
            const std::vector<Request*> group = take_group();
            if (group.empty()) {
                return;  // stopping, and nobody waits
            }
            write_group(group);
            {
                const std::lock_guard lock(mutex_);
                ++counts_.commits;
                counts_.works += group.size();
            }
            for (Request* request : group) {
                // The request goes as soon as its coroutine resumes.
                const std::unique_ptr<Completion> completion = std::move(request->completion);
                completion->complete();
            }
        }
    }

    /// All of the group in one commit. If that fails, none of it was kept and each learns why.
    void write_group(const std::vector<Request*>& group) {
        try {
            run_now(connection_, kBeginImmediate);
            for (Request* request : group) {
                write_one(*request);
            }
            run_now(connection_, kCommit);
        } catch (const sql::Failure& failure) {
            roll_back();
            log::warning(
                "a group of writes was not kept",
                {{"works", group.size()}, {"reason", failure.what()}}
            );
            for (Request* request : group) {
                request->result = error_from(failure);
            }
        }
    }

    /// A work that fails by itself is undone alone; an error that ended the transaction ends the
    /// group.
    void write_one(Request& request) {
        run_now(connection_, kSavepoint);
        bool keep = false;
        try {
            keep = immediate_.run(request.work.run(connection_));
        } catch (const sql::Failure& failure) {
            if (failure.code() == ErrorCode::unavailable || !connection_.is_in_transaction()) {
                throw;
            }
            request.result = error_from(failure);
        } catch (const std::exception& failure) {
            request.result = Error::internal(failure.what());
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

    const std::size_t limit_;
    mutable std::mutex mutex_;
    std::condition_variable has_work_;
    std::deque<Request*> queue_;
    bool stopping_ = false;
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
