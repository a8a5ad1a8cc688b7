#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace likeness::paperflux {

/// Memory on cache-line boundaries, so that no vector load straddles two lines.
template <class T>
struct CacheLineAllocator {
    using value_type = T;

    CacheLineAllocator() = default;

    template <class U>
    // NOLINTNEXTLINE(google-explicit-constructor): allocators convert
    CacheLineAllocator(const CacheLineAllocator<U>& /*other*/) {}

    T* allocate(std::size_t count) {
        return static_cast<T*>(::operator new (count * sizeof(T), std::align_val_t{64}));
    }

    void deallocate(T* memory, std::size_t /*count*/) {
        ::operator delete (memory, std::align_val_t{64});
    }

    friend bool operator==(CacheLineAllocator /*a*/, CacheLineAllocator /*b*/) { return true; }
};

using Floats = std::vector<float, CacheLineAllocator<float>>;

/// Rows of numbers inside a larger buffer that somebody else owns: row i starts at data + i *
/// stride. The members are always inlined: files compiled for newer processors use them too, and a
/// shared copy from there would crash older ones.
struct ConstRows {
    const float* data = nullptr;
    std::size_t count = 0;
    std::size_t stride = 0;

    [[gnu::always_inline]] const float* row(std::size_t index) const {
        return data + index * stride;
    }

    [[gnu::always_inline]] ConstRows slice(std::size_t first, std::size_t rows) const {
        return {row(first), rows, stride};
    }
};

struct Rows {
    float* data = nullptr;
    std::size_t count = 0;
    std::size_t stride = 0;

    // NOLINTNEXTLINE(google-explicit-constructor): as a pointer becomes one to const
    [[gnu::always_inline]] operator ConstRows() const { return {data, count, stride}; }

    [[gnu::always_inline]] float* row(std::size_t index) const { return data + index * stride; }

    [[gnu::always_inline]] Rows slice(std::size_t first, std::size_t rows) const {
        return {row(first), rows, stride};
    }

    /// The same rows from this column on.
    [[gnu::always_inline]] Rows columns_from(std::size_t column) const {
        return {data + column, count, stride};
    }
};

}  // namespace likeness::paperflux
