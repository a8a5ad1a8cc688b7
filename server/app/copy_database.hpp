#pragma once

#include "app/table_rows.hpp"
#include "base/task.hpp"
#include "sql/database.hpp"

#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace likeness::app {

/// One end of a copy: a database with the newest schema.
struct CopyEnd {
    sql::Database& database;
    Catalogue catalogue;
};

/// How far a table has come.
struct TableCopied {
    std::string table;
    std::int64_t rows = 0;  // in the target now
    std::int64_t of = 0;    // in the source, when its copying began
};

struct CopyOptions {
    bool resume = false;  // go on where an earlier copy was cut short
    std::function<void(const TableCopied&)> on_progress = {};
};

/// Copies every row of every table into an empty database, tables in the order of their references,
/// rows in the order of their keys, some hundreds a transaction. Nothing else may write to either
/// meanwhile. conflict when the target is not empty, or does not hold the same number of rows in
/// the end.
/// `texts` keeps the statements, which connections know by their addresses: it must live as long as
/// the databases.
Task<std::vector<TableCopied>>
copy_database(CopyEnd from, CopyEnd to, std::set<std::string>& texts, CopyOptions options);

}  // namespace likeness::app
