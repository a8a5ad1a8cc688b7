#pragma once

#include "base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Numbers and times as programs write them; nothing for what is none or outside of its range.
namespace likeness::recipes {

/// Without blanks, tabs and line ends around it.
std::string_view trimmed(std::string_view text);

/// ASCII letters only.
bool equals_ignoring_case(std::string_view a, std::string_view b);

constexpr int kMaxSteps = 10'000;
constexpr double kMaxGuidance = 1'000;
constexpr double kMaxScale = 100;

/// 0 to 2^64 - 1; programs write -1 for "random".
std::optional<std::uint64_t> seed_in(std::string_view text);
/// 1 to kMaxSteps.
std::optional<int> steps_in(std::string_view text);
/// 0 to kMaxGuidance.
std::optional<double> guidance_in(std::string_view text);
/// -kMaxScale to kMaxScale.
std::optional<double> scale_in(std::string_view text);

/// RFC 3339, a date alone (its midnight in UTC) or the form of Exif (2026:11:21 10:46:00), in UTC
/// unless `zone` says else (+01:00).
std::optional<Timestamp> time_in(std::string_view text, std::string_view zone = {});

/// "DPM++ 2M" and "Karras" as one name, which they were in A1111 until 1.9.
std::string sampler_with_schedule(std::string_view sampler, std::string_view schedule);

/// 64 hexadecimal digits.
bool is_sha256(std::string_view text);

/// The name of a file without folders and the endings of weights.
std::string_view plain_name(std::string_view name);

}  // namespace likeness::recipes
