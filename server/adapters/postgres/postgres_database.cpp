#include "adapters/postgres/postgres_database.hpp"

#include "base/log.hpp"
#include "base/signal.hpp"

#include <exception>
#include <optional>
#include <random>
#include <utility>

namespace likeness::postgres {

namespace {

using namespace std::chrono_literals;
using SteadyClock = std::chrono::steady_clock;

constexpr int kMaxCutOffs = 3;
constexpr sql::Statement kStatusOf{
    "SELECT pg_xact_status(CAST(CAST($1 AS text) AS xid8)), (SELECT CAST(stats_reset AS text) FROM "
    "pg_stat_wal)"};
/// How the server says that it knows no such number yet: it never wrote down anything of it.
constexpr std::string_view kInTheFuture = "(22023)";

/// Random, so that those who disturbed each other do not meet again; longer with each attempt.
std::chrono::milliseconds pause_before(int attempt) {
    static thread_local std::minstd_rand generator{std::random_device{}()};
    const int longest = 4 << std::min(attempt, 5);
    return std::chrono::milliseconds{std::uniform_int_distribution<int>(1, longest)(generator)};
}

std::shared_ptr<ConnectionPool>
make_pool(const PostgresDatabase::Options& options, std::size_t connections) {
    ConnectionPool::Options pool;
    pool.connection = options.connection;
    pool.connections = connections;
    pool.wait = options.wait;
    return std::make_shared<ConnectionPool>(std::move(pool));
}

}  // namespace

PostgresDatabase::PostgresDatabase(const Options& options)
    : options_(options),
      readers_(make_pool(options, options.readers)),
      writers_(make_pool(options, options.writers)) {}

Result<std::unique_ptr<PostgresDatabase>> PostgresDatabase::open(Options options) {
    LIKENESS_CHECK(migrate(options.connection.url));
    return std::unique_ptr<PostgresDatabase>(new PostgresDatabase(options));
}

PostgresDatabase::Counts PostgresDatabase::counts() const {
    Counts counts = counts_;
    counts.connections_in_use = readers_->in_use() + writers_->in_use();
    counts.works_waiting = readers_->waiting() + writers_->waiting();
    return counts;
}

asio::awaitable<PostgresDatabase::Run>
PostgresDatabase::run_once(Connection& connection, Work& work, Connection::Mode mode) {
    using How = Run::How;
    Run run;
    try {
        connection.begin(mode);
        const bool keep = co_await work.run(connection);
        if (keep && mode == Connection::Mode::write) {
            co_await connection.commit();
        }
    } catch (const ServerFailure& failure) {
        run.error = error_from(failure);
        if (failure.kind() == FailureKind::conflict) {
            run.how = How::disturbed;
        } else if (failure.kind() != FailureKind::lost) {
            run.how = How::failed;
        } else {
            run.how = connection.is_commit_unknown() ? How::unknown : How::cut_off;
            run.transaction = connection.transaction().value_or("");
            run.incarnation = connection.incarnation();
        }
    } catch (const sql::Failure& failure) {
        run.how = How::failed;
        run.error = error_from(failure);
    } catch (const std::exception& failure) {
        run.how = How::failed;
        run.error = Error::internal(failure.what());
    }
    co_await connection.leave();
    co_return run;
}

Task<void> PostgresDatabase::run_read(Work& work) {
    for (int cut_off = 0;; ++cut_off) {
        LIKENESS_CO_TRY(const ConnectionPool::Lease connection, co_await readers_->acquire());
        Run run = co_await run_once(*connection, work, Connection::Mode::read);
        if (run.how == Run::How::ended) {
            co_return Result<void>{};
        }
        if (run.how != Run::How::cut_off || cut_off == kMaxCutOffs) {
            co_return std::move(run.error);
        }
        readers_->drop_idle();
    }
}

Task<void> PostgresDatabase::run_write(Work& work) {
    const auto give_up_at = SteadyClock::now() + options_.patience;
    int cut_offs = 0;
    for (int attempt = 0;; ++attempt) {
        Run run;
        {
            LIKENESS_CO_TRY(const ConnectionPool::Lease connection, co_await writers_->acquire());
            run = co_await run_once(*connection, work, Connection::Mode::write);
        }
        if (run.how == Run::How::unknown) {
            writers_->drop_idle();
            LIKENESS_CO_TRY(const bool is_kept, co_await was_kept(run));
            run.how = is_kept ? Run::How::ended : Run::How::cut_off;
        }
        if (run.how == Run::How::ended) {
            ++counts_.commits;
            co_return Result<void>{};
        }
        const bool may_repeat = run.how == Run::How::disturbed ||
                                (run.how == Run::How::cut_off && ++cut_offs <= kMaxCutOffs);
        if (!may_repeat || SteadyClock::now() >= give_up_at) {
            co_return std::move(run.error);
        }
        if (run.how == Run::How::disturbed) {
            ++counts_.conflicts;
            co_await sleep_for(pause_before(attempt));
        } else {
            writers_->drop_idle();
        }
    }
}

/// The connection went while it committed. The server remembers how the transaction ended; it may
/// still be ending it, or be starting again. After a crash the number may by now belong to another
/// transaction: then only that it was not kept can be told for certain.
Task<bool> PostgresDatabase::was_kept(Run run) {
    const auto give_up_at = SteadyClock::now() + options_.patience;
    std::string status;
    std::string incarnation;
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        const std::unique_ptr<sql::Rows> rows = co_await session.query(kStatusOf, run.transaction);
        rows->next();
        status = rows->text(0);
        incarnation = rows->text(1);
        co_return Result<void>{};
    };
    while (!run.transaction.empty() && SteadyClock::now() < give_up_at) {
        const Result<void> asked = co_await read<void>(work);
        if (!asked && asked.error().detail.ends_with(kInTheFuture)) {
            co_return false;
        }
        if (asked && status == "aborted") {
            co_return false;
        }
        if (asked && status == "committed" && incarnation == run.incarnation) {
            co_return true;
        }
        if (asked && status == "committed") {
            break;
        }
        co_await sleep_for(100ms);
    }
    log::warning("it is not known whether a write was kept", {{"transaction", run.transaction}});
    co_return Error::unavailable(
        "The database went away while it was writing. Look whether it was kept before you try "
        "again.",
        "ambiguous commit: " + run.error.detail
    );
}

}  // namespace likeness::postgres
