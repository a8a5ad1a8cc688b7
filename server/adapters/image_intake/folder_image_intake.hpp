#pragma once

#include "base/blocking_pool.hpp"
#include "core/ports/image_intake.hpp"
#include "core/ports/random.hpp"

#include <filesystem>

namespace likeness::image_intake {

/// Takes images in through a folder on local disk and looks at them on threads of its own: memory
/// holds one image a thread, however many come.
class FolderImageIntake final : public ImageIntake {
public:
    /// What processes that died left in the folder is for its owner to remove.
    FolderImageIntake(std::filesystem::path folder, Random& random);

    Task<std::unique_ptr<IncomingImage>> begin() override;
    Task<InspectedImage> inspect(StagedImage image, std::string sidecar) override;

private:
    std::filesystem::path folder_;
    Random& random_;
    BlockingPool pool_;
};

/// The look itself: blocks for 20 to 60 ms.
Result<InspectedImage> inspect_image(BytesView file, std::string_view sidecar);

}  // namespace likeness::image_intake
