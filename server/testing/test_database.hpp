#pragma once

#include "adapters/repositories/sql_audit_repository.hpp"
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
#include "adapters/sqlite/connection.hpp"
#include "adapters/sqlite/sqlite_database.hpp"
#include "testing/repositories.hpp"
#include "testing/temporary_folder.hpp"

#include <filesystem>
#include <memory>

namespace likeness::test {

/// A real SQLite database in a temporary folder, with all repositories. Two readers and a writer
/// work on threads of their own, as in the server.
class TestDatabase final : public Repositories {
public:
    TestDatabase();

    IdentityRepository& identities() override { return identities_; }

    PersonRepository& people() override { return people_; }

    LoraRepository& loras() override { return loras_; }

    ImageRepository& images() override { return images_; }

    LibraryRepository& library() override { return library_; }

    SearchRepository& searches() override { return searches_; }

    TrashRepository& trash() override { return trash_; }

    GenerationLedger& ledger() override { return ledger_; }

    JobQueue& queue() override { return queue_; }

    AuditRepository& audit() override { return audit_; }

    UploadRepository& uploads() override { return uploads_; }

    SelectionRepository& selections() override { return selections_; }

    TrainingLedger& trainings() override { return trainings_; }

    TrainingQueue& training_queue() override { return training_queue_; }

    ShareRepository& shares() override { return shares_; }

    UsageRepository& usage() override { return usage_; }

    DraftRepository& drafts() override { return drafts_; }

    MovedImageRepository& moved_images() override { return moved_images_; }

    sqlite::SqliteDatabase& database() { return *database_; }

    /// Where it lies, for a second connection that disturbs it.
    const std::filesystem::path& file() const { return file_; }

private:
    std::unique_ptr<sqlite::SqliteDatabase> open() const;

    TemporaryFolder folder_{memory_folder()};
    std::filesystem::path file_;
    std::unique_ptr<sqlite::SqliteDatabase> database_;
    repositories::SqlIdentityRepository identities_;
    repositories::SqlPersonRepository people_;
    repositories::SqlLoraRepository loras_;
    repositories::SqlImageRepository images_;
    repositories::SqlLibraryRepository library_;
    repositories::SqlSearchRepository searches_;
    repositories::SqlTrashRepository trash_;
    repositories::SqlGenerationLedger ledger_;
    repositories::SqlJobQueue queue_;
    repositories::SqlAuditRepository audit_;
    repositories::SqlUploadRepository uploads_;
    repositories::SqlSelectionRepository selections_;
    repositories::SqlTrainingLedger trainings_;
    repositories::SqlTrainingQueue training_queue_;
    repositories::SqlShareRepository shares_;
    repositories::SqlUsageRepository usage_;
    repositories::SqlDraftRepository drafts_;
    repositories::SqlMovedImageRepository moved_images_;
};

/// While it lives, another program writes to the database: reads go on, writes are unavailable.
class DatabaseLock {
public:
    explicit DatabaseLock(const TestDatabase& database);
    ~DatabaseLock();
    DatabaseLock(const DatabaseLock&) = delete;
    DatabaseLock& operator=(const DatabaseLock&) = delete;

private:
    sqlite::Connection connection_;
};

}  // namespace likeness::test
