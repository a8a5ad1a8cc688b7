#pragma once

#include "core/moved_image.hpp"

#include <optional>
#include <string>
#include <string_view>

/// What another program wrote into a file, as far as it can stand among our own texts and numbers.
/// Nobody here chose it: what we would refuse from a form is only left out or cut.
namespace likeness {

/// Without control characters but line breaks and tabs, cut to so many bytes between characters;
/// empty when it is no UTF-8.
std::string kept_text(std::string_view raw, std::size_t max_bytes);

/// On one line, as long as a prompt may be. May be empty.
std::string moved_prompt(std::string_view raw);

/// "styles/Mira_v2.safetensors" is "Mira_v2"; empty when nothing is left.
std::string moved_lora_name(std::string_view raw);

/// Texts are cut, numbers that are none become 1.
ImageOrigin
origin_of(const std::optional<recipes::ForeignRecipe>& recipe, std::string_view raw_path);

/// How it was made, as far as the recipe tells; zeros where it does not.
GenerationSettings settings_of(
    const std::optional<recipes::ForeignRecipe>& recipe,
    ImageSize size,
    OutputFormat format
);

/// The first that can be believed of the recipe's time and the file's, else `now`. None of these
/// programs is older than 2020, and files of archives without times claim to be.
Timestamp time_of(
    const std::optional<recipes::ForeignRecipe>& recipe,
    std::optional<Timestamp> modified_at,
    Timestamp now
);

}  // namespace likeness
