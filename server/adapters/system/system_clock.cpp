#include "adapters/system/system_clock.hpp"

#include "base/digest.hpp"

#include <chrono>

namespace likeness {

Timestamp SystemClock::now() const {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Bytes SystemRandom::bytes(std::size_t count) {
    return secure_random(count);
}

}  // namespace likeness
