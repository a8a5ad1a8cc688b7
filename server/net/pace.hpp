#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace likeness::net {

using SteadyTime = std::chrono::steady_clock::time_point;

/// Decides how long to wait for a client that sends a body or takes an answer: never longer than
/// `stall` for the next byte, and over the whole of it no longer than `stall` plus a second for
/// every `min_rate` bytes that have moved. Only waiting counts, so that a busy server is not held
/// against its clients.
class Pace {
public:
    Pace(std::chrono::milliseconds stall, std::uint64_t min_rate)
        : stall_(stall),
          min_rate_(std::max<std::uint64_t>(min_rate, 1)) {}

    void moved(std::uint64_t bytes) { moved_ += bytes; }

    void waited(std::chrono::steady_clock::duration time) { waited_ += time; }

    /// When a wait that begins now must end.
    SteadyTime deadline(SteadyTime now) const {
        // Past this many seconds of credit the rate cannot be what ends the wait.
        constexpr std::uint64_t kMaxCredit = 1'000'000;
        const std::chrono::seconds credit(
            static_cast<std::int64_t>(std::min(moved_ / min_rate_, kMaxCredit))
        );
        return now +
               std::min<std::chrono::steady_clock::duration>(stall_, stall_ + credit - waited_);
    }

private:
    std::chrono::milliseconds stall_;
    std::uint64_t min_rate_;
    std::uint64_t moved_ = 0;
    std::chrono::steady_clock::duration waited_{};
};

}  // namespace likeness::net
