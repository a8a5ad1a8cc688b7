#pragma once

#include "base/blocking_pool.hpp"
#include "core/ports/image_finisher.hpp"

#include <string>

namespace likeness::image_finisher {

/// Finishes images on threads of its own, with the imaging module.
class PooledImageFinisher final : public ImageFinisher {
public:
    /// `software` goes into the recipes: "Likeness 0.1.0".
    PooledImageFinisher(std::string software, std::size_t threads);

    Task<FinishedImage> finish(Bytes bytes, ImageRecipe recipe) override;
    Task<Bytes> without_recipe(Bytes file) override;

private:
    std::string software_;
    BlockingPool pool_;
};

/// The work itself: blocks for 20 to 40 ms.
Result<FinishedImage>
finish_image(const Bytes& bytes, const ImageRecipe& recipe, const std::string& software);

}  // namespace likeness::image_finisher
