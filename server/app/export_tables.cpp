#include "app/export_tables.hpp"

#include "app/export_rules.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>

namespace likeness::app {

namespace {

namespace json = boost::json;

struct Selection {
    std::string_view table;
    std::string_view condition;  // $1 is the wallet, or empty for all
    std::string_view order = "id";
    bool may_be_missing = false;  // in exports of earlier versions
};

#define LIKENESS_ENDED "state IN ('completed', 'failed', 'cancelled')"
#define LIKENESS_OWN "($1 = '' OR wallet_address = $1)"
#define LIKENESS_BATCHES \
    "SELECT id FROM generation_batches WHERE " LIKENESS_OWN " AND " LIKENESS_ENDED
#define LIKENESS_LORAS                                                                      \
    "SELECT id FROM lora_trainings WHERE (status = 'completed' OR source = 'gallery') AND " \
    "(" LIKENESS_OWN                                                                        \
    " OR id IN (SELECT lora_training_id FROM generation_batches WHERE " LIKENESS_OWN        \
    ") OR id IN (SELECT lora_training_id FROM generation_batch_loras WHERE batch_id IN "    \
    "(" LIKENESS_BATCHES ")))"

#define LIKENESS_IMAGES "SELECT id FROM generated_images WHERE batch_id IN (" LIKENESS_BATCHES ")"

/// In the order of their references. Batches that are under way are not there yet.
constexpr std::array<Selection, 10> kSelections{{
    {"people",
     LIKENESS_OWN " OR id IN (SELECT person_id FROM lora_trainings WHERE id IN (" LIKENESS_LORAS
                  "))"},
    {"lora_trainings", "id IN (" LIKENESS_LORAS ")"},
    {"generation_batches", LIKENESS_OWN " AND " LIKENESS_ENDED},
    {"generation_batch_loras", "batch_id IN (" LIKENESS_BATCHES ")", "batch_id, place"},
    {"generation_jobs", "batch_id IN (" LIKENESS_BATCHES ")"},
    {"image_wallets", LIKENESS_OWN, "number"},
    {"generated_images", "batch_id IN (" LIKENESS_BATCHES ")"},
    {"image_recipes", "image_id IN (" LIKENESS_IMAGES ")", "image_id", true},
    {"image_tags", "image_id IN (" LIKENESS_IMAGES ")", "image_id, tag"},
    {"saved_searches", LIKENESS_OWN},
}};

#undef LIKENESS_ENDED
#undef LIKENESS_OWN
#undef LIKENESS_LORAS
#undef LIKENESS_BATCHES
#undef LIKENESS_IMAGES

/// The operator's sums, as migration 009 begins them: what came from elsewhere has ended.
constexpr sql::Statement kCountUsage{
    "INSERT INTO usage_days (day, wallet_address, batches, submitted, kept, failed, blocked, "
    "cancelled, price_microdollars, last_used_at) "
    "SELECT substr(b.created_at, 1, 10), b.wallet_address, count(DISTINCT b.id), count(*), "
    "sum(CASE WHEN j.state = 'completed' THEN 1 ELSE 0 END), "
    "sum(CASE WHEN j.state = 'failed' THEN 1 ELSE 0 END), "
    "sum(CASE WHEN j.state = 'blocked' THEN 1 ELSE 0 END), "
    "sum(CASE WHEN j.state = 'cancelled' THEN 1 ELSE 0 END), "
    "sum(coalesce(i.price_microdollars, 0)), max(b.created_at) "
    "FROM generation_batches b JOIN generation_jobs j ON j.batch_id = b.id "
    "LEFT JOIN generated_images i ON i.id = j.image_id GROUP BY 1, 2"};
constexpr sql::Statement kFindPrompts{"INSERT INTO image_search (image_search) VALUES ('rebuild')"};

/// New people and LoRAs are numbered behind those that are there.
constexpr sql::Statement kRaiseSequence{
    "UPDATE sequences SET value = $2 WHERE name = $1 AND value < $2"};

sql::Statement kept(std::set<std::string>& texts, std::string text) {
    return {texts.insert(std::move(text)).first->c_str()};
}

json::value to_json(const Value& value) {
    return std::visit([](const auto& held) { return json::value(held); }, value);
}

Error refused(std::string_view table, std::string_view column, std::string_view why) {
    return {
        ErrorCode::unprocessable,
        "The export cannot be read: " + std::string(table) + "." + std::string(column) + " " +
            std::string(why) + "."};
}

std::optional<Value> value_from(const json::value& given) {
    if (given.is_null()) {
        return Value(nullptr);
    }
    if (given.is_int64()) {
        return Value(given.get_int64());
    }
    if (given.is_double()) {
        return Value(given.get_double());
    }
    if (given.is_string()) {
        return Value(std::string(given.get_string()));
    }
    return std::nullopt;
}

Result<Row> row_from(const ExportedTable& table, const json::value& given) {
    if (!given.is_array() || given.get_array().size() != table.columns.size()) {
        return refused(table.name, "rows", "holds a row of another length");
    }
    Row row;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        std::optional<Value> value = value_from(given.get_array()[i]);
        const std::string& column = table.columns[i].name;
        if (!value || !is_as_we_write(column, *value)) {
            return refused(table.name, column, "holds something that Likeness does not write");
        }
        row.push_back(*std::move(value));
    }
    return row;
}

Result<ExportedTable> table_from(std::string_view name, const json::value* given) {
    ExportedTable table;
    table.name = name;
    const json::value* columns = given != nullptr && given->is_object()
                                     ? given->get_object().if_contains("columns")
                                     : nullptr;
    const json::value* rows =
        given != nullptr && given->is_object() ? given->get_object().if_contains("rows") : nullptr;
    if (columns == nullptr || !columns->is_array() || rows == nullptr || !rows->is_array()) {
        return refused(name, "rows", "is missing");
    }
    for (const json::value& column : columns->get_array()) {
        if (!column.is_string()) {
            return refused(name, "columns", "holds something that is no name");
        }
        Column known;
        known.name = std::string(column.get_string());
        table.columns.push_back(std::move(known));
    }
    for (const json::value& row : rows->get_array()) {
        LIKENESS_TRY(Row read, row_from(table, row));
        table.rows.push_back(std::move(read));
    }
    return table;
}

bool is_of_kind(const Value& value, ValueKind kind) {
    switch (kind) {
        case ValueKind::integer:
            return !std::holds_alternative<std::string>(value) &&
                   !std::holds_alternative<double>(value);
        case ValueKind::real:
            return !std::holds_alternative<std::string>(value);
        case ValueKind::text:
            break;
    }
    return std::holds_alternative<std::string>(value) ||
           std::holds_alternative<std::nullptr_t>(value);
}

/// The columns of a file name columns of ours, each once, and hold what belongs there: nothing else
/// gets into a statement.
asio::awaitable<Result<void>>
match_columns(sql::Session& session, Catalogue catalogue, const ExportedTable& table) {
    const Result<std::vector<Column>> known = co_await read_columns(session, catalogue, table.name);
    std::set<std::string> seen;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        const std::string& name = table.columns[i].name;
        const auto ours = std::find_if(known->begin(), known->end(), [&](const Column& column) {
            return column.name == name;
        });
        if (ours == known->end() || !seen.insert(name).second) {
            co_return refused(
                table.name, "columns", "has a column that this version does not know"
            );
        }
        const bool fits = std::all_of(table.rows.begin(), table.rows.end(), [&](const Row& row) {
            return is_of_kind(row[i], ours->kind);
        });
        if (!fits) {
            co_return refused(table.name, name, "holds something of another kind");
        }
    }
    co_return Result<void>{};
}

asio::awaitable<Result<void>> require_empty(sql::Session& session, std::set<std::string>& texts) {
    for (const Selection& selection : kSelections) {
        const sql::Statement any =
            kept(texts, "SELECT 1 FROM " + std::string(selection.table) + " LIMIT 1");
        const std::unique_ptr<sql::Rows> found = co_await session.query(any);
        if (found->next()) {
            co_return Error{
                ErrorCode::conflict,
                "There is a gallery already. Import into a new data folder, before its server has "
                "run."};
        }
    }
    co_return Result<void>{};
}

asio::awaitable<Result<void>> write_table(
    sql::Session& session,
    Catalogue catalogue,
    std::set<std::string>& texts,
    const ExportedTable& table
) {
    const Result<void> matched = co_await match_columns(session, catalogue, table);
    if (!matched) {
        co_return matched.error();
    }
    const sql::Statement insert = kept(
        texts,
        "INSERT INTO " + table.name + " (" + list_of(table.columns) + ") VALUES (" +
            placeholders(table.columns.size()) + ")"
    );
    for (const Row& row : table.rows) {
        sql::Parameters parameters;
        add_values(parameters, row);
        co_await session.run_with(insert, parameters);
    }
    co_return Result<void>{};
}

std::int64_t largest(const ExportedTable& table, std::string_view column) {
    std::int64_t value = 0;
    for (const Row& row : table.rows) {
        value = std::max(value, table.integer(row, column));
    }
    return value;
}

}  // namespace

std::size_t ExportedTable::place_of(std::string_view column) const {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Column& each) {
        return each.name == column;
    });
    if (found == columns.end()) {
        throw std::invalid_argument(name + " has no column " + std::string(column));
    }
    return static_cast<std::size_t>(found - columns.begin());
}

std::string ExportedTable::text(const Row& row, std::string_view column) const {
    const auto* text = std::get_if<std::string>(&row[place_of(column)]);
    return text == nullptr ? std::string() : *text;
}

std::int64_t ExportedTable::integer(const Row& row, std::string_view column) const {
    const auto* number = std::get_if<std::int64_t>(&row[place_of(column)]);
    return number == nullptr ? 0 : *number;
}

const ExportedTable& table_named(const ExportedTables& tables, std::string_view name) {
    return *std::find_if(tables.begin(), tables.end(), [&](const ExportedTable& table) {
        return table.name == name;
    });
}

Task<ExportedTables> read_gallery(
    sql::Database& database,
    Catalogue catalogue,
    std::set<std::string>& texts,
    std::optional<std::string> wallet
) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<ExportedTables>> {
        ExportedTables tables;
        for (const Selection& selection : kSelections) {
            ExportedTable table;
            table.name = selection.table;
            Result<std::vector<Column>> columns =
                co_await read_columns(session, catalogue, table.name);
            table.columns = *std::move(columns);
            const sql::Statement select = kept(
                texts,
                "SELECT " + list_of(table.columns) + " FROM " + table.name + " WHERE " +
                    std::string(selection.condition) + " ORDER BY " + std::string(selection.order)
            );
            const std::string whose = wallet.value_or("");
            const std::unique_ptr<sql::Rows> rows = co_await session.query(select, whose);
            while (rows->next()) {
                table.rows.push_back(read_row(*rows, table.columns));
            }
            tables.push_back(std::move(table));
        }
        co_return tables;
    };
    co_return co_await database.read<ExportedTables>(work);
}

Task<void> require_no_gallery(sql::Database& database, std::set<std::string>& texts) {
    auto work = [&](sql::Session& session) { return require_empty(session, texts); };
    co_return co_await database.read<void>(work);
}

Task<void> write_gallery(
    sql::Database& database,
    Catalogue catalogue,
    std::set<std::string>& texts,
    const ExportedTables& tables
) {
    auto work = [&](sql::Session& session) -> asio::awaitable<Result<void>> {
        const Result<void> is_empty = co_await require_empty(session, texts);
        if (!is_empty) {
            co_return is_empty.error();
        }
        for (const ExportedTable& table : tables) {
            const Result<void> written = co_await write_table(session, catalogue, texts, table);
            if (!written) {
                co_return written.error();
            }
        }
        const std::int64_t person = largest(table_named(tables, "people"), "id");
        const std::int64_t lora = largest(table_named(tables, "lora_trainings"), "number");
        co_await session.run(kRaiseSequence, "person", person);
        co_await session.run(kRaiseSequence, "lora", lora);
        co_await session.run(kCountUsage);
        if (catalogue == Catalogue::sqlite) {
            co_await session.run(kFindPrompts);
        }
        co_return Result<void>{};
    };
    co_return co_await database.write<void>(work);
}

json::object to_json(const ExportedTables& tables) {
    json::object all;
    for (const ExportedTable& table : tables) {
        json::array columns;
        for (const Column& column : table.columns) {
            columns.emplace_back(column.name);
        }
        json::array rows;
        rows.reserve(table.rows.size());
        for (const Row& row : table.rows) {
            json::array values;
            for (const Value& value : row) {
                values.push_back(to_json(value));
            }
            rows.push_back(std::move(values));
        }
        json::object both;
        both["columns"] = std::move(columns);
        both["rows"] = std::move(rows);
        all[table.name] = std::move(both);
    }
    return all;
}

Result<ExportedTables> tables_from_json(const json::object& given) {
    ExportedTables tables;
    for (const Selection& selection : kSelections) {
        const json::value* found = given.if_contains(selection.table);
        ExportedTable table;
        table.name = selection.table;
        if (found != nullptr || !selection.may_be_missing) {
            LIKENESS_TRY(table, table_from(selection.table, found));
        }
        tables.push_back(std::move(table));
    }
    return tables;
}

}  // namespace likeness::app
