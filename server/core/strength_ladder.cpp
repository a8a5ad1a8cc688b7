#include "core/strength_ladder.hpp"

#include "core/settings.hpp"

#include <cmath>
#include <utility>

namespace likeness {

namespace {

bool is_scale(double value) {
    return value >= 0 && value <= SettingsLimits::kMaxLoraScale;
}

}  // namespace

Result<std::vector<double>> strength_ladder(double from, double to, int steps) {
    std::vector<FieldError> problems;
    if (!is_scale(from)) {
        problems.push_back({"from", "must be between 0 and 4"});
    }
    if (!is_scale(to)) {
        problems.push_back({"to", "must be between 0 and 4"});
    } else if (is_scale(from) && std::round((to - from) * 1'000) < LadderLimits::kMinSpan * 1'000) {
        problems.push_back({"to", "must be at least 0.1 more than from"});
    }
    if (steps < LadderLimits::kMinSteps || steps > LadderLimits::kMaxSteps) {
        problems.push_back({"steps", "must be between 2 and 9"});
    }
    if (!problems.empty()) {
        return Error::invalid_fields(std::move(problems));
    }
    std::vector<double> scales;
    for (int i = 0; i < steps; ++i) {
        scales.push_back(std::round((from + (to - from) * i / (steps - 1)) * 100) / 100);
    }
    return scales;
}

}  // namespace likeness
