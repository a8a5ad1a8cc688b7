#pragma once

// Vectors of kLanes floats. Part of kernels_body.ipp, see there for the macros and for why all is
// in an unnamed namespace.

#include "paperflux/dimensions.hpp"
#include "paperflux/kernels.hpp"

#include <cstddef>
#include <cstdint>

namespace likeness::paperflux {

namespace {

constexpr std::size_t kLanes = LIKENESS_KERNELS_LANES;
constexpr std::size_t kTileRows = LIKENESS_KERNELS_ROWS;
constexpr std::size_t kPanel = 2 * kLanes;
constexpr std::size_t kHeadPanels = kHeadWidth / kPanel;

static_assert(kMaxPanelWidth % kPanel == 0);

using Vector = float __attribute__((vector_size(kLanes * sizeof(float))));
using Integers = std::int32_t __attribute__((vector_size(kLanes * sizeof(float))));

inline Vector load(const float* from) {
    Vector vector;
    __builtin_memcpy(&vector, from, sizeof vector);
    return vector;
}

inline void store(float* to, Vector vector) {
    __builtin_memcpy(to, &vector, sizeof vector);
}

inline Vector splat(float value) {
    return value - Vector{};
}

inline float sum(Vector vector) {
    float total = 0;
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        total += vector[lane];
    }
    return total;
}

/// exp(x) within 2 units in the last place; x is clamped to where the result is a normal number.
/// 2^n by exponent bits times a polynomial (Cephes expf) of the remainder of x / ln 2.
inline Vector exponential(Vector x) {
    const Vector low = splat(-87.0F);
    const Vector high = splat(88.0F);
    x = x < low ? low : x;
    x = x > high ? high : x;
    // Adding 1.5 * 2^23 rounds to the nearest whole number, which then stands in the low bits.
    const Vector magic = splat(12582912.0F);
    const Vector shifted = x * 1.44269504F + magic;
    const Vector n = shifted - magic;
    const Vector r = (x - n * 0.693359375F) - n * -2.12194440e-4F;
    Vector p = splat(1.9875691500e-4F);
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * (r * r) + r + 1.0F;
    const Integers exponent = (__builtin_convertvector(n, Integers) + 127) << 23;
    Vector power;
    __builtin_memcpy(&power, &exponent, sizeof power);
    return p * power;
}

}  // namespace

}  // namespace likeness::paperflux
