#include "app/gallery_import.hpp"

#include <cstdint>
#include <cstdlib>

/// Any text as index.json: what is believed leads nowhere but down, and every row is complete.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace likeness;  // NOLINT(google-build-using-namespace): a program of one function
    const auto index = app::read_index({reinterpret_cast<const char*>(data), size});
    if (!index) {
        return 0;
    }
    for (const app::ExportedObject& object : index->objects) {
        if (!app::is_plain_path(object.file) || !ObjectKey::parse(object.key)) {
            std::abort();
        }
    }
    for (const app::ExportedTable& table : index->tables) {
        for (const app::Row& row : table.rows) {
            if (row.size() != table.columns.size()) {
                std::abort();
            }
        }
    }
    return 0;
}
