#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace likeness {

/// A short text that people give to things: trimmed, control characters removed, UTF-8, between
/// `min` and `max` characters. Errors name `field`.
Result<std::string>
clean_label(std::string_view field, std::string_view raw, std::size_t min, std::size_t max);

/// A LoRA's trigger word or phrase: a label without quotes, angle brackets, commas and line breaks,
/// which prompts and recipes give a meaning to. May be empty.
Result<std::string> clean_trigger(std::string_view field, std::string_view raw);

}  // namespace likeness
