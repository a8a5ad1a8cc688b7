#pragma once

#include "adapters/training_files/folder_training_archiver.hpp"
#include "adapters/training_files/folder_upload_intake.hpp"
#include "api/services.hpp"
#include "app/storage.hpp"
#include "core/keep_training.hpp"
#include "core/pack_training.hpp"
#include "core/train_loras.hpp"
#include "core/training_runner.hpp"
#include "core/uploads.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <functional>

namespace likeness::app {

/// The part of the studio that trains LoRAs: uploads, the runner and what keeps them tidy.
class TrainingStudio {
public:
    /// `trainer` may be null: uploads are taken then, and trainings refused. Files on their way lie
    /// in `staging_folder`. `node` names this process in leases.
    TrainingStudio(
        asio::any_io_executor executor,
        Storage& storage,
        const std::filesystem::path& staging_folder,
        LoraStaging& staging,
        People& people,
        LoraTrainer* trainer,
        std::string node,
        QuotaRule quota
    );

    /// Removes photos that nobody used in time, as long as `goes_on` says so.
    asio::awaitable<void> remove_expired_uploads(std::function<bool()> goes_on);

    api::TrainingServices services();

    training_files::FolderUploadIntake intake;
    training_files::FolderTrainingArchiver archiver;
    Uploads uploads;
    PackTraining pack;
    KeepTraining keep;
    TrainingBell bell;
    TrainingRunner runner;
    TrainLoras train;

private:
    TrainingLedger& ledger_;
};

}  // namespace likeness::app
