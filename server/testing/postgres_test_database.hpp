#pragma once

#include "adapters/postgres/postgres_database.hpp"
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
#include "testing/postgres_cluster.hpp"
#include "testing/repositories.hpp"

#include <memory>
#include <string>

namespace likeness::test {

/// One node on a PostgreSQL database, with all repositories; by itself on a database of its own,
/// or beside others on theirs.
class PostgresTestDatabase final : public Repositories {
public:
    PostgresTestDatabase();
    explicit PostgresTestDatabase(std::shared_ptr<PostgresDatabaseName> name);

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

    postgres::PostgresDatabase& database() { return *database_; }

    const std::shared_ptr<PostgresDatabaseName>& name() const { return name_; }

private:
    std::shared_ptr<PostgresDatabaseName> name_;
    std::unique_ptr<postgres::PostgresDatabase> database_;
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

}  // namespace likeness::test
