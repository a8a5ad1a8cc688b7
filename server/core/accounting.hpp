#pragma once

#include <cstdint>

namespace likeness {

/// Images asked for, by what became of them.
struct Accounting {
    std::int64_t submitted = 0;
    std::int64_t kept = 0;
    std::int64_t refunded = 0;  // failed or blocked
    std::int64_t cancelled = 0;
    std::int64_t running = 0;  // open

    /// Nothing is lost and nothing counted twice.
    bool is_balanced() const { return submitted == kept + refunded + cancelled + running; }
};

}  // namespace likeness
