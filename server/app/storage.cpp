#include "app/storage.hpp"

#include "app/data_folder.hpp"
#include "base/digest.hpp"

#include <system_error>
#include <utility>

namespace likeness::app {

Storage::Storage(std::unique_ptr<sqlite::SqliteDatabase> database)
    : identities(*database),
      people(*database),
      loras(*database),
      images(*database),
      ledger(*database),
      queue(*database),
      database_(std::move(database)) {}

Result<std::unique_ptr<Storage>> Storage::open(const Config& config) {
    LIKENESS_CHECK(make_data_folder(config.data_dir));
    LIKENESS_TRY(const std::string secret, session_secret(config));

    sqlite::SqliteDatabase::Options database_options;
    database_options.file = config.database_file;
    LIKENESS_TRY(
        std::unique_ptr<sqlite::SqliteDatabase> database,
        sqlite::SqliteDatabase::open(std::move(database_options))
    );
    std::unique_ptr<Storage> storage(new Storage(std::move(database)));

    folder_store::FolderStore::Options object_options;
    object_options.root = config.objects_folder;
    object_options.buckets = config.buckets;
    object_options.public_url = config.public_url;
    // Links have a key of their own, so that none of them tells anything about the secret.
    object_options.link_key = sha256("object links\n" + secret);
    LIKENESS_TRY(
        storage->objects_,
        folder_store::FolderStore::open(std::move(object_options), storage->clock)
    );
    return storage;
}

}  // namespace likeness::app
