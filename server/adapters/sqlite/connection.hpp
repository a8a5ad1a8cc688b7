#pragma once

#include "sql/database.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace likeness::sqlite {

/// One SQLite connection with its prepared statements, used by one thread at a time. Everything
/// happens at once, so what it gives to await never suspends. Throws sql::Failure.
class Connection final : public sql::Session {
public:
    struct Options {
        bool read_only = false;
        std::chrono::milliseconds busy_timeout{
            5'000};  // how long to wait for another program that holds a lock

        Options() = default;
    };

    Connection(const std::filesystem::path& file, Options options);
    ~Connection() override;

    sql::Dialect dialect() const override { return sql::Dialect::sqlite; }

    /// For statements without parameters and answer, several at once: pragmas, BEGIN, schema.
    void execute_script(const std::string& text);
    /// False when an error has already rolled the transaction back.
    bool is_in_transaction() const;

    /// Executes now, without anything to await.
    std::unique_ptr<sql::Rows>
    execute_now(const sql::Statement& statement, const sql::Parameters& parameters);

protected:
    asio::awaitable<std::unique_ptr<sql::Rows>>
    execute(const sql::Statement& statement, sql::Parameters parameters) override;

private:
    struct Prepared;

    Prepared& prepared(const char* text);
    std::unique_ptr<Prepared> prepare(const char* text, bool is_kept);

    sqlite3* handle_ = nullptr;
    std::unordered_map<const char*, std::unique_ptr<Prepared>>
        prepared_;  // by the address of the text
};

}  // namespace likeness::sqlite
