#pragma once

#include "base/bytes.hpp"
#include "base/id.hpp"

#include <cstddef>

namespace likeness {

/// Unpredictable bytes. Thread-safe.
class Random {
public:
    Random() = default;
    Random(const Random&) = delete;
    Random& operator=(const Random&) = delete;
    virtual ~Random() = default;

    virtual Bytes bytes(std::size_t count) = 0;

    /// A new time-ordered id.
    template <class AnyId>
    AnyId id(Timestamp now) {
        return AnyId::trusted(make_id_text(now, bytes(10)));
    }
};

}  // namespace likeness
