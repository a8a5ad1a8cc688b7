#pragma once

#include "imaging/recipe.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace likeness::recipes {

/// A prompt and the LoRAs that its tags asked for.
struct TaggedPrompt {
    std::string prompt;  // without tags, and without the blanks and commas that stood only for them
    std::vector<imaging::RecipeLora> loras;
};

/// Takes `<lora:name>`, `<lora:name:scale>`, `<lora:name:text encoder:image model>` (also with
/// `te=` and `unet=`; the image model's scale counts) and `<lyco:...>` out of a prompt. What is no
/// whole tag stays. At most kMaxLoras, the other tags go too. Linear time.
TaggedPrompt take_lora_tags(std::string_view prompt);

constexpr std::size_t kMaxLoras = 64;

imaging::RecipeLora lora_of(std::string_view name, double scale);

}  // namespace likeness::recipes
