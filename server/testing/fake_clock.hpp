#pragma once

#include "core/ports/clock.hpp"

#include <atomic>
#include <chrono>

namespace likeness::test {

/// Noon of the day on which the tests are set: 2026-11-21T12:00:00.000Z.
inline constexpr Timestamp kNoon{std::chrono::milliseconds{1'795'262'400'000}};

/// A clock that stands still until it is told to move, in either direction. Thread-safe.
class FakeClock final : public Clock {
public:
    Timestamp now() const override { return Timestamp{std::chrono::milliseconds{now_.load()}}; }

    void set(Timestamp now) { now_ = now.time_since_epoch().count(); }

    /// A negative duration sets the clock back.
    void advance(std::chrono::milliseconds by) { now_ += by.count(); }

private:
    std::atomic<std::int64_t> now_ = kNoon.time_since_epoch().count();
};

}  // namespace likeness::test
