#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace likeness {

/// A moment in UTC with milliseconds, the resolution we store and show.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// ISO 8601 in UTC, always 24 characters: 2026-11-21T10:46:00.000Z. Its order as text is its order
/// in time.
std::string to_iso(Timestamp time);

/// Reads RFC 3339 (any number of fraction digits, Z or a numeric zone); nothing for all else,
/// calendar errors included.
std::optional<Timestamp> parse_iso(std::string_view text);

}  // namespace likeness
