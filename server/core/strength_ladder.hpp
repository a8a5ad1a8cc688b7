#pragma once

#include "base/result.hpp"

#include <vector>

namespace likeness {

/// A strength ladder: the same image at rising LoRA scales, to find out which one suits.
struct LadderLimits {
    static constexpr int kMinSteps = 2;
    static constexpr int kMaxSteps = 9;
    static constexpr double kMinSpan = 0.1;  // from the lowest scale to the highest
};

/// The LoRA scales from `from` to `to` in equal steps, each to two decimals. invalid_argument names
/// `from`, `to` and `steps`.
Result<std::vector<double>> strength_ladder(double from, double to, int steps);

}  // namespace likeness
