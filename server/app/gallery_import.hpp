#pragma once

#include "app/export_tree.hpp"
#include "app/gallery_export.hpp"

namespace likeness::app {

struct ImportCounts {
    std::int64_t loras = 0;
    std::int64_t images = 0;
    std::vector<std::string> missing;  // files that the export does not have
};

/// What index.json says, checked; nothing has been written yet.
struct CheckedExport {
    ExportedTables tables;
    std::vector<ExportedObject> objects;
};

/// unprocessable with a sentence when the file is no index of an export that this program reads.
Result<CheckedExport> read_index(BytesView json);

/// Gives an empty installation the gallery of an export: ids, times and recipes as they were. Every
/// image and LoRA has to be the file that its row tells of, or is refused (unprocessable). The rows
/// come last and all at once; until then nothing is to be seen. `scratch` is a folder on the disk
/// of the store. conflict when there is a gallery already.
Task<ImportCounts> import_gallery(
    const ExportTree& tree,
    sql::Database& database,
    Catalogue catalogue,
    std::set<std::string>& texts,
    ObjectStore& objects,
    std::filesystem::path scratch
);

}  // namespace likeness::app
