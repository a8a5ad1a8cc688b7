#pragma once

#include "base/blocking_pool.hpp"
#include "core/ports/random.hpp"
#include "core/ports/upload_intake.hpp"

#include <filesystem>

namespace likeness::training_files {

/// Takes uploads in through a folder on local disk and looks at them on threads of its own.
class FolderUploadIntake final : public UploadIntake {
public:
    /// What processes that died left in the folder is for its owner to remove.
    FolderUploadIntake(std::filesystem::path folder, Random& random);

    Task<std::unique_ptr<IncomingUpload>> begin(std::string file_name) override;

private:
    std::filesystem::path folder_;
    Random& random_;
    BlockingPool pool_;
};

}  // namespace likeness::training_files
