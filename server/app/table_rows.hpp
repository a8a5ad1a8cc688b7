#pragma once

#include "base/task.hpp"
#include "sql/database.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

/// Rows as they are, for what moves whole tables and knows nothing of their meaning.
namespace likeness::app {

/// Where a database's own catalogue differs.
enum class Catalogue {
    sqlite,
    postgres
};

enum class ValueKind {
    text,
    integer,
    real
};

using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string>;
using Row = std::vector<Value>;

struct Column {
    std::string name;
    ValueKind kind = ValueKind::text;
    std::int64_t place_in_key = 0;  // from 1; 0: no part of the primary key

    Column() = default;
};

/// In the order of the table.
asio::awaitable<Result<std::vector<Column>>>
read_columns(sql::Session& session, Catalogue catalogue, std::string table);

/// The row that `rows` stands at, of these columns.
Row read_row(const sql::Rows& rows, const std::vector<Column>& columns);

/// Binds the values, which must live until the statement has been executed.
void add_values(sql::Parameters& parameters, const Row& row);

/// "a, b" and "$1, $2".
std::string list_of(const std::vector<Column>& columns);
std::string placeholders(std::size_t count);

}  // namespace likeness::app
