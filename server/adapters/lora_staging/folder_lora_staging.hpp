#pragma once

#include "base/blocking_pool.hpp"
#include "core/ports/lora_staging.hpp"
#include "core/ports/random.hpp"

#include <filesystem>

namespace likeness::lora_staging {

/// Takes weights files in through a folder on local disk, hashing them on the way.
class FolderLoraStaging final : public LoraStaging {
public:
    FolderLoraStaging(std::filesystem::path folder, ObjectStore& objects, Random& random);

    /// Removes what processes that died had begun. Only for the one process that holds the data
    /// folder.
    void remove_leftovers();

    Task<std::unique_ptr<LoraUpload>> begin(LoraId id) override;

private:
    std::filesystem::path folder_;
    ObjectStore& objects_;
    Random& random_;
    BlockingPool pool_;
};

/// Looks at a weights file that is on disk already: hash, size, facts. Blocks; unprocessable when
/// it is no LoRA.
Result<StagedLora> inspect_file(std::shared_ptr<const StagedFile> file);

}  // namespace likeness::lora_staging
