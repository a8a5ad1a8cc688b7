#include "app/storage.hpp"

#include "app/data_folder.hpp"
#include "app/object_fetchers.hpp"

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
      uploads(*database),
      trainings(*database),
      training_queue(*database),
      database_(std::move(database)) {}

Result<std::unique_ptr<Storage>>
Storage::open(const Config& config, boost::asio::any_io_executor executor) {
    LIKENESS_CHECK(make_data_folder(config.data_dir));
    LIKENESS_TRY(const std::string secret, session_secret(config));

    sqlite::SqliteDatabase::Options database_options;
    database_options.file = config.database_file;
    LIKENESS_TRY(
        std::unique_ptr<sqlite::SqliteDatabase> database,
        sqlite::SqliteDatabase::open(std::move(database_options))
    );
    std::unique_ptr<Storage> storage(new Storage(std::move(database)));

    ObjectsOptions object_options{config.buckets, config.public_url, secret};
    LIKENESS_TRY(
        storage->objects_,
        open_objects(config.objects, std::move(object_options), storage->clock, std::move(executor))
    );
    storage->fetcher_ = make_fetcher(storage->objects_);
    return storage;
}

}  // namespace likeness::app
