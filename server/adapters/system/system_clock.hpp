#pragma once

#include "core/ports/clock.hpp"
#include "core/ports/random.hpp"

namespace likeness {

/// The machine's wall clock.
class SystemClock final : public Clock {
public:
    Timestamp now() const override;
};

/// The machine's cryptographic generator.
class SystemRandom final : public Random {
public:
    Bytes bytes(std::size_t count) override;
};

}  // namespace likeness
