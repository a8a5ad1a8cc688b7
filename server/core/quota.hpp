#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace likeness {

/// Batches, or trainings, per rolling window and wallet.
struct QuotaRule {
    int limit = 8;
    std::chrono::hours window{24};
    bool unlimited = false;

    /// "8/24h" or "off".
    static Result<QuotaRule> parse(std::string_view text);
    std::string text() const;
};

/// What a wallet has left, and when each spent unit returns.
struct QuotaStatus {
    int limit = 0;
    int remaining = 0;
    std::chrono::hours window{24};
    bool unlimited = false;
    std::vector<Timestamp> returns;  // ascending; one for each unit in use

    /// When the next unit returns; nothing while none is in use.
    std::optional<Timestamp> next_at() const;
};

/// `used` are the times at which the units in use were reserved. A unit returns one window after
/// that.
QuotaStatus quota_status(const QuotaRule& rule, bool exempt, std::vector<Timestamp> used);

/// The refusal when nothing remains: it says when the next unit returns. `what` are the units:
/// "generations".
Error quota_exceeded(const QuotaStatus& status, std::string_view what, Timestamp now);

}  // namespace likeness
