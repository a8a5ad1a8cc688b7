#pragma once

#include <bit>
#include <cstdint>

namespace likeness::paperflux {

/// IEEE 754 binary16, subnormal numbers, infinities and NaN included.
constexpr float half_to_float(std::uint16_t half) {
    const std::uint32_t sign = (half & 0x8000U) << 16U;
    const std::uint32_t magnitude = half & 0x7FFFU;
    if (magnitude >= 0x7C00U) {
        return std::bit_cast<float>(sign | 0x7F800000U | (magnitude & 0x3FFU) << 13U);
    }
    // The bits of a half, moved into a float's fields, are too small by the difference of the
    // exponents' biases.
    const float scaled = std::bit_cast<float>(magnitude << 13U) * 0x1p112F;
    return std::bit_cast<float>(std::bit_cast<std::uint32_t>(scaled) | sign);
}

/// bfloat16: the upper half of a float.
constexpr float bfloat_to_float(std::uint16_t bits) {
    return std::bit_cast<float>(std::uint32_t{bits} << 16U);
}

}  // namespace likeness::paperflux
