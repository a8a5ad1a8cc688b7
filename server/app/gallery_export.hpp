#pragma once

#include "app/export_tables.hpp"
#include "core/image.hpp"
#include "core/ports/object_fetcher.hpp"
#include "core/ports/object_store.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace likeness::app {

/// Names in an export.
inline constexpr std::string_view kExportIndex = "index.json";
inline constexpr std::string_view kExportPage = "index.html";
inline constexpr std::string_view kExportFormat = "likeness-export";
inline constexpr std::int64_t kExportVersion = 1;

/// An object of the store and where it lies in the export.
struct ExportedObject {
    Bucket bucket = Bucket::generated;
    std::string key;
    std::string file;       // relative, segments joined by '/'
    bool is_needed = true;  // thumbnails may be missing
};

/// All objects of the gallery, in plain folders: one for each LoRA, with its file, its images under
/// names that people can read, and their thumbnails.
std::vector<ExportedObject> exported_objects(const ExportedTables& tables);

struct ExportCounts {
    std::int64_t loras = 0;
    std::int64_t images = 0;
    std::uint64_t bytes = 0;
    std::vector<std::string> missing;  // files that the store does not have
};

/// Writes the gallery into an empty or new folder: its objects, index.json with all that the
/// database knows of them, and index.html, which opens from disk. conflict when something is there
/// already; unavailable when it cannot be written.
Task<ExportCounts> export_gallery(
    const ExportedTables& tables,
    ObjectStore& objects,
    ObjectFetcher& fetcher,
    std::filesystem::path folder,
    std::string exported_at
);

/// The page; `objects` as exported.
std::string export_page(
    const ExportedTables& tables,
    const std::vector<ExportedObject>& objects,
    std::string_view exported_at
);

}  // namespace likeness::app
