#pragma once

#include "core/generation.hpp"
#include "core/lora.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/generation_repository.hpp"
#include "core/ports/random.hpp"

namespace likeness::test {

/// A wallet; the same for the same number from 1 to 255.
WalletAddress sample_wallet(int number);

/// Rows that are right in every part; tests change what they are about.
class Samples {
public:
    Samples(const Clock& clock, Random& random) : clock_(clock), random_(random) {}

    /// A completed public LoRA for the fake engine: "Paper Boats", trigger word "pprbts".
    Lora lora(WalletAddress owner);
    /// A queued batch of "a lighthouse" with as many jobs, whose seeds begin at 7; 8 a day are
    /// allowed.
    NewBatch batch(const Lora& lora, WalletAddress wallet, int jobs = 1);
    /// What a runner would keep for the job.
    static GeneratedImage image(const LeasedJob& job, Timestamp created_at);

private:
    const Clock& clock_;
    Random& random_;
};

}  // namespace likeness::test
