#include "app/table_rows.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

namespace likeness::app {

namespace {

constexpr sql::Statement kSqliteColumns{
    "SELECT name, type, pk FROM pragma_table_info($1) ORDER BY cid"};
constexpr sql::Statement kPostgresColumns{
    "SELECT CAST(a.attname AS text), format_type(a.atttypid, NULL), "
    "coalesce(array_position(CAST(i.indkey AS smallint[]), a.attnum) + 1, 0) "
    "FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
    "JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema() "
    "LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary "
    "WHERE CAST(c.relname AS text) = $1 AND a.attnum > 0 AND NOT a.attisdropped "
    "ORDER BY a.attnum"};

ValueKind kind_of(std::string type) {
    std::transform(type.begin(), type.end(), type.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    if (type == "bigint" || type == "integer") {
        return ValueKind::integer;
    }
    return type == "double precision" ? ValueKind::real : ValueKind::text;
}

Value value_in(const sql::Rows& rows, int column, ValueKind kind) {
    if (rows.is_null(column)) {
        return nullptr;
    }
    switch (kind) {
        case ValueKind::integer:
            return rows.integer(column);
        case ValueKind::real:
            return rows.real(column);
        case ValueKind::text:
            break;
    }
    return std::string(rows.text(column));
}

}  // namespace

asio::awaitable<Result<std::vector<Column>>>
read_columns(sql::Session& session, Catalogue catalogue, std::string table) {
    const std::unique_ptr<sql::Rows> rows = co_await session.query(
        catalogue == Catalogue::sqlite ? kSqliteColumns : kPostgresColumns, table
    );
    std::vector<Column> columns;
    while (rows->next()) {
        Column column;
        column.name = rows->text(0);
        column.kind = kind_of(std::string(rows->text(1)));
        column.place_in_key = rows->integer(2);
        columns.push_back(std::move(column));
    }
    co_return columns;
}

Row read_row(const sql::Rows& rows, const std::vector<Column>& columns) {
    Row row;
    row.reserve(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        row.push_back(value_in(rows, static_cast<int>(i), columns[i].kind));
    }
    return row;
}

void add_values(sql::Parameters& parameters, const Row& row) {
    for (const Value& value : row) {
        std::visit([&](const auto& held) { parameters.add(held); }, value);
    }
}

std::string list_of(const std::vector<Column>& columns) {
    std::string list;
    for (const Column& column : columns) {
        list += (list.empty() ? "" : ", ") + column.name;
    }
    return list;
}

std::string placeholders(std::size_t count) {
    std::string list;
    for (std::size_t i = 1; i <= count; ++i) {
        list += (list.empty() ? "$" : ", $") + std::to_string(i);
    }
    return list;
}

}  // namespace likeness::app
