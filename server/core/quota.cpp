#include "core/quota.hpp"

#include <algorithm>
#include <charconv>

namespace likeness {

namespace {

/// A whole number that takes the entire text.
std::optional<int> parse_number(std::string_view text) {
    int value = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, failure] = std::from_chars(text.data(), end, value);
    if (failure != std::errc{} || stopped != end) {
        return std::nullopt;
    }
    return value;
}

}  // namespace

Result<QuotaRule> QuotaRule::parse(std::string_view text) {
    if (text == "off") {
        return QuotaRule{0, std::chrono::hours{24}, true};
    }
    const std::size_t slash = text.find('/');
    const auto limit = parse_number(text.substr(0, slash));
    if (slash == std::string_view::npos || !text.ends_with('h') || !limit || *limit < 1) {
        return Error::invalid_field("quota", R"(must read like "8/24h" or be "off")");
    }
    const auto hours = parse_number(text.substr(slash + 1, text.size() - slash - 2));
    if (!hours || *hours < 1 || *hours > 24 * 366) {
        return Error::invalid_field("quota", "must have a window of 1 to 8784 hours");
    }
    return QuotaRule{*limit, std::chrono::hours{*hours}, false};
}

std::string QuotaRule::text() const {
    return unlimited ? "off" : std::to_string(limit) + "/" + std::to_string(window.count()) + "h";
}

std::optional<Timestamp> QuotaStatus::next_at() const {
    if (unlimited || returns.empty()) {
        return std::nullopt;
    }
    return returns.front();
}

QuotaStatus quota_status(const QuotaRule& rule, bool exempt, std::vector<Timestamp> used) {
    QuotaStatus status;
    status.limit = rule.limit;
    status.window = rule.window;
    status.unlimited = rule.unlimited || exempt;
    std::sort(used.begin(), used.end());
    for (const Timestamp reserved : used) {
        status.returns.push_back(reserved + rule.window);
    }
    status.remaining = std::max(0, rule.limit - static_cast<int>(used.size()));
    return status;
}

Error quota_exceeded(const QuotaStatus& status, std::string_view what, Timestamp now) {
    // With fewer units than batches in use (the rule was tightened), the next free unit is not the
    // next that returns.
    const std::size_t over = status.returns.size() - static_cast<std::size_t>(status.limit);
    const Timestamp next = status.returns.at(over);
    Error error{
        ErrorCode::resource_exhausted,
        "All " + std::to_string(status.limit) + " " + std::string(what) + " of the last " +
            std::to_string(status.window.count()) + " hours are used. The next one returns at " +
            to_iso(next) + "."};
    const auto wait = std::chrono::ceil<std::chrono::seconds>(next - now);
    error.retry_after = std::max(wait, std::chrono::seconds{1});
    error.next_at = next;
    return error;
}

}  // namespace likeness
