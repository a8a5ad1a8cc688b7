#pragma once

#include "adapters/postgres/connection_settings.hpp"
#include "adapters/postgres/result_rows.hpp"
#include "adapters/postgres/server_failure.hpp"
#include "adapters/postgres/socket_watch.hpp"
#include "sql/database.hpp"

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

struct pg_conn;

namespace likeness::postgres {

/// One connection in libpq's pipeline mode: what need not be waited for travels with what comes
/// next, so that BEGIN costs no journey of its own and the end of a reading transaction no wait.
/// Nothing blocks; used on one thread at a time, and on the executor that it is attached to.
/// Throws ServerFailure.
class Connection final : public sql::Session {
public:
    /// Connects, on the calling coroutine's executor, and is attached to it.
    static asio::awaitable<std::unique_ptr<Connection>> open(ConnectionOptions options);
    ~Connection() override;

    /// Between works it belongs to no executor, so that any may use it next. is_broken() afterwards
    /// when its socket is gone.
    void attach(const asio::any_io_executor& executor);

    void detach() { watch_.reset(); }

    sql::Dialect dialect() const override { return sql::Dialect::postgres; }

    enum class Mode {
        read,  // sees one state throughout, waits for nobody
        write  // as if it ran alone; whoever disturbs that is told to begin anew
    };

    /// The transaction begins with the first statement.
    void begin(Mode mode);
    /// Durable when it returns. Throws ServerFailure; is_commit_unknown() tells what that means.
    asio::awaitable<void> commit();
    /// Ends the transaction without waiting for the answer; throws nothing.
    asio::awaitable<void> leave();

    bool is_broken() const;

    /// After a failure of commit(): the server was asked and gave no answer.
    bool is_commit_unknown() const { return is_commit_unknown_; }

    /// Number of the transaction that was committing, when the server told it.
    const std::optional<std::string>& transaction() const { return transaction_; }

    /// Names the time since the server last lost what it had in memory. Numbers of transactions
    /// that were not kept are used again after that.
    const std::string& incarnation() const { return incarnation_; }

    /// Takes what the server says by itself. Returns after `limit`, earlier when something came or
    /// on wake().
    asio::awaitable<void> listen(std::chrono::milliseconds limit);
    void wake();
    using Hearer = std::function<void(std::string_view payload)>;
    /// The payloads of notifications by other connections.
    void take_notifications(const Hearer& hear);

protected:
    asio::awaitable<std::unique_ptr<sql::Rows>>
    execute(const sql::Statement& statement, sql::Parameters parameters) override;

private:
    struct Prepared {
        std::string name;
        bool is_known = false;  // to the server
    };

    /// An answer that is on its way.
    struct Expected {
        enum class Kind {
            statement,
            preparation,
            end  // of what was sent together
        };
        Kind kind;
        Prepared* prepared;
    };

    /// The answers to what was sent together.
    struct Answer {
        ResultPtr last;  // to the last statement
        std::optional<ServerFailure> failure;
        bool is_told = false;  // the failure, by the server and not by libpq
    };

    Connection(pg_conn* handle, ConnectionOptions options);

    asio::awaitable<void> connect();
    void send(const sql::Statement& statement, const sql::Parameters& parameters);
    void send_end();
    asio::awaitable<void> flush();
    asio::awaitable<Answer> answers(std::size_t left_open);
    void take(Answer& answer, ResultPtr result);
    asio::awaitable<ResultPtr> next_result();
    asio::awaitable<void> await_input();
    [[noreturn]] void lose(std::string_view reason);

    pg_conn* handle_;
    ConnectionOptions options_;
    std::unique_ptr<SocketWatch> watch_;
    std::unordered_map<const char*, Prepared> prepared_;  // by the address of the text
    std::deque<Expected> expected_;
    const sql::Statement* beginning_ = nullptr;  // BEGIN that is to travel with the next statement
    bool is_in_transaction_ = false;
    bool is_broken_ = false;
    bool is_commit_unknown_ = false;
    std::optional<std::string> transaction_;
    std::string incarnation_;
};

}  // namespace likeness::postgres
