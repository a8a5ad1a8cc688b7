#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace likeness {

/// Durations counted into buckets, as Prometheus wants them. One thread at a time.
class DurationHistogram {
public:
    /// Upper bounds in seconds, each inclusive; finer between 10 and 100 ms, where an image becomes
    /// visible.
    static constexpr std::array<double, 18> kBounds{
        0.0005,
        0.001,
        0.0025,
        0.005,
        0.01,
        0.015,
        0.02,
        0.03,
        0.04,
        0.05,
        0.06,
        0.08,
        0.1,
        0.25,
        0.5,
        1,
        5,
        30};

    void add(std::chrono::steady_clock::duration duration);

    /// How many were at most kBounds[index]; how many at all if index is kBounds.size().
    std::uint64_t at_most(std::size_t index) const;

    std::uint64_t count() const { return at_most(kBounds.size()); }

    double total_seconds() const { return total_seconds_; }

private:
    std::array<std::uint64_t, kBounds.size() + 1> buckets_{};
    double total_seconds_ = 0;
};

}  // namespace likeness
