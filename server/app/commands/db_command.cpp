#include "app/commands/command_tools.hpp"
#include "app/copy_database.hpp"
#include "app/database.hpp"
#include "base/json_text.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace likeness::app {

namespace {

/// The settings of this call with another database.
Result<Config> config_of_database(const CommonOptions& common, const std::string& url) {
    CommonOptions changed = common;
    changed.flags["database_url"] = url;
    return read_config(changed);
}

Catalogue catalogue_of(const Config& config) {
    return config.has_shared_database() ? Catalogue::postgres : Catalogue::sqlite;
}

void show_progress(const TableCopied& copied) {
    fmt::print(stderr, "\r{}: {} of {} rows", copied.table, copied.rows, copied.of);
    std::fflush(stderr);
}

void print_text(const std::vector<TableCopied>& tables) {
    std::int64_t rows = 0;
    for (const TableCopied& copied : tables) {
        fmt::print("{:<24} {:>12} rows\n", copied.table, copied.rows);
        rows += copied.rows;
    }
    fmt::print("{} rows are in the new database, as many as in the old one.\n", rows);
}

void print_json(const std::vector<TableCopied>& tables) {
    std::string list;
    for (const TableCopied& copied : tables) {
        list +=
            fmt::format("{}{}:{}", list.empty() ? "" : ",", json_string(copied.table), copied.rows);
    }
    fmt::print("{{\"tables\":{{{}}}}}\n", list);
}

Result<std::vector<TableCopied>> copy(const CommonOptions& common, const DbOptions& options) {
    LIKENESS_TRY(const Config from_config, config_of_database(common, options.from));
    LIKENESS_TRY(const Config to_config, config_of_database(common, options.to));
    LIKENESS_TRY(const int version, schema_version(from_config));
    if (version == 0) {
        return Error{
            ErrorCode::not_found, "There is nothing to copy: the first database is empty."};
    }
    std::set<std::string> texts;
    LIKENESS_TRY(const OpenDatabase from, open_database(from_config));
    LIKENESS_TRY(const OpenDatabase to, open_database(to_config));
    CopyOptions how;
    how.resume = options.resume;
    if (!common.json) {
        how.on_progress = show_progress;
    }
    CopyEnd source{*from.database, catalogue_of(from_config)};
    CopyEnd target{*to.database, catalogue_of(to_config)};
    Result<std::vector<TableCopied>> copied =
        CommandLoop().run(copy_database(source, target, texts, std::move(how)));
    if (!common.json) {
        fmt::print(stderr, "\n");
    }
    return copied;
}

}  // namespace

int run_db_copy(const CommonOptions& common, const DbOptions& options) {
    const Result<std::vector<TableCopied>> copied = copy(common, options);
    if (!copied) {
        return report(copied.error(), common);
    }
    if (common.json) {
        print_json(*copied);
    } else {
        print_text(*copied);
    }
    return kDone;
}

}  // namespace likeness::app
