#include "app/gallery_export.hpp"

#include "core/file_names.hpp"

#include <boost/json/serialize.hpp>

#include <fstream>
#include <map>
#include <system_error>
#include <utility>

namespace likeness::app {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

std::string_view name_of(Bucket bucket) {
    return bucket == Bucket::loras ? "loras" : "generated";
}

std::string extension_of(const std::string& key) {
    return key.substr(key.rfind('.') + 1);
}

std::string without_extension(const std::string& name) {
    return name.substr(0, name.rfind('.'));
}

void add_thumbnails(
    std::vector<ExportedObject>& objects,
    Bucket bucket,
    const std::string& key,
    const std::string& folder,
    const std::string& name
) {
    for (const int side : {384, 768}) {
        const ObjectKey thumbnail = thumbnail_key(ObjectKey::trusted(key), side);
        const std::string file = folder + "/thumbnails/" + without_extension(name) + "-" +
                                 std::to_string(side) + ".webp";
        objects.push_back({bucket, thumbnail.text(), file, false});
    }
}

/// Of an image row, as for a download in an archive.
std::string file_name(const ExportedTable& images, const Row& row, UniqueNames& names) {
    const auto seed = static_cast<std::uint64_t>(images.integer(row, "seed"));
    std::string name = images.text(row, "created_at").substr(0, 10);
    const std::string words = slug(images.text(row, "prompt"));
    name += (words.empty() ? "" : "-" + words) + "-" + std::to_string(seed);
    return names.take(name + "." + extension_of(images.text(row, "path")));
}

Result<void> write_text(const fs::path& file, std::string_view text) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(text.data(), static_cast<std::streamsize>(text.size()));
    if (!out.flush()) {
        return Error::unavailable("The file " + file.string() + " cannot be written.");
    }
    return {};
}

Result<void> make_empty_folder(const fs::path& folder) {
    std::error_code failed;
    fs::create_directories(folder, failed);
    const bool is_empty = !failed && fs::is_empty(folder, failed);
    if (failed) {
        return Error::unavailable(
            "The folder " + folder.string() + " cannot be made: " + failed.message()
        );
    }
    if (!is_empty) {
        return Error{
            ErrorCode::conflict,
            "The folder " + folder.string() + " is not empty. Name a new one."};
    }
    return {};
}

std::string index_text(
    const ExportedTables& tables,
    const std::vector<ExportedObject>& objects,
    const std::string& exported_at
) {
    json::array files;
    for (const ExportedObject& object : objects) {
        json::array entry;
        entry.emplace_back(name_of(object.bucket));
        entry.emplace_back(object.key);
        entry.emplace_back(object.file);
        files.push_back(std::move(entry));
    }
    json::object index;
    index["format"] = kExportFormat;
    index["version"] = kExportVersion;
    index["exportedAt"] = exported_at;
    index["files"] = std::move(files);
    index["tables"] = to_json(tables);
    return json::serialize(index) + "\n";
}

}  // namespace

std::vector<ExportedObject> exported_objects(const ExportedTables& tables) {
    const ExportedTable& loras = table_named(tables, "lora_trainings");
    const ExportedTable& images = table_named(tables, "generated_images");
    std::vector<ExportedObject> objects;
    std::map<std::string, std::string> folders;  // by LoRA
    std::map<std::string, UniqueNames> names;    // by folder
    for (const Row& row : loras.rows) {
        const std::string words = slug(loras.text(row, "name"));
        const std::string number = std::to_string(loras.integer(row, "number"));
        const std::string folder = (words.empty() ? "lora" : words) + "-" + number;
        folders.emplace(loras.text(row, "id"), folder);
        const bool is_removed = !loras.text(row, "removed_at").empty();
        const std::string weights = loras.text(row, "weights_path");
        if (!weights.empty()) {
            objects.push_back({Bucket::loras, weights, folder + "/lora.safetensors", !is_removed});
        }
        const std::string cover = loras.text(row, "cover_path");
        if (loras.text(row, "cover_bucket") == "loras" && !cover.empty()) {
            const std::string name = "cover." + extension_of(cover);
            objects.push_back({Bucket::loras, cover, folder + "/" + name, false});
            add_thumbnails(objects, Bucket::loras, cover, folder, name);
        }
    }
    for (const Row& row : images.rows) {
        const std::string& folder = folders.at(images.text(row, "lora_training_id"));
        const std::string name = file_name(images, row, names[folder]);
        const std::string key = images.text(row, "path");
        objects.push_back({Bucket::generated, key, folder + "/" + name});
        add_thumbnails(objects, Bucket::generated, key, folder, name);
    }
    return objects;
}

Task<ExportCounts> export_gallery(
    const ExportedTables& tables,
    ObjectStore& objects,
    ObjectFetcher& fetcher,
    fs::path folder,
    std::string exported_at
) {
    LIKENESS_CO_CHECK(make_empty_folder(folder));
    ExportCounts counts;
    counts.loras = static_cast<std::int64_t>(table_named(tables, "lora_trainings").rows.size());
    counts.images = static_cast<std::int64_t>(table_named(tables, "generated_images").rows.size());
    std::vector<ExportedObject> there;
    for (ExportedObject& object : exported_objects(tables)) {
        Result<StoredObject> found =
            co_await objects.stat(object.bucket, ObjectKey::trusted(object.key));
        if (!found && found.error().code != ErrorCode::not_found) {
            co_return found.error();
        }
        if (!found) {
            if (object.is_needed) {
                counts.missing.push_back(object.file);
            }
            continue;
        }
        std::error_code ignored;
        fs::create_directories((folder / object.file).parent_path(), ignored);
        counts.bytes += found->size;
        LIKENESS_CO_CHECK(
            co_await fetcher.fetch(object.bucket, *std::move(found), folder / object.file)
        );
        there.push_back(std::move(object));
    }
    LIKENESS_CO_CHECK(write_text(folder / kExportPage, export_page(tables, there, exported_at)));
    // Last: an export that was cut off has none and is not taken for a whole one.
    LIKENESS_CO_CHECK(write_text(folder / kExportIndex, index_text(tables, there, exported_at)));
    co_return counts;
}

}  // namespace likeness::app
