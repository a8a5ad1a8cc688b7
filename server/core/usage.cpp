#include "core/usage.hpp"

#include "base/bytes.hpp"

#include <charconv>

namespace likeness {

namespace {

constexpr std::size_t kDayLength = 10;
constexpr std::chrono::days kUsual{29};  // and the last one

std::string day_of(Timestamp time) {
    return to_iso(time).substr(0, kDayLength);
}

Result<Timestamp> day(std::string_view field, const std::string& text) {
    const std::optional<Timestamp> time =
        text.size() == kDayLength ? parse_iso(text + "T00:00:00Z") : std::nullopt;
    if (!time) {
        return Error::invalid_field(std::string(field), "must be a day like 2026-11-21");
    }
    return *time;
}

/// The number that `rest` begins with, up to the mark behind it.
std::optional<std::int64_t> take_number(std::string_view& rest) {
    std::int64_t number = 0;
    const char* end = rest.data() + rest.size();
    const auto [stopped, failure] = std::from_chars(rest.data(), end, number);
    if (failure != std::errc{} || stopped == end || *stopped != '.') {
        return std::nullopt;
    }
    rest.remove_prefix(static_cast<std::size_t>(stopped - rest.data()) + 1);
    return number;
}

}  // namespace

Result<Days> Days::from(
    const std::optional<std::string>& first,
    const std::optional<std::string>& last,
    Timestamp now
) {
    LIKENESS_TRY(const Timestamp to, day("to", last.value_or(day_of(now))));
    LIKENESS_TRY(const Timestamp from, day("from", first.value_or(day_of(to - kUsual))));
    if (from > to) {
        return Error::invalid_field("from", "must not be after the last day");
    }
    return Days{day_of(from), day_of(to)};
}

std::string UsageCursor::text() const {
    return to_base64url(std::to_string(price) + "." + std::to_string(batches) + "." + wallet);
}

Result<UsageCursor> UsageCursor::parse(std::string_view text) {
    const Error refusal =
        Error::invalid_field("cursor", "must be the nextCursor of an earlier page");
    const std::optional<Bytes> plain = text.size() <= 200 ? from_base64url(text) : std::nullopt;
    if (!plain) {
        return refusal;
    }
    std::string_view rest = *plain;
    const std::optional<std::int64_t> price = take_number(rest);
    const std::optional<std::int64_t> batches = price ? take_number(rest) : std::nullopt;
    if (!batches || !siwe::WalletAddress::parse(rest)) {
        return refusal;
    }
    return UsageCursor{*price, *batches, std::string(rest)};
}

}  // namespace likeness
