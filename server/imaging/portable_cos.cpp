#include "imaging/portable_cos.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace likeness::imaging {

namespace {

// Minimax polynomials on [-pi/4, pi/4], from the term x^4 (cosine) and x^3 (sine) on.
constexpr std::array kCosine{
    4.16666666666666019037e-02,
    -1.38888888888741095749e-03,
    2.48015872894767294178e-05,
    -2.75573143513906633035e-07,
    2.08757232129817482790e-09,
    -1.13596475577881948265e-11};
constexpr std::array kSine{
    -1.66666666666666324348e-01,
    8.33333333332248946124e-03,
    -1.98412698298579493134e-04,
    2.75573137070700676789e-06,
    -2.50507602534068634195e-08,
    1.58969099521155010221e-10};

// pi/2 in three pieces of 33 bits, each with what remains behind it.
struct HalfPi {
    double piece;
    double rest;
};

constexpr std::array kHalfPi{
    HalfPi{1.57079632673412561417e+00, 6.07710050650619224932e-11},
    HalfPi{6.07710050630396597660e-11, 2.02226624879595063154e-21},
    HalfPi{2.02226624871116645580e-21, 8.47842766036889956997e-32}};

constexpr std::uint32_t kQuarterPiHigh = 0x3FE921FB;
constexpr std::uint32_t kThreeQuarterPiHigh = 0x4002D97C;
constexpr std::uint32_t kHalfPiHigh = 0x3FF921FB;
constexpr std::uint32_t kTinyHigh = 0x3E400000;  // 2^-27

/// Sign, exponent and the upper 20 bits of the fraction.
std::uint32_t high_word(double x) {
    return static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(x) >> 32U);
}

std::uint32_t high_magnitude(double x) {
    return high_word(x) & 0x7FFFFFFFU;
}

int exponent(double x) {
    return static_cast<int>(high_word(x) >> 20U & 0x7FFU);
}

/// A number between -pi/4 and pi/4 in two parts, and how many quarter turns were taken off to get
/// it.
struct Reduced {
    double head = 0;
    double tail = 0;
    unsigned quarters = 0;
};

double cosine_near_zero(double x, double tail) {
    const std::uint32_t magnitude = high_magnitude(x);
    if (magnitude < kTinyHigh) {
        return 1;
    }
    const double z = x * x;
    const double r =
        z * (kCosine[0] +
             z * (kCosine[1] +
                  z * (kCosine[2] + z * (kCosine[3] + z * (kCosine[4] + z * kCosine[5])))));
    if (magnitude < 0x3FD33333) {  // 0.3
        return 1 - (0.5 * z - (z * r - x * tail));
    }
    const double quarter =
        magnitude > 0x3FE90000
            ? 0.28125
            : std::bit_cast<double>(std::uint64_t{magnitude - 0x00200000U} << 32U);
    return (1 - quarter) - ((0.5 * z - quarter) - (z * r - x * tail));
}

double sine_near_zero(double x, double tail) {
    if (high_magnitude(x) < kTinyHigh) {
        return x;
    }
    const double z = x * x;
    const double cube = z * x;
    const double r = kSine[1] + z * (kSine[2] + z * (kSine[3] + z * (kSine[4] + z * kSine[5])));
    return x - ((z * (0.5 * tail - cube * r) - tail) - cube * kSine[0]);
}

/// For x between pi/4 and 3 pi/4.
Reduced reduce_once(double x) {
    double z = x - kHalfPi[0].piece;
    double rest = kHalfPi[0].rest;
    if (high_word(x) == kHalfPiHigh) {
        z -= kHalfPi[1].piece;
        rest = kHalfPi[1].rest;
    }
    const double head = z - rest;
    return {head, (z - head) - rest, 1};
}

Reduced reduce(double x) {
    if (high_word(x) < kThreeQuarterPiHigh) {
        return reduce_once(x);
    }
    const auto quarters = static_cast<unsigned>(std::floor(x * (2 / std::numbers::pi) + 0.5));
    const double n = quarters;
    double r = x - n * kHalfPi[0].piece;
    double w = n * kHalfPi[0].rest;
    double head = r - w;
    const bool may_cancel = high_word(x) == high_word(n * (std::numbers::pi / 2));
    // When x is that close to a multiple of pi/2, more bits of pi are needed: 16 lost bits call for
    // the second piece, 49 for the third.
    constexpr std::array kLostBits{16, 49};
    for (std::size_t i = 0; may_cancel && i < kLostBits.size(); ++i) {
        if (exponent(x) - exponent(head) <= kLostBits[i]) {
            break;
        }
        const double before = r;
        w = n * kHalfPi[i + 1].piece;
        r = before - w;
        w = n * kHalfPi[i + 1].rest - ((before - r) - w);
        head = r - w;
    }
    return {head, (r - head) - w, quarters};
}

}  // namespace

double portable_cos(double x) {
    if (high_word(x) <= kQuarterPiHigh) {
        return cosine_near_zero(x, 0);
    }
    const Reduced reduced = reduce(x);
    switch (reduced.quarters & 3U) {
        case 0:
            return cosine_near_zero(reduced.head, reduced.tail);
        case 1:
            return -sine_near_zero(reduced.head, reduced.tail);
        case 2:
            return -cosine_near_zero(reduced.head, reduced.tail);
        default:
            return sine_near_zero(reduced.head, reduced.tail);
    }
}

}  // namespace likeness::imaging
