#include "adapters/postgres/connection.hpp"

#include "adapters/postgres/statement_values.hpp"

#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <libpq-fe.h>

#include <exception>
#include <utility>

namespace likeness::postgres {

namespace {

using namespace std::chrono_literals;

constexpr sql::Statement kBeginRead{"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"};
constexpr sql::Statement kBeginWrite{"BEGIN ISOLATION LEVEL SERIALIZABLE"};
/// A crash discards the server's statistics and notes when; a shutdown keeps them.
constexpr sql::Statement kIncarnation{"SELECT CAST(stats_reset AS text) FROM pg_stat_wal"};
constexpr sql::Statement kTransaction{"SELECT pg_current_xact_id_if_assigned()"};
constexpr sql::Statement kCommit{"COMMIT"};
constexpr sql::Statement kRollback{"ROLLBACK"};

/// Beyond the server's own limit for a statement, before we give the connection up.
constexpr auto kGrace = 5s;

void say_nothing(void*, const pg_result*) {}

ServerFailure failure_in(const pg_result* result) {
    const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    return server_failure(state != nullptr ? state : "", PQresultErrorMessage(result));
}

}  // namespace

asio::awaitable<std::unique_ptr<Connection>> Connection::open(ConnectionOptions options) {
    Result<ConnectionSettings> parsed = parse_settings(options);
    if (!parsed) {
        throw connection_lost(parsed.error().message);
    }
    const ConnectionSettings settings = co_await with_addresses(*std::move(parsed));
    std::vector<const char*> names;
    std::vector<const char*> values;
    for (const auto& [name, value] : settings) {
        names.push_back(name.c_str());
        values.push_back(value.c_str());
    }
    names.push_back(nullptr);
    values.push_back(nullptr);
    std::unique_ptr<Connection> connection(
        new Connection(PQconnectStartParams(names.data(), values.data(), 0), std::move(options))
    );
    co_await connection->connect();
    connection->attach(co_await asio::this_coro::executor);
    if (connection->is_broken()) {
        connection->lose("the connection ended as it was made");
    }
    const std::unique_ptr<sql::Rows> rows = co_await connection->query(kIncarnation);
    connection->incarnation_ = rows->next() ? rows->text(0) : "";
    co_return connection;
}

Connection::Connection(pg_conn* handle, ConnectionOptions options)
    : handle_(handle),
      options_(std::move(options)) {}

Connection::~Connection() {
    watch_.reset();
    PQfinish(handle_);
}

/// The socket may be another one after each step.
asio::awaitable<void> Connection::connect() {
    const auto executor = co_await asio::this_coro::executor;
    const auto deadline = std::chrono::steady_clock::now() + options_.connect_limit;
    if (handle_ == nullptr || PQstatus(handle_) == CONNECTION_BAD) {
        lose(handle_ == nullptr ? "no memory" : PQerrorMessage(handle_));
    }
    PQsetNoticeReceiver(handle_, say_nothing, nullptr);
    PostgresPollingStatusType step = PGRES_POLLING_WRITING;
    while (step != PGRES_POLLING_OK) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now()
        );
        SocketWatch watch(executor, PQsocket(handle_));
        const auto what =
            step == PGRES_POLLING_READING ? SocketWatch::For::reading : SocketWatch::For::writing;
        const SocketWatch::Woken woken = co_await watch.wait(what, std::max(left, 0ms));
        if (woken != SocketWatch::Woken::ready) {
            lose("the server did not answer in time");
        }
        step = PQconnectPoll(handle_);
        if (step == PGRES_POLLING_FAILED) {
            lose(PQerrorMessage(handle_));
        }
    }
    if (PQsetnonblocking(handle_, 1) != 0 || PQenterPipelineMode(handle_) != 1) {
        lose(PQerrorMessage(handle_));
    }
}

void Connection::attach(const asio::any_io_executor& executor) {
    try {
        watch_ = std::make_unique<SocketWatch>(executor, PQsocket(handle_));
    } catch (const boost::system::system_error&) {
        is_broken_ = true;
    }
}

bool Connection::is_broken() const {
    return is_broken_ || PQstatus(handle_) != CONNECTION_OK;
}

void Connection::lose(std::string_view reason) {
    is_broken_ = true;
    throw connection_lost(reason);
}

void Connection::begin(Mode mode) {
    beginning_ = mode == Mode::read ? &kBeginRead : &kBeginWrite;
    is_in_transaction_ = false;
    is_commit_unknown_ = false;
    transaction_.reset();
}

asio::awaitable<void> Connection::commit() {
    beginning_ = nullptr;
    if (!is_in_transaction_) {
        co_return;
    }
    const sql::Parameters none;
    send(kTransaction, none);
    send_end();
    send(kCommit, none);
    send_end();
    is_commit_unknown_ = true;
    co_await flush();
    const Answer number = co_await answers(1);
    if (number.is_told) {
        is_commit_unknown_ = false;  // it did not come to the commit
        is_in_transaction_ = false;
        throw *number.failure;
    }
    if (!number.failure && PQgetisnull(number.last.get(), 0, 0) == 0) {
        transaction_ = PQgetvalue(number.last.get(), 0, 0);
    }
    is_commit_unknown_ = transaction_.has_value();  // else nothing is there to be kept
    const Answer committed = co_await answers(0);
    // A server that goes while it waits for its replicas has committed and says that it goes.
    is_commit_unknown_ = committed.failure && committed.failure->kind() == FailureKind::lost;
    is_in_transaction_ = false;
    if (committed.failure) {
        throw *committed.failure;
    }
    if (std::string_view(PQcmdStatus(committed.last.get())) != "COMMIT") {
        throw server_failure("25P02", "the transaction had failed before");
    }
}

asio::awaitable<void> Connection::leave() {
    beginning_ = nullptr;
    if (!std::exchange(is_in_transaction_, false) || is_broken()) {
        co_return;
    }
    const sql::Parameters none;
    try {
        send(kRollback, none);
        send_end();
        co_await flush();
    } catch (const sql::Failure&) {
        is_broken_ = true;
    }
}

asio::awaitable<std::unique_ptr<sql::Rows>>
Connection::execute(const sql::Statement& statement, sql::Parameters parameters) {
    if (beginning_ != nullptr) {
        const sql::Parameters none;
        send(*std::exchange(beginning_, nullptr), none);
        is_in_transaction_ = true;
    }
    send(statement, parameters);
    send_end();
    co_await flush();
    Answer answer = co_await answers(0);
    if (answer.failure) {
        throw *answer.failure;
    }
    co_return std::make_unique<ResultRows>(std::move(answer.last));
}

void Connection::send(const sql::Statement& statement, const sql::Parameters& parameters) {
    const StatementValues values(parameters);
    if (!statement.is_kept) {
        const int sent = PQsendQueryParams(
            handle_,
            statement.text,
            values.count(),
            nullptr,
            values.texts(),
            values.lengths(),
            values.formats(),
            0
        );
        if (sent != 1) {
            lose(PQerrorMessage(handle_));
        }
        expected_.push_back({Expected::Kind::statement, nullptr});
        return;
    }
    Prepared& prepared = prepared_[statement.text];
    if (prepared.name.empty()) {
        prepared.name = "s" + std::to_string(prepared_.size());
    }
    if (!prepared.is_known) {
        if (PQsendPrepare(handle_, prepared.name.c_str(), statement.text, 0, nullptr) != 1) {
            lose(PQerrorMessage(handle_));
        }
        expected_.push_back({Expected::Kind::preparation, &prepared});
    }
    const int sent = PQsendQueryPrepared(
        handle_,
        prepared.name.c_str(),
        values.count(),
        values.texts(),
        values.lengths(),
        values.formats(),
        0
    );
    if (sent != 1) {
        lose(PQerrorMessage(handle_));
    }
    expected_.push_back({Expected::Kind::statement, &prepared});
}

void Connection::send_end() {
    if (PQpipelineSync(handle_) != 1) {
        lose(PQerrorMessage(handle_));
    }
    expected_.push_back({Expected::Kind::end, nullptr});
}

/// What we send is small and the server reads it before it answers at length: waiting for room
/// alone is enough.
asio::awaitable<void> Connection::flush() {
    int left = PQflush(handle_);
    while (left == 1) {
        const SocketWatch::Woken woken =
            co_await watch_->wait(SocketWatch::For::writing, options_.statement_limit + kGrace);
        if (woken == SocketWatch::Woken::timed_out) {
            lose("the server takes nothing any more");
        }
        left = PQflush(handle_);
    }
    if (left != 0) {
        lose(PQerrorMessage(handle_));
    }
}

/// Takes answers until so many ends are still to come; returns what was said before the last end.
asio::awaitable<Connection::Answer> Connection::answers(std::size_t left_open) {
    std::size_t open = 0;
    for (const Expected& expected : expected_) {
        open += expected.kind == Expected::Kind::end ? 1 : 0;
    }
    Answer answer;
    bool is_over = false;
    while (open > left_open) {
        ResultPtr result = co_await next_result();
        if (PQstatus(handle_) == CONNECTION_BAD && answer.is_told) {
            co_return answer;
        }
        if (PQstatus(handle_) == CONNECTION_BAD && !result) {
            lose(PQerrorMessage(handle_));
        }
        if (expected_.empty()) {
            lose("the server answered what it was not asked");
        }
        if (std::exchange(is_over, false)) {
            answer = Answer();
        }
        if (expected_.front().kind == Expected::Kind::end) {
            is_over = true;
            --open;
            expected_.pop_front();
        } else if (!result) {
            expected_.pop_front();
        } else {
            take(answer, std::move(result));
        }
    }
    co_return answer;
}

void Connection::take(Answer& answer, ResultPtr result) {
    const Expected& expected = expected_.front();
    switch (PQresultStatus(result.get())) {
        case PGRES_COMMAND_OK:
        case PGRES_TUPLES_OK:
            if (expected.kind == Expected::Kind::preparation) {
                expected.prepared->is_known = true;
            } else {
                answer.last = std::move(result);
            }
            return;
        case PGRES_PIPELINE_ABORTED:  // what failed before it has told why
            return;
        default:
            if (!answer.failure) {
                answer.failure.emplace(failure_in(result.get()));
                answer.is_told = PQresultErrorField(result.get(), PG_DIAG_SQLSTATE) != nullptr;
                is_broken_ = is_broken_ || answer.failure->kind() == FailureKind::lost;
            }
    }
}

asio::awaitable<ResultPtr> Connection::next_result() {
    while (PQisBusy(handle_) == 1) {
        co_await await_input();
    }
    co_return ResultPtr(PQgetResult(handle_));
}

asio::awaitable<void> Connection::await_input() {
    const SocketWatch::Woken woken =
        co_await watch_->wait(SocketWatch::For::reading, options_.statement_limit + kGrace);
    if (woken == SocketWatch::Woken::timed_out) {
        lose("the server did not answer in time");
    }
    // Its last words may have come before it went.
    if (PQconsumeInput(handle_) != 1 && PQisBusy(handle_) == 1) {
        lose(PQerrorMessage(handle_));
    }
}

asio::awaitable<void> Connection::listen(std::chrono::milliseconds limit) {
    co_await watch_->wait(SocketWatch::For::reading, limit);
    if (PQconsumeInput(handle_) != 1) {
        lose(PQerrorMessage(handle_));
    }
}

void Connection::wake() {
    if (watch_) {
        watch_->interrupt();
    }
}

void Connection::take_notifications(const Hearer& hear) {
    const int own = PQbackendPID(handle_);
    while (true) {
        const std::unique_ptr<PGnotify, decltype(&PQfreemem)> heard(PQnotifies(handle_), PQfreemem);
        if (!heard) {
            return;
        }
        if (heard->be_pid != own) {
            hear(heard->extra);
        }
    }
}

}  // namespace likeness::postgres
