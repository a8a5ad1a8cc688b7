#pragma once

#include "core/moved_image.hpp"
#include "testing/samples.hpp"

namespace likeness::test {

/// An image of A1111 that is about to move in: "a fox in the snow", made with "mira", which is no
/// LoRA of ours.
NewMovedImage
moved_image(Samples& samples, Random& random, const WalletAddress& owner, Timestamp made_at);

}  // namespace likeness::test
