#pragma once

#include "base/digest.hpp"
#include "core/ports/random.hpp"

#include <mutex>
#include <string>
#include <utility>

namespace likeness::test {

/// Bytes that look random and are the same in every run: SHA-256 of a seed and a counter.
/// Thread-safe.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::string seed = "likeness") : seed_(std::move(seed)) {}

    Bytes bytes(std::size_t count) override {
        const std::lock_guard lock(mutex_);
        Bytes bytes;
        while (bytes.size() < count) {
            bytes += sha256(seed_ + std::to_string(counter_++));
        }
        bytes.resize(count);
        return bytes;
    }

private:
    std::mutex mutex_;
    std::string seed_;
    std::uint64_t counter_ = 0;
};

}  // namespace likeness::test
