#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace likeness {

/// The longest prompt, in characters (Unicode code points).
inline constexpr std::size_t kMaxPromptLength = 4'000;

/// The prompt as it is stored: line breaks and tabs become spaces, other control characters go, the
/// ends are trimmed. Refuses what is not UTF-8, empty or too long, naming the field `prompt`.
Result<std::string> clean_prompt(std::string_view raw);

/// The prompt as the engine gets it: `<prompt> in the style of <trigger>, <trigger> and <trigger>`.
/// Left out are empty trigger words and those that the prompt or another trigger word already holds
/// as a word of its own (letter case aside), so that none is ever doubled.
std::string final_prompt(std::string_view prompt, const std::vector<std::string>& trigger_words);

}  // namespace likeness
