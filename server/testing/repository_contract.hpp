#pragma once

#include "testing/fake_clock.hpp"
#include "testing/repositories.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace likeness::test {

/// What the contract suites of the repository ports share. A suite derives from it and is
/// instantiated with database_kinds(), so that one line there runs them all on another database.
class RepositoryContract : public ::testing::TestWithParam<DatabaseKind> {
protected:
    IdentityRepository& identities() { return database_->identities(); }

    PersonRepository& people() { return database_->people(); }

    LoraRepository& loras() { return database_->loras(); }

    ImageRepository& images() { return database_->images(); }

    LibraryRepository& library() { return database_->library(); }

    SearchRepository& searches() { return database_->searches(); }

    TrashRepository& trash() { return database_->trash(); }

    GenerationLedger& ledger() { return database_->ledger(); }

    JobQueue& queue() { return database_->queue(); }

    AuditRepository& audit() { return database_->audit(); }

    UploadRepository& uploads() { return database_->uploads(); }

    SelectionRepository& selections() { return database_->selections(); }

    TrainingLedger& trainings() { return database_->trainings(); }

    TrainingQueue& training_queue() { return database_->training_queue(); }

    ShareRepository& shares() { return database_->shares(); }

    UsageRepository& usage() { return database_->usage(); }

    DraftRepository& drafts() { return database_->drafts(); }

    MovedImageRepository& moved_images() { return database_->moved_images(); }

    /// A sample LoRA that is there.
    Lora added_lora(const WalletAddress& owner);
    /// Accepts it, or fails the test.
    BatchId accepted(NewBatch batch);
    /// The next job for "runner-1"; fails the test when there is none.
    LeasedJob leased();
    /// A job that the engine has taken.
    LeasedJob begun();
    /// Accepts the batch and keeps an image for each of its jobs, created at these times; returns
    /// them by index.
    std::vector<GeneratedImage> kept(NewBatch batch, const std::vector<Timestamp>& times);
    LeaseRequest lease_request(std::string owner = "runner-1") const;
    /// The batch as its rows tell it.
    GenerationBatch stored(const BatchId& id);

    TaskRunner run_;
    FakeClock clock_;
    SeededRandom random_;
    Samples samples_{clock_, random_};

private:
    std::unique_ptr<Repositories> database_ = GetParam().make();
};

/// For INSTANTIATE_TEST_SUITE_P.
inline std::string name_of_kind(const ::testing::TestParamInfo<DatabaseKind>& kind) {
    return kind.param.name;
}

}  // namespace likeness::test
