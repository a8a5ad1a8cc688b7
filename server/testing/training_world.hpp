#pragma once

#include "adapters/lora_staging/folder_lora_staging.hpp"
#include "core/keep_training.hpp"
#include "core/pack_training.hpp"
#include "core/people.hpp"
#include "core/train_loras.hpp"
#include "core/training_runner.hpp"
#include "testing/fake_clock.hpp"
#include "testing/fake_trainer.hpp"
#include "testing/memory_object_store.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/temporary_folder.hpp"
#include "testing/test_database.hpp"
#include "testing/training_samples.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace likeness::test {

/// Makes archives that people can read: each picture's bytes, its crop and its caption on a line.
class StubArchiver final : public TrainingArchiver {
public:
    explicit StubArchiver(std::filesystem::path folder) : folder_(std::move(folder)) {}

    Task<std::unique_ptr<ArchiveDraft>> begin() override;

    Faults faults;  // of ArchiveDraft::add()

private:
    std::filesystem::path folder_;
};

/// What stays when a process of ours ends: the database, the store, the trainer, the time of day.
struct TrainingWorld {
    /// Photos that are there, row and file; the file's bytes are "photo 1" and so on.
    std::vector<UploadedImage> add_photos(int count, int wallet = 1);

    TaskRunner run;
    FakeClock clock;
    SeededRandom random;
    TrainingSamples samples{clock, random};
    TestDatabase database;
    MemoryObjectStore store{run.executor()};
    FakeTrainer trainer{run.executor()};
    TemporaryFolder folder{memory_folder()};
};

/// A runner's options for tests: it looks about every few milliseconds.
TrainingRunner::Options quick_training_options(std::string owner = "process-1");

/// The training quota of these processes.
inline constexpr QuotaRule kSampleTrainingQuota{5, std::chrono::hours{24}, false};

/// One process of ours that sees trainings through, wired as in the server; it is drained when it
/// goes.
struct TrainingProcess {
    explicit TrainingProcess(
        TrainingWorld& the_world,
        TrainingRunner::Options options = quick_training_options()
    );
    ~TrainingProcess();
    TrainingProcess(const TrainingProcess&) = delete;
    TrainingProcess& operator=(const TrainingProcess&) = delete;

    /// What a maker asks for: "Ada" from these photos.
    static TrainRequest request(const std::vector<UploadedImage>& photos);
    /// Accepts a training from four new photos, or throws.
    LoraId submit(int wallet = 1);
    /// The training once it has ended; throws when that takes more than some seconds.
    Training ended(const LoraId& id);
    /// The training as its rows tell it.
    Training stored(const LoraId& id);
    Lora lora(const LoraId& id);

    Caller caller(int wallet = 1) const { return {sample_wallet(wallet), false}; }

    TrainingWorld& world;
    lora_staging::FolderLoraStaging staging;
    StubArchiver archiver;
    PackTraining pack;
    KeepTraining keep;
    TrainingBell bell;
    TrainingRunner runner;
    People people;
    TrainLoras train;
};

}  // namespace likeness::test
