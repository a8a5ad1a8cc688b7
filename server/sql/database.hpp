#pragma once

#include "base/task.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

namespace likeness::sql {

/// A statement's text, the same for SQLite and PostgreSQL: `$1` placeholders, RETURNING, ON
/// CONFLICT, row values. Declare it as a constant at namespace scope: connections keep it prepared
/// under the address of its text. One whose text was put together for a single call is not kept.
struct Statement {
    const char* text;
    bool is_kept = true;
};

/// For the few statements that cannot be the same: searching texts.
enum class Dialect {
    sqlite,
    postgres
};

/// A database that cannot do now what it was asked: locked, full, gone, broken. Thrown by Session
/// and Rows, caught by Database, which turns it into an Error. `code` is unavailable when trying
/// again may help, else internal.
class Failure : public std::runtime_error {
public:
    Failure(ErrorCode failure_code, const std::string& reason)
        : std::runtime_error(reason),
          code_(failure_code) {}

    ErrorCode code() const { return code_; }

private:
    ErrorCode code_;
};

/// One value bound to a placeholder. Texts are not copied: they must live until the statement has
/// been executed.
using Parameter = std::variant<std::nullptr_t, std::int64_t, double, std::string_view>;

/// The values of one execution, in the order of their placeholders.
class Parameters {
public:
    static constexpr std::size_t kMaxCount = 72;

    Parameters() = default;

    void add(std::nullptr_t) { push(nullptr); }

    void add(std::string_view value) { push(value); }

    void add(const std::string& value) { push(std::string_view(value)); }

    void add(const char* value) { push(std::string_view(value)); }

    void add(double value) { push(value); }

    template <class Integer>
    requires std::is_integral_v<Integer>

    void add(Integer value) { push(static_cast<std::int64_t>(value)); }

    template <class T>
    void add(const std::optional<T>& value) {
        if (value) {
            add(*value);
        } else {
            add(nullptr);
        }
    }

    std::span<const Parameter> values() const { return {values_.data(), count_}; }

private:
    void push(Parameter value) { values_.at(count_++) = value; }

    std::array<Parameter, kMaxCount> values_{};
    std::size_t count_ = 0;
};

/// The rows of an answer, one at a time. Columns count from 0. Throws Failure.
class Rows {
public:
    Rows() = default;
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
    virtual ~Rows() = default;

    /// Goes to the next row; false at the end.
    virtual bool next() = 0;
    virtual bool is_null(int column) const = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual double real(int column) const = 0;
    /// Valid until next().
    virtual std::string_view text(int column) const = 0;
    /// Rows that a statement without answer changed.
    virtual std::int64_t changed() const = 0;
};

/// A connection inside one transaction, lent to a work for as long as it runs.
class Session {
public:
    Session() = default;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    virtual ~Session() = default;

    virtual Dialect dialect() const = 0;

    /// Executes the statement. Arguments: integers, doubles, texts, bools, nullptr, optionals of
    /// them. They are looked at when this is awaited: await it where you call it, into a variable
    /// of its own. Throws Failure.
    template <class... Values>
    asio::awaitable<std::unique_ptr<Rows>>
    query(const Statement& statement, const Values&... values) {
        Parameters parameters;
        (parameters.add(values), ...);
        return execute(statement, parameters);
    }

    /// The same for statements whose rows are of no interest: how many rows they changed.
    template <class... Values>
    asio::awaitable<std::int64_t> run(const Statement& statement, const Values&... values) {
        Parameters parameters;
        (parameters.add(values), ...);
        return execute_to_end(statement, parameters);
    }

    /// The same for values whose number only the running program knows.
    asio::awaitable<std::int64_t> run_with(const Statement& statement, Parameters parameters) {
        return execute_to_end(statement, parameters);
    }

    asio::awaitable<std::unique_ptr<Rows>>
    query_with(const Statement& statement, Parameters parameters) {
        return execute(statement, parameters);
    }

protected:
    virtual asio::awaitable<std::unique_ptr<Rows>>
    execute(const Statement& statement, Parameters parameters) = 0;

private:
    asio::awaitable<std::int64_t> execute_to_end(const Statement& statement, Parameters parameters);
};

/// A database that runs works, each in one transaction. A work is a function
/// `asio::awaitable<Result<T>>(Session&)`; it may run on another thread than its caller and must
/// touch nothing but the session and what it captured. Callers await from the I/O thread.
class Database {
public:
    Database() = default;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    virtual ~Database() = default;

    /// A work without its types, as the adapters see it.
    class Work {
    public:
        Work() = default;
        Work(const Work&) = delete;
        Work& operator=(const Work&) = delete;
        virtual ~Work() = default;

        /// True when what it wrote is to be kept.
        virtual asio::awaitable<bool> run(Session& session) = 0;
    };

    /// Reads. Sees one state of the database throughout.
    template <class T, class Function>
    Task<T> read(Function& function) {
        FunctionWork<T, Function> work(function);
        Result<void> ran = co_await run_read(work);
        if (!ran) {
            co_return std::move(ran).error();
        }
        co_return work.outcome();
    }

    /// Reads and writes; durable when it returns a value. An Error from the work undoes what it
    /// wrote. Works of several callers may share one commit.
    template <class T, class Function>
    Task<T> write(Function& function) {
        FunctionWork<T, Function> work(function);
        Result<void> ran = co_await run_write(work);
        if (!ran) {
            co_return std::move(ran).error();
        }
        co_return work.outcome();
    }

protected:
    /// Errors are the database's own: the work did not run, or what it did was not kept.
    virtual Task<void> run_read(Work& work) = 0;
    virtual Task<void> run_write(Work& work) = 0;

private:
    template <class T, class Function>
    class FunctionWork final : public Work {
    public:
        explicit FunctionWork(Function& function) : function_(function) {}

        asio::awaitable<bool> run(Session& session) override {
            outcome_.reset();
            Result<T> outcome = co_await function_(session);
            outcome_.emplace(std::move(outcome));
            co_return outcome_->has_value();
        }

        Result<T> outcome() { return *std::move(outcome_); }

    private:
        Function& function_;
        std::optional<Result<T>> outcome_;
    };
};

}  // namespace likeness::sql
