#pragma once

#include "base/result.hpp"
#include "core/ports/clock.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <unordered_map>

namespace likeness {

/// How often one address may try something that costs us work or could be guessed, like signing in:
/// a bucket of tokens for each address that refills steadily. Used on the I/O thread; memory is
/// bounded.
class AbuseLimits {
public:
    struct Options {
        bool enabled = true;
        double per_minute = 30;
        double burst = 30;
        std::size_t max_addresses = 100'000;

        Options() = default;
    };

    AbuseLimits(const Clock& clock, Options options);

    /// Takes one token of the address; resource_exhausted with retry_after when none is left.
    Result<void> admit(const std::string& address);

private:
    struct Bucket {
        double tokens = 0;
        Timestamp filled_at;
    };

    void forget_full_buckets(Timestamp now);

    const Clock& clock_;
    Options options_;
    std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace likeness
