#pragma once

#include "app/table_rows.hpp"
#include "base/result.hpp"

#include <boost/json/object.hpp>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What a gallery is made of in the database, as an export holds it.
namespace likeness::app {

/// The rows of one table; all that the schema of this program knows of them.
struct ExportedTable {
    std::string name;
    std::vector<Column> columns;
    std::vector<Row> rows;

    /// The place of a column; a column that the schema does not have is a bug.
    std::size_t place_of(std::string_view column) const;
    /// Empty for null.
    std::string text(const Row& row, std::string_view column) const;
    std::int64_t integer(const Row& row, std::string_view column) const;
};

/// In the order of their references.
using ExportedTables = std::vector<ExportedTable>;

const ExportedTable& table_named(const ExportedTables& tables, std::string_view name);

/// People, LoRAs, ended batches with their jobs and images: of one wallet with the LoRAs that its
/// images were made with, or of all. They are of one moment. `texts` as with copy_database().
Task<ExportedTables> read_gallery(
    sql::Database& database,
    Catalogue catalogue,
    std::set<std::string>& texts,
    std::optional<std::string> wallet
);

/// conflict when there are people, LoRAs, batches or images.
Task<void> require_no_gallery(sql::Database& database, std::set<std::string>& texts);

/// Writes rows into a database whose gallery is empty, all or nothing; conflict when it is not.
Task<void> write_gallery(
    sql::Database& database,
    Catalogue catalogue,
    std::set<std::string>& texts,
    const ExportedTables& tables
);

boost::json::object to_json(const ExportedTables& tables);

/// Reads what to_json() wrote, and believes none of it: every value is of its column's kind and
/// looks as this program writes it. Columns that the file does not have get their defaults.
/// unprocessable with a sentence that names table and column.
Result<ExportedTables> tables_from_json(const boost::json::object& json);

}  // namespace likeness::app
