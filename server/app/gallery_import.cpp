#include "app/gallery_import.hpp"

#include "base/digest.hpp"

#include <boost/json/parse.hpp>

#include <array>
#include <fstream>
#include <map>
#include <optional>
#include <utility>

namespace likeness::app {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

constexpr std::uint64_t kMaxIndexBytes = std::uint64_t{1} << 30U;

Error no_export(std::string why) {
    return {
        ErrorCode::unprocessable, "This is no export that can be read: " + std::move(why) + "."};
}

std::optional<Bucket> bucket_named(std::string_view name) {
    if (name == "loras") {
        return Bucket::loras;
    }
    return name == "generated" ? std::optional(Bucket::generated) : std::nullopt;
}

Result<ExportedObject> object_from(const json::value& given) {
    const json::array* entry = given.if_array();
    const bool is_triple = entry != nullptr && entry->size() == 3 && (*entry)[0].is_string() &&
                           (*entry)[1].is_string() && (*entry)[2].is_string();
    if (!is_triple) {
        return no_export("its list of files is damaged");
    }
    const auto bucket = bucket_named((*entry)[0].get_string());
    const auto key = ObjectKey::parse((*entry)[1].get_string());
    const std::string file((*entry)[2].get_string());
    if (!bucket || !key || !is_plain_path(file)) {
        return no_export("its list of files names " + file.substr(0, 200));
    }
    return ExportedObject{*bucket, key->text(), file};
}

/// Hashes by key, of what has to be the very file.
std::map<std::string, std::string> known_hashes(const ExportedTables& tables, Bucket bucket) {
    const bool is_weights = bucket == Bucket::loras;
    const ExportedTable& table =
        table_named(tables, is_weights ? "lora_trainings" : "generated_images");
    std::map<std::string, std::string> hashes;
    for (const Row& row : table.rows) {
        hashes.emplace(
            table.text(row, is_weights ? "weights_path" : "path"),
            table.text(row, is_weights ? "weights_sha256" : "sha256")
        );
    }
    return hashes;
}

std::string hash_of_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::array<char, 1 << 16> piece{};
    Sha256 hash;
    while (in.read(piece.data(), piece.size()) || in.gcount() > 0) {
        hash.update({piece.data(), static_cast<std::size_t>(in.gcount())});
    }
    return to_hex(hash.finish());
}

/// By the key, which the store serves it under.
std::string content_type_of_key(std::string_view key) {
    if (key.ends_with(".webp")) {
        return "image/webp";
    }
    if (key.ends_with(".png")) {
        return "image/png";
    }
    return key.ends_with(".jpg") ? "image/jpeg" : "application/octet-stream";
}

/// Objects that no row tells of would lie in the store for ever.
bool is_known(
    const std::map<std::string, std::string>& hashes,
    const std::map<std::string, std::string>& covers,
    const std::string& key
) {
    const std::string folder = key.substr(0, key.rfind('/') + 1);
    const auto begins = [&](const std::map<std::string, std::string>& keys) {
        const auto next = keys.lower_bound(folder);
        return next != keys.end() && next->first.starts_with(folder);
    };
    return hashes.contains(key) || (!folder.empty() && (begins(hashes) || begins(covers)));
}

std::map<std::string, std::string> covers_in(const ExportedTables& tables) {
    const ExportedTable& loras = table_named(tables, "lora_trainings");
    std::map<std::string, std::string> covers;
    for (const Row& row : loras.rows) {
        covers.emplace(loras.text(row, "cover_path"), loras.text(row, "cover_bucket"));
    }
    return covers;
}

class ObjectImport {
public:
    ObjectImport(
        const ExportTree& tree,
        const CheckedExport& index,
        ObjectStore& objects,
        fs::path scratch
    )
        : tree_(tree),
          objects_(objects),
          scratch_(std::move(scratch)),
          weights_(known_hashes(index.tables, Bucket::loras)),
          images_(known_hashes(index.tables, Bucket::generated)),
          covers_(covers_in(index.tables)) {}

    Task<void> take(const ExportedObject& object) {
        const auto& hashes = object.bucket == Bucket::loras ? weights_ : images_;
        if (!is_known(hashes, covers_, object.key)) {
            co_return no_export("nothing tells of its file " + object.file);
        }
        const fs::path file = scratch_ / "object";
        LIKENESS_CO_CHECK(tree_.copy(object.file, file));
        const auto expected = hashes.find(object.key);
        if (expected != hashes.end() && hash_of_file(file) != expected->second) {
            co_return no_export("its file " + object.file + " was changed");
        }
        co_return co_await objects_.put_file(
            object.bucket, ObjectKey::trusted(object.key), file, content_type_of_key(object.key)
        );
    }

private:
    const ExportTree& tree_;
    ObjectStore& objects_;
    fs::path scratch_;
    std::map<std::string, std::string> weights_;
    std::map<std::string, std::string> images_;
    std::map<std::string, std::string> covers_;
};

}  // namespace

Result<CheckedExport> read_index(BytesView text) {
    boost::system::error_code failed;
    const json::value value = json::parse(text, failed);
    const json::object* index = failed ? nullptr : value.if_object();
    const json::value* format = index == nullptr ? nullptr : index->if_contains("format");
    const json::value* version = index == nullptr ? nullptr : index->if_contains("version");
    if (format == nullptr || *format != json::value(kExportFormat) || version == nullptr) {
        return no_export("its index.json is not one of Likeness");
    }
    if (*version != json::value(kExportVersion)) {
        return no_export("a newer Likeness has made it");
    }
    const json::value* tables = index->if_contains("tables");
    const json::value* files = index->if_contains("files");
    if (tables == nullptr || !tables->is_object() || files == nullptr || !files->is_array()) {
        return no_export("its index.json is damaged");
    }
    CheckedExport checked;
    LIKENESS_TRY(checked.tables, tables_from_json(tables->get_object()));
    for (const json::value& file : files->get_array()) {
        LIKENESS_TRY(ExportedObject object, object_from(file));
        checked.objects.push_back(std::move(object));
    }
    return checked;
}

Task<ImportCounts> import_gallery(
    const ExportTree& tree,
    sql::Database& database,
    Catalogue catalogue,
    std::set<std::string>& texts,
    ObjectStore& objects,
    fs::path scratch
) {
    const Result<Bytes> text = tree.read(std::string(kExportIndex), kMaxIndexBytes);
    if (!text) {
        co_return no_export("it has no index.json, or one that is too large");
    }
    LIKENESS_CO_TRY(const CheckedExport index, read_index(*text));
    LIKENESS_CO_CHECK(co_await require_no_gallery(database, texts));
    ImportCounts counts;
    ObjectImport import(tree, index, objects, std::move(scratch));
    for (const ExportedObject& object : index.objects) {
        const Result<void> taken = co_await import.take(object);
        if (!taken && taken.error().code == ErrorCode::not_found) {
            counts.missing.push_back(object.file);
        } else if (!taken) {
            co_return taken.error();
        }
    }
    LIKENESS_CO_CHECK(co_await write_gallery(database, catalogue, texts, index.tables));
    counts.loras =
        static_cast<std::int64_t>(table_named(index.tables, "lora_trainings").rows.size());
    counts.images =
        static_cast<std::int64_t>(table_named(index.tables, "generated_images").rows.size());
    co_return counts;
}

}  // namespace likeness::app
