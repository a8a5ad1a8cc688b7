#pragma once

#include "base/blocking_pool.hpp"
#include "core/ports/random.hpp"
#include "core/ports/training_archiver.hpp"

#include <filesystem>

namespace likeness::training_files {

/// Makes archives in a folder on local disk, on a thread of its own.
class FolderTrainingArchiver final : public TrainingArchiver {
public:
    FolderTrainingArchiver(std::filesystem::path folder, Random& random);

    Task<std::unique_ptr<ArchiveDraft>> begin() override;

private:
    std::filesystem::path folder_;
    Random& random_;
    BlockingPool pool_;
};

}  // namespace likeness::training_files
