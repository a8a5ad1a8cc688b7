#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace likeness::safetensors {

/// Foreign text made fit to show on one line: bytes that are not UTF-8, control characters and
/// invisible characters (zero-width ones, and those that reorder text) are removed, runs of white
/// space become one space, the ends are trimmed, and what is longer than `max_code_points` is cut
/// there and ends in `ellipsis`.
std::string
display_text(std::string_view text, std::size_t max_code_points, std::string_view ellipsis = "…");

/// A tensor's name for an error message: display_text in quotation marks, at most 80 code points.
std::string quoted_name(std::string_view name);

/// Decimal digits in groups of three: 418,408.
std::string grouped(std::uint64_t number);

}  // namespace likeness::safetensors
