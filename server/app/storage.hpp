#pragma once

#include "adapters/repositories/sql_draft_repository.hpp"
#include "adapters/repositories/sql_generation_ledger.hpp"
#include "adapters/repositories/sql_identity_repository.hpp"
#include "adapters/repositories/sql_image_repository.hpp"
#include "adapters/repositories/sql_job_queue.hpp"
#include "adapters/repositories/sql_library_repository.hpp"
#include "adapters/repositories/sql_lora_repository.hpp"
#include "adapters/repositories/sql_moved_image_repository.hpp"
#include "adapters/repositories/sql_person_repository.hpp"
#include "adapters/repositories/sql_search_repository.hpp"
#include "adapters/repositories/sql_selection_repository.hpp"
#include "adapters/repositories/sql_share_repository.hpp"
#include "adapters/repositories/sql_training_ledger.hpp"
#include "adapters/repositories/sql_training_queue.hpp"
#include "adapters/repositories/sql_trash_repository.hpp"
#include "adapters/repositories/sql_upload_repository.hpp"
#include "adapters/repositories/sql_usage_repository.hpp"
#include "adapters/system/system_clock.hpp"
#include "app/config.hpp"
#include "app/database.hpp"
#include "app/opened_objects.hpp"
#include "core/ports/object_fetcher.hpp"

#include <memory>

namespace likeness::app {

/// What is kept: database and objects, opened. Commands use it beside a running server; both then
/// share the files.
class Storage {
public:
    /// Makes the data folder and the schema when they are missing. Errors are sentences for the
    /// operator. What waits for others does so on `executor`, which must outlive this.
    static Result<std::unique_ptr<Storage>>
    open(const Config& config, boost::asio::any_io_executor executor);

    SystemClock clock;
    SystemRandom random;

    sql::Database& database() { return *database_.database; }

    DatabaseCounts database_counts() const { return database_.counts(); }

    ObjectStore& objects() { return *objects_.store; }

    /// The store, if it is a folder on this machine: its links lead to us.
    folder_store::FolderStore* folder() { return objects_.folder; }

    /// Signs the addresses of archives.
    const Bytes& zip_link_key() const { return zip_link_key_; }

    ObjectFetcher& fetcher() { return *fetcher_; }

    /// Where else pages get images from.
    std::vector<std::string> object_origins() const { return objects_.origins(); }

    repositories::SqlIdentityRepository identities;
    repositories::SqlPersonRepository people;
    repositories::SqlLoraRepository loras;
    repositories::SqlImageRepository images;
    repositories::SqlLibraryRepository library;
    repositories::SqlSearchRepository searches;
    repositories::SqlTrashRepository trash;
    repositories::SqlGenerationLedger ledger;
    repositories::SqlJobQueue queue;
    repositories::SqlUploadRepository uploads;
    repositories::SqlSelectionRepository selections;
    repositories::SqlTrainingLedger trainings;
    repositories::SqlTrainingQueue training_queue;
    repositories::SqlShareRepository shares;
    repositories::SqlUsageRepository usage;
    repositories::SqlDraftRepository drafts;
    repositories::SqlMovedImageRepository moved_images;

private:
    explicit Storage(OpenDatabase database);

    OpenDatabase database_;
    OpenedObjects objects_;
    std::unique_ptr<ObjectFetcher> fetcher_;
    Bytes zip_link_key_;
};

}  // namespace likeness::app
