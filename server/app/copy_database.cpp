#include "app/copy_database.hpp"

#include "base/log.hpp"
#include "sql/migrations.hpp"

#include <list>
#include <optional>
#include <utility>

namespace likeness::app {

namespace {

constexpr int kRowsATransaction = 500;

constexpr sql::Statement kAnalyze{"ANALYZE"};
/// PostgreSQL keeps its index of texts by itself.
constexpr sql::Statement kFindPrompts{"INSERT INTO image_search (image_search) VALUES ('rebuild')"};

/// Its rows come with the schema: they are written over.
constexpr std::string_view kSequences = "sequences";

/// In the order in which the schema makes them, which is that of their references.
std::vector<std::string> table_names() {
    constexpr std::string_view kMake = "CREATE TABLE ";
    std::vector<std::string> names;
    for (const sql::Migration& migration : sql::migrations()) {
        for (const std::string_view statement : sql::statements_in(migration.text)) {
            const std::size_t at = statement.find(kMake);
            if (at != std::string_view::npos) {
                const std::string_view rest = statement.substr(at + kMake.size());
                names.emplace_back(rest.substr(0, rest.find_first_of(" (")));
            }
        }
    }
    return names;
}

/// A table with the statements that copy it. Connections know them by the addresses of their texts.
struct Table {
    std::string name;
    std::vector<Column> columns;
    std::vector<Column> key;
    std::vector<std::size_t> key_places;  // among the columns
    std::set<std::string>& texts;

    explicit Table(std::set<std::string>& all_texts) : texts(all_texts) {}

    sql::Statement statement(std::string text) const {
        return {texts.insert(std::move(text)).first->c_str()};
    }
};

Task<std::vector<Column>> columns_of(CopyEnd end, std::string table) {
    auto work = [&](sql::Session& session) { return read_columns(session, end.catalogue, table); };
    co_return co_await end.database.read<std::vector<Column>>(work);
}

Task<std::int64_t> count(sql::Database& database, sql::Statement statement) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::int64_t>> {
        const std::unique_ptr<sql::Rows> rows = co_await session.query(statement);
        co_return rows->next() ? rows->integer(0) : 0;
    };
    co_return co_await database.read<std::int64_t>(work);
}

class TableCopy {
public:
    TableCopy(CopyEnd from, CopyEnd to, Table& table, const CopyOptions& options)
        : from_(from),
          to_(to),
          table_(table),
          options_(options),
          count_(table.statement("SELECT count(*) FROM " + table.name)),
          first_(table.statement(page_text(false))),
          next_(table.statement(page_text(true))),
          last_(table.statement(last_text())),
          write_(table.statement(write_text())) {}

    Task<TableCopied> run() {
        TableCopied copied;
        copied.table = table_.name;
        LIKENESS_CO_TRY(copied.of, co_await count(from_.database, count_));
        LIKENESS_CO_TRY(copied.rows, co_await count(to_.database, count_));
        const bool comes_with_schema = table_.name == kSequences;
        std::optional<Row> after;
        if (options_.resume && !comes_with_schema) {
            LIKENESS_CO_TRY(after, co_await last_key());
        }
        copied.rows = after ? copied.rows : 0;
        while (true) {
            LIKENESS_CO_TRY(const std::vector<Row> page, co_await read_page(after));
            if (page.empty()) {
                break;
            }
            LIKENESS_CO_CHECK(co_await write_page(page));
            after = key_of(page.back());
            copied.rows += static_cast<std::int64_t>(page.size());
            if (options_.on_progress) {
                options_.on_progress(copied);
            }
        }
        LIKENESS_CO_TRY(copied.rows, co_await count(to_.database, count_));
        LIKENESS_CO_TRY(copied.of, co_await count(from_.database, count_));
        if (copied.rows != copied.of) {
            co_return Error{
                ErrorCode::conflict,
                "The table " + table_.name + " has " + std::to_string(copied.rows) +
                    " rows where " + std::to_string(copied.of) +
                    " are to be copied. Does something else write to one of the databases?"};
        }
        co_return copied;
    }

private:
    std::string page_text(bool is_after) const {
        const std::string key = list_of(table_.key);
        const std::string after =
            is_after ? " WHERE (" + key + ") > (" + placeholders(table_.key.size()) + ")" : "";
        return "SELECT " + list_of(table_.columns) + " FROM " + table_.name + after + " ORDER BY " +
               key + " LIMIT " + std::to_string(kRowsATransaction);
    }

    std::string last_text() const {
        std::string order;
        for (const Column& column : table_.key) {
            order += (order.empty() ? "" : ", ") + column.name + " DESC";
        }
        return "SELECT " + list_of(table_.key) + " FROM " + table_.name + " ORDER BY " + order +
               " LIMIT 1";
    }

    /// A row that is there already was written by the copy that was cut short, or by the schema.
    std::string write_text() const {
        std::string changes;
        for (const Column& column : table_.columns) {
            if (column.place_in_key == 0) {
                changes +=
                    (changes.empty() ? "" : ", ") + column.name + " = excluded." + column.name;
            }
        }
        return "INSERT INTO " + table_.name + " (" + list_of(table_.columns) + ") VALUES (" +
               placeholders(table_.columns.size()) + ") ON CONFLICT (" + list_of(table_.key) +
               ") DO " + (changes.empty() ? "NOTHING" : "UPDATE SET " + changes);
    }

    Row key_of(const Row& row) const {
        Row key;
        for (const std::size_t place : table_.key_places) {
            key.push_back(row[place]);
        }
        return key;
    }

    Task<std::optional<Row>> last_key() {
        auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::optional<Row>>> {
            const std::unique_ptr<sql::Rows> rows = co_await session.query(last_);
            if (!rows->next()) {
                co_return std::nullopt;
            }
            co_return read_row(*rows, table_.key);
        };
        co_return co_await to_.database.read<std::optional<Row>>(work);
    }

    Task<std::vector<Row>> read_page(const std::optional<Row>& after) {
        auto work = [&](sql::Session& session) -> asio::awaitable<Result<std::vector<Row>>> {
            const Row key = after.value_or(Row());
            sql::Parameters parameters;
            add_values(parameters, key);
            const sql::Statement& page = after ? next_ : first_;
            const std::unique_ptr<sql::Rows> rows = co_await session.query_with(page, parameters);
            std::vector<Row> read;
            while (rows->next()) {
                read.push_back(read_row(*rows, table_.columns));
            }
            co_return read;
        };
        co_return co_await from_.database.read<std::vector<Row>>(work);
    }

    Task<void> write_page(const std::vector<Row>& page) {
        auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
            for (const Row& row : page) {
                sql::Parameters parameters;
                add_values(parameters, row);
                co_await session.run_with(write_, parameters);
            }
            co_return Result<void>{};
        };
        co_return co_await to_.database.write<void>(work);
    }

    CopyEnd from_;
    CopyEnd to_;
    Table& table_;
    const CopyOptions& options_;
    sql::Statement count_;
    sql::Statement first_;
    sql::Statement next_;
    sql::Statement last_;
    sql::Statement write_;
};

Task<void> describe(CopyEnd from, CopyEnd to, Table& table) {
    LIKENESS_CO_TRY(table.columns, co_await columns_of(from, table.name));
    LIKENESS_CO_TRY(const std::vector<Column> others, co_await columns_of(to, table.name));
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].place_in_key > 0) {
            table.key.push_back(table.columns[i]);
            table.key_places.push_back(i);
        }
    }
    if (table.key.empty() || others.size() != table.columns.size() ||
        table.columns.size() > sql::Parameters::kMaxCount) {
        co_return Error::internal("the table " + table.name + " cannot be copied");
    }
    co_return Result<void>{};
}

Task<void> require_empty(sql::Database& database, std::list<Table>& tables) {
    for (const Table& table : tables) {
        const sql::Statement any = table.statement("SELECT 1 FROM " + table.name + " LIMIT 1");
        LIKENESS_CO_TRY(const std::int64_t found, co_await count(database, any));
        if (found != 0 && table.name != kSequences) {
            co_return Error{
                ErrorCode::conflict,
                "The database to copy into is not empty: " + table.name +
                    " has rows. Use --resume to go on with a copy that was cut short."};
        }
    }
    co_return Result<void>{};
}

Task<void> make_prompts_found(CopyEnd end) {
    auto work = [](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kFindPrompts);
        co_return Result<void>{};
    };
    if (end.catalogue == Catalogue::sqlite) {
        co_return co_await end.database.write<void>(work);
    }
    co_return Result<void>{};
}

/// Without figures of its tables a database plans badly; it would gather them some time later.
Task<void> gather_statistics(sql::Database& database) {
    auto work = [](sql::Session& session) -> asio::awaitable<Result<void>> {
        co_await session.run(kAnalyze);
        co_return Result<void>{};
    };
    co_return co_await database.write<void>(work);
}

}  // namespace

Task<std::vector<TableCopied>>
copy_database(CopyEnd from, CopyEnd to, std::set<std::string>& texts, CopyOptions options) {
    std::list<Table> tables;
    for (std::string& name : table_names()) {
        Table& table = tables.emplace_back(texts);
        table.name = std::move(name);
        LIKENESS_CO_CHECK(co_await describe(from, to, table));
    }
    if (!options.resume) {
        LIKENESS_CO_CHECK(co_await require_empty(to.database, tables));
    }
    std::vector<TableCopied> copied;
    for (Table& table : tables) {
        TableCopy copy(from, to, table, options);
        LIKENESS_CO_TRY(TableCopied done, co_await copy.run());
        copied.push_back(std::move(done));
    }
    LIKENESS_CO_CHECK(co_await make_prompts_found(to));
    const Result<void> gathered = co_await gather_statistics(to.database);
    if (!gathered) {
        log::warning(
            "no statistics were gathered; run ANALYZE", {{"reason", gathered.error().detail}}
        );
    }
    co_return copied;
}

}  // namespace likeness::app
