#pragma once

#include "core/ports/image_finisher.hpp"
#include "testing/faults.hpp"

#include <vector>

namespace likeness::test {

/// Looks at no pixel: the file is the engine's bytes, the thumbnails are two texts, size and format
/// are those it is told.
class StubFinisher final : public ImageFinisher {
public:
    Task<FinishedImage> finish(Bytes bytes, ImageRecipe recipe) override;
    /// The same behind the word "bare ".
    Task<Bytes> without_recipe(Bytes file) override;

    Faults faults;
    ImageSize size = {768, 1024};
    OutputFormat format = OutputFormat::jpeg;
    std::vector<ImageRecipe> recipes;  // it was given, in order
};

}  // namespace likeness::test
