#pragma once

#include "core/ports/clock.hpp"
#include "core/ports/random.hpp"
#include "core/ports/training_repository.hpp"
#include "core/upload.hpp"

#include <vector>

namespace likeness::test {

/// Rows about trainings that are right in every part; tests change what they are about.
class TrainingSamples {
public:
    TrainingSamples(const Clock& clock, Random& random) : clock_(clock), random_(random) {}

    /// A photo of 1024 x 768 pixels with bytes of its own.
    UploadedImage upload(WalletAddress owner);
    /// A queued training of "Ada" with trigger word "adalv" for the trainer "fake", from these
    /// photos.
    NewTraining training(WalletAddress wallet, const std::vector<UploadedImage>& photos = {});
    /// What a runner would find in a trained file.
    static LoraFile file(const LoraId& id);

private:
    const Clock& clock_;
    Random& random_;
};

}  // namespace likeness::test
