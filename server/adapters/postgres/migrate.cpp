#include "adapters/postgres/connection.hpp"
#include "adapters/postgres/postgres_database.hpp"
#include "base/log.hpp"
#include "base/signal.hpp"
#include "base/task.hpp"
#include "sql/migrations.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <list>
#include <optional>

namespace likeness::postgres {

namespace {

using namespace std::chrono_literals;

/// Any number will do that no other program on this database uses: "likeness" in ASCII.
constexpr sql::Statement kLock{"SELECT pg_try_advisory_lock(7811893112038847347)::integer"};
constexpr sql::Statement kUnlock{"SELECT pg_advisory_unlock(7811893112038847347)"};
constexpr sql::Statement kEncoding{"SELECT current_setting('server_encoding')"};
constexpr sql::Statement kHasVersion{
    "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = "
    "'schema_version'"};
constexpr sql::Statement kMakeVersion{"CREATE TABLE schema_version (version INTEGER NOT NULL)"};
constexpr sql::Statement kFirstVersion{"INSERT INTO schema_version (version) VALUES (0)"};
constexpr sql::Statement kVersion{"SELECT version FROM schema_version"};
constexpr sql::Statement kNoteVersion{"UPDATE schema_version SET version = $1"};

constexpr auto kLockLimit = std::chrono::minutes{10};
constexpr auto kStatementLimit = std::chrono::hours{6};  // an index on a large table takes its time

/// Texts compare as their bytes, as with SQLite, whatever the database's language: keysets and
/// times depend on it.
std::string with_byte_order(std::string_view statement) {
    constexpr std::string_view kType = " TEXT";
    std::string text(statement);
    if (text.find("CREATE TABLE") == std::string::npos &&
        text.find("ALTER TABLE") == std::string::npos) {
        return text;
    }
    for (std::size_t at = text.find(kType); at != std::string::npos; at = text.find(kType, at)) {
        at += kType.size();
        const bool is_word =
            at == text.size() || std::string_view(" ,\n)").find(text[at]) != std::string_view::npos;
        if (is_word) {
            text.insert(at, " COLLATE \"C\"");
        }
    }
    return text;
}

asio::awaitable<std::int64_t> number(Connection& connection, const sql::Statement& statement) {
    const std::unique_ptr<sql::Rows> rows = co_await connection.query(statement);
    co_return rows->next() ? rows->integer(0) : 0;
}

asio::awaitable<int> read_version(Connection& connection) {
    const std::int64_t has_version = co_await number(connection, kHasVersion);
    if (has_version == 0) {
        co_return 0;
    }
    const std::int64_t version = co_await number(connection, kVersion);
    co_return static_cast<int>(version);
}

/// `texts` keeps what connections know statements by.
asio::awaitable<void>
apply(Connection& connection, const sql::Migration& migration, std::list<std::string>& texts) {
    connection.begin(Connection::Mode::write);
    if (migration.version == 1) {
        co_await connection.run(kMakeVersion);
        co_await connection.run(kFirstVersion);
    }
    for (const std::string_view statement : sql::statements_of(migration, sql::Dialect::postgres)) {
        const sql::Statement step{texts.emplace_back(with_byte_order(statement)).c_str()};
        co_await connection.run(step);
    }
    co_await connection.run(kNoteVersion, migration.version);
    co_await connection.commit();
    log::info("the database's schema was brought up to date", {{"migration", migration.name}});
}

Task<void> lock(Connection& connection) {
    const auto give_up_at = std::chrono::steady_clock::now() + kLockLimit;
    while (true) {
        const std::int64_t has_lock = co_await number(connection, kLock);
        if (has_lock != 0) {
            co_return Result<void>{};
        }
        if (std::chrono::steady_clock::now() > give_up_at) {
            co_return Error::unavailable(
                "Another process has been bringing the database's schema up to date for long. Look "
                "what keeps it."
            );
        }
        co_await sleep_for(250ms);
    }
}

Task<int> apply_pending(Connection& connection) {
    const std::unique_ptr<sql::Rows> encoding = co_await connection.query(kEncoding);
    encoding->next();
    if (encoding->text(0) != "UTF8") {
        co_return Error::unavailable("The database must be made with ENCODING 'UTF8'.");
    }
    std::list<std::string> texts;
    while (true) {
        const int version = co_await read_version(connection);
        LIKENESS_CO_TRY(const auto pending, sql::pending_migrations(version));
        if (pending.empty()) {
            co_return version;
        }
        co_await apply(connection, pending.front(), texts);
    }
}

/// The lock goes with the connection, whatever happens.
Task<int> migrate_locked(std::string url) {
    ConnectionOptions options;
    options.url = std::move(url);
    options.statement_limit = kStatementLimit;
    options.lock_limit = kLockLimit;
    const std::unique_ptr<Connection> connection = co_await Connection::open(std::move(options));
    const int version = co_await read_version(*connection);
    LIKENESS_CO_TRY(const auto pending, sql::pending_migrations(version));
    if (pending.empty()) {
        co_return version;
    }
    LIKENESS_CO_CHECK(co_await lock(*connection));
    LIKENESS_CO_TRY(const int reached, co_await apply_pending(*connection));
    co_await connection->run(kUnlock);
    co_return reached;
}

Task<int> look_at_version(std::string url) {
    ConnectionOptions options;
    options.url = std::move(url);
    const std::unique_ptr<Connection> connection = co_await Connection::open(std::move(options));
    co_return co_await read_version(*connection);
}

asio::awaitable<void> store(Task<int> task, Result<int>& outcome) {
    Result<int> result = co_await std::move(task);
    outcome = std::move(result);
}

/// Runs the task on a loop of its own; what it throws becomes a sentence for the operator.
Result<int> run_now(Task<int> task) {
    asio::io_context context{1};
    std::exception_ptr failure;
    Result<int> outcome = Error::internal("a task was dropped");
    asio::co_spawn(context, store(std::move(task), outcome), [&](std::exception_ptr thrown) {
        failure = std::move(thrown);
    });
    context.run();
    try {
        if (failure) {
            std::rethrow_exception(failure);
        }
    } catch (const std::exception& thrown) {
        return Error::unavailable("The database cannot be used.", thrown.what());
    }
    return outcome;
}

}  // namespace

Result<int> migrate(const std::string& url) {
    return run_now(migrate_locked(url));
}

Result<int> schema_version(const std::string& url) {
    return run_now(look_at_version(url));
}

}  // namespace likeness::postgres
