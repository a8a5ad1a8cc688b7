#include "app/storage.hpp"

#include "app/data_folder.hpp"
#include "app/object_fetchers.hpp"

#include <system_error>
#include <utility>

namespace likeness::app {

Storage::Storage(OpenDatabase database)
    : identities(*database.database),
      people(*database.database),
      loras(*database.database),
      images(*database.database),
      library(*database.database),
      searches(*database.database),
      trash(*database.database),
      ledger(*database.database),
      queue(*database.database),
      uploads(*database.database),
      selections(*database.database),
      trainings(*database.database),
      training_queue(*database.database),
      shares(*database.database),
      usage(*database.database),
      drafts(*database.database),
      moved_images(*database.database),
      database_(std::move(database)) {}

Result<std::unique_ptr<Storage>>
Storage::open(const Config& config, boost::asio::any_io_executor executor) {
    LIKENESS_CHECK(make_data_folder(config.data_dir));
    LIKENESS_TRY(const std::string secret, session_secret(config));

    LIKENESS_TRY(OpenDatabase database, open_database(config));
    std::unique_ptr<Storage> storage(new Storage(std::move(database)));

    ObjectsOptions object_options{config.buckets, config.public_url, secret};
    LIKENESS_TRY(
        storage->objects_,
        open_objects(config.objects, std::move(object_options), storage->clock, std::move(executor))
    );
    // As with links to objects: a key of its own.
    storage->zip_link_key_ = sha256("zip links\n" + secret);
    storage->fetcher_ = make_fetcher(storage->objects_);
    return storage;
}

}  // namespace likeness::app
