#pragma once

#include "base/time.hpp"

namespace likeness {

/// The wall clock. It may be set back by an operator: nothing durable may depend on its going
/// forward. Thread-safe.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    virtual Timestamp now() const = 0;
};

}  // namespace likeness
