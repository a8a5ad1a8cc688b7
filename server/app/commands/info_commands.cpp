#include "adapters/postgres/connection_settings.hpp"
#include "api/openapi.hpp"
#include "app/commands/command_tools.hpp"
#include "app/data_folder.hpp"
#include "app/database.hpp"
#include "app/version.hpp"
#include "sql/migrations.hpp"

#include <fmt/format.h>

namespace likeness::app {

namespace {

std::string shown(const SettingRow& row, const SettingValue& value) {
    if (row.key == "database_url") {
        return postgres::without_password(value.text);
    }
    return row.is_secret && !value.text.empty() ? "********" : value.text;
}

}  // namespace

int run_config(const CommonOptions& common) {
    const Result<Settings> settings = Settings::resolve(common.flags);
    if (!settings) {
        return report(settings.error(), common);
    }
    std::string json;
    for (const SettingRow& row : setting_rows()) {
        const SettingValue& value = settings->value(row.key);
        if (common.json) {
            json += json.empty() ? "" : ",";
            json += json_string(row.key) + ":{\"value\":" + json_string(shown(row, value)) +
                    ",\"source\":" + json_string(value.source) +
                    ",\"variable\":" + json_string(row.variable) + "}";
        } else {
            fmt::print(
                "{:<22} {:<42} {:<16} {}\n", row.key, shown(row, value), value.source, row.help
            );
        }
    }
    if (common.json) {
        fmt::print("{{{}}}\n", json);
    }
    const Result<Config> config = Config::from(*settings);
    return config ? kDone : report(config.error(), {});
}

int run_migrate(const CommonOptions& common) {
    const Result<Config> config = read_config(common);
    if (!config) {
        return report(config.error(), common);
    }
    const Result<void> folder = make_data_folder(config->data_dir);
    if (!folder) {
        return report(folder.error(), common);
    }
    const Result<int> before = schema_version(*config);
    const Result<int> after = before ? migrate(*config) : before;
    if (!after) {
        return report(after.error(), common);
    }
    if (common.json) {
        fmt::print("{{\"before\":{},\"after\":{}}}\n", *before, *after);
    } else if (*before == *after) {
        fmt::print("The database is up to date (version {}).\n", *after);
    } else {
        fmt::print("The database went from version {} to version {}.\n", *before, *after);
    }
    return kDone;
}

int run_openapi(bool as_typescript) {
    const api::OperationTable table(api::operations());
    // A document that is committed must not depend on where it was made: addresses are relative.
    fmt::print(
        "{}",
        as_typescript ? api::typescript_module(table) : api::openapi_document(table, kVersion, "/")
    );
    return kDone;
}

}  // namespace likeness::app
