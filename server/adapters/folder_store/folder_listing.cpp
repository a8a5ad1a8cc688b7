#include "adapters/folder_store/folder_listing.hpp"

#include "adapters/folder_store/durable_file.hpp"

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace likeness::folder_store {

namespace {

namespace fs = std::filesystem;

struct Walk {
    const std::string& prefix;
    const std::string from;
    std::size_t limit;
    ObjectPage page = {};
};

/// Whether a folder with this key prefix ("2026/11/") can hold keys that are wanted.
bool may_hold(const Walk& walk, const std::string& folder) {
    const std::size_t common = std::min(folder.size(), walk.prefix.size());
    const bool fits_prefix = std::string_view(folder).substr(0, common) ==
                             std::string_view(walk.prefix).substr(0, common);
    const bool is_behind = std::string_view(walk.from).substr(0, folder.size()) <= folder;
    return fits_prefix && is_behind;
}

void add_file(Walk& walk, const fs::directory_entry& entry, const std::string& name) {
    if (!name.starts_with(walk.prefix) || name <= walk.from) {
        return;
    }
    const std::optional<ObjectKey> key = ObjectKey::parse(name);
    std::error_code failed;
    const std::uint64_t size = entry.file_size(failed);
    const auto written = entry.last_write_time(failed);
    if (!key || failed) {
        return;  // not ours, or gone meanwhile
    }
    const auto modified =
        std::chrono::floor<std::chrono::milliseconds>(std::chrono::file_clock::to_sys(written));
    walk.page.objects.push_back({*key, size, modified});
}

/// Entries in the order of their keys: a folder's keys go on after its name with a slash.
std::vector<std::pair<std::string, fs::directory_entry>>
sorted_entries(const fs::path& folder, const std::string& base, std::error_code& failed) {
    std::vector<std::pair<std::string, fs::directory_entry>> entries;
    for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
         entry.increment(failed)) {
        const bool is_folder = entry->is_directory(failed);
        entries.emplace_back(
            base + entry->path().filename().string() + (is_folder ? "/" : ""), *entry
        );
    }
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        return a.first < b.first;
    });
    return entries;
}

void walk_folder(
    Walk& walk,
    const fs::path& folder,
    const std::string& base,
    std::error_code& failed
) {
    for (const auto& [name, entry] : sorted_entries(folder, base, failed)) {
        if (failed || walk.page.objects.size() >= walk.limit) {
            return;
        }
        if (!name.ends_with('/')) {
            add_file(walk, entry, name);
        } else if (may_hold(walk, name)) {
            walk_folder(walk, entry.path(), name, failed);
        }
    }
}

}  // namespace

Result<ObjectPage> list_folder(
    const fs::path& root,
    const std::string& prefix,
    const std::optional<std::string>& from,
    std::size_t limit
) {
    Walk walk{prefix, from.value_or(""), limit};
    std::error_code failed;
    walk_folder(walk, root, "", failed);
    if (failed) {
        return error_from_errno(failed.value(), root, "list");
    }
    if (walk.page.objects.size() >= limit) {
        walk.page.next = walk.page.objects.back().key.text();
    }
    return std::move(walk.page);
}

}  // namespace likeness::folder_store
