#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace likeness {

/// The longest prompt, in characters (Unicode code points).
inline constexpr std::size_t kMaxPromptLength = 4'000;

/// The prompt as it is stored: line breaks and tabs become spaces, other control characters go, the
/// ends are trimmed. Refuses what is not UTF-8, empty or too long, naming the field `prompt`.
Result<std::string> clean_prompt(std::string_view raw);

/// The prompt as the engine gets it: `<prompt> in the style of <trigger>`. Unchanged when there is
/// no trigger word or the prompt already holds it as a word of its own (letter case aside), so that
/// it is never doubled.
std::string final_prompt(std::string_view prompt, std::string_view trigger_word);

}  // namespace likeness
