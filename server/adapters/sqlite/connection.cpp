#include "adapters/sqlite/connection.hpp"

#include <sqlite3.h>

#include <charconv>
#include <cstring>
#include <vector>

namespace likeness::sqlite {

namespace {

/// Locked, full, unwritable or gone for the moment: trying again may help. All else is a bug or a
/// broken file.
ErrorCode code_of(int result) {
    switch (result & 0xFF) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_NOMEM:
        case SQLITE_INTERRUPT:
            return ErrorCode::unavailable;
        default:
            return ErrorCode::internal;
    }
}

void check(int result, sqlite3* handle, const char* doing) {
    if (result == SQLITE_OK) {
        return;
    }
    const std::string reason = handle != nullptr ? sqlite3_errmsg(handle) : sqlite3_errstr(result);
    throw sql::Failure(
        code_of(result),
        std::string("SQLite: ") + reason + " (" + std::to_string(result) + ") in: " + doing
    );
}

}  // namespace

/// A statement that is kept ready. SQLite numbers `$n` by first appearance; `slots` maps our
/// numbers to its own.
struct Connection::Prepared {
    sqlite3_stmt* statement = nullptr;
    std::vector<int> slots;
    bool in_use = false;

    Prepared() = default;
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;

    ~Prepared() { sqlite3_finalize(statement); }
};

namespace {

struct Binder {
    sqlite3_stmt* statement;
    int slot;

    int operator()(std::nullptr_t) const { return sqlite3_bind_null(statement, slot); }

    int operator()(std::int64_t value) const { return sqlite3_bind_int64(statement, slot, value); }

    int operator()(double value) const { return sqlite3_bind_double(statement, slot, value); }

    int operator()(std::string_view value) const {
        // Copied: later steps read it again, when the caller's text may be gone.
        return sqlite3_bind_text64(
            statement,
            slot,
            value.data() != nullptr ? value.data() : "",
            value.size(),
            SQLITE_TRANSIENT,
            SQLITE_UTF8
        );
    }
};

/// Steps through a statement that is bound, and leaves it ready for its next use.
template <class Prepared>
class StatementRows final : public sql::Rows {
public:
    /// `own` when the statement goes with its rows.
    StatementRows(Prepared& prepared, sqlite3* handle, std::unique_ptr<Prepared> own)
        : own_(std::move(own)),
          prepared_(prepared),
          handle_(handle) {
        prepared_.in_use = true;
        try {
            step();
        } catch (...) {
            release();
            throw;
        }
    }

    ~StatementRows() override { release(); }

    bool next() override {
        if (is_first_) {
            is_first_ = false;
        } else if (has_row_) {
            step();
        }
        return has_row_;
    }

    bool is_null(int column) const override {
        return sqlite3_column_type(prepared_.statement, column) == SQLITE_NULL;
    }

    std::int64_t integer(int column) const override {
        return sqlite3_column_int64(prepared_.statement, column);
    }

    double real(int column) const override {
        return sqlite3_column_double(prepared_.statement, column);
    }

    std::string_view text(int column) const override {
        const unsigned char* bytes = sqlite3_column_text(prepared_.statement, column);
        const int size = sqlite3_column_bytes(prepared_.statement, column);
        return {
            reinterpret_cast<const char*>(bytes),
            bytes != nullptr ? static_cast<std::size_t>(size) : 0};
    }

    std::int64_t changed() const override { return sqlite3_changes64(handle_); }

private:
    void step() {
        const int result = sqlite3_step(prepared_.statement);
        has_row_ = result == SQLITE_ROW;
        if (!has_row_ && result != SQLITE_DONE) {
            check(result, handle_, sqlite3_sql(prepared_.statement));
        }
    }

    void release() {
        sqlite3_reset(prepared_.statement);
        sqlite3_clear_bindings(prepared_.statement);
        prepared_.in_use = false;
    }

    std::unique_ptr<Prepared> own_;
    Prepared& prepared_;
    sqlite3* handle_;
    bool has_row_ = false;
    bool is_first_ = true;
};

/// "$12" -> 12
int number_of(const char* name) {
    int number = 0;
    std::from_chars(name + 1, name + std::strlen(name), number);
    return number;
}

}  // namespace

Connection::Connection(const std::filesystem::path& file, Options options) {
    const int flags =
        SQLITE_OPEN_NOMUTEX |
        (options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    const int opened = sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr);
    // Before the first pragma: even reading one may meet a lock.
    sqlite3_busy_timeout(handle_, static_cast<int>(options.busy_timeout.count()));
    try {
        check(opened, handle_, "open");
        sqlite3_extended_result_codes(handle_, 1);
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
        sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        execute_script(
            "PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY; "
            "PRAGMA trusted_schema = OFF;"
        );
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

Connection::~Connection() {
    prepared_.clear();
    sqlite3_close_v2(handle_);
}

void Connection::execute_script(const std::string& text) {
    check(sqlite3_exec(handle_, text.c_str(), nullptr, nullptr, nullptr), handle_, text.c_str());
}

bool Connection::is_in_transaction() const {
    return sqlite3_get_autocommit(handle_) == 0;
}

std::unique_ptr<Connection::Prepared> Connection::prepare(const char* text, bool is_kept) {
    auto fresh = std::make_unique<Prepared>();
    const unsigned flags = is_kept ? SQLITE_PREPARE_PERSISTENT : 0;
    check(sqlite3_prepare_v3(handle_, text, -1, flags, &fresh->statement, nullptr), handle_, text);
    const int count = sqlite3_bind_parameter_count(fresh->statement);
    for (int slot = 1; slot <= count; ++slot) {
        const auto number =
            static_cast<std::size_t>(number_of(sqlite3_bind_parameter_name(fresh->statement, slot))
            );
        fresh->slots.resize(std::max(fresh->slots.size(), number), 0);
        fresh->slots[number - 1] = slot;
    }
    return fresh;
}

Connection::Prepared& Connection::prepared(const char* text) {
    std::unique_ptr<Prepared>& known = prepared_[text];
    if (!known) {
        known = prepare(text, true);
    }
    return *known;
}

std::unique_ptr<sql::Rows>
Connection::execute_now(const sql::Statement& statement, const sql::Parameters& parameters) {
    std::unique_ptr<Prepared> own = statement.is_kept ? nullptr : prepare(statement.text, false);
    Prepared& prepared = own ? *own : this->prepared(statement.text);
    const auto values = parameters.values();
    if (prepared.in_use || values.size() != prepared.slots.size()) {
        throw std::logic_error(std::string("wrong use of the statement: ") + statement.text);
    }
    for (std::size_t i = 0; i < values.size(); ++i) {
        check(
            std::visit(Binder{prepared.statement, prepared.slots[i]}, values[i]),
            handle_,
            statement.text
        );
    }
    return std::make_unique<StatementRows<Prepared>>(prepared, handle_, std::move(own));
}

asio::awaitable<std::unique_ptr<sql::Rows>>
Connection::execute(const sql::Statement& statement, sql::Parameters parameters) {
    co_return execute_now(statement, parameters);
}

}  // namespace likeness::sqlite
