#include "sql/migrations.hpp"

#include "base/embedded_file.hpp"

#include <string>

namespace likeness::sql {

std::span<const EmbeddedFile> migration_files();

namespace {

std::vector<Migration> make_migrations() {
    std::vector<Migration> list;
    for (const EmbeddedFile& file : migration_files()) {  // sorted: 001_..., 002_...
        list.push_back({static_cast<int>(list.size()) + 1, file.path, file.bytes});
    }
    return list;
}

}  // namespace

std::span<const Migration> migrations() {
    static const std::vector<Migration> list = make_migrations();
    return list;
}

std::vector<std::string_view> statements_of(const Migration& migration) {
    std::vector<std::string_view> statements;
    std::string_view rest = migration.text;
    while (true) {
        const std::size_t end = rest.find(";\n");
        if (end == std::string_view::npos) {
            return statements;
        }
        statements.push_back(rest.substr(0, end));
        rest.remove_prefix(end + 2);
    }
}

Result<std::span<const Migration>> pending_migrations(int current) {
    const std::span<const Migration> all = migrations();
    if (current > static_cast<int>(all.size())) {
        return Error{
            ErrorCode::unavailable,
            "The database was made by a newer version of Likeness. Please start that version.",
            "database version " + std::to_string(current) + ", this program knows " +
                std::to_string(all.size())};
    }
    return all.subspan(static_cast<std::size_t>(current));
}

}  // namespace likeness::sql
