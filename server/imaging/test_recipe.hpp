#pragma once

#include "imaging/recipe.hpp"

namespace likeness::imaging::test {

/// A recipe with every field set to something of its own.
inline Recipe full_recipe() {
    return Recipe{
        .image_id = "0192f0c1d2e3f4a5b6c7d8e9fa0b1c2d",
        .prompt = "a fox in the snow",
        .final_prompt = "a fox in the snow in the style of ohwx",
        .negative_prompt = "rain",
        .seed = 18446744073709551615U,
        .steps = 28,
        .guidance_scale = 3.5,
        .guidance_is_distilled = false,
        .width = 1024,
        .height = 768,
        .loras =
            {{"winter",
              "ohwx",
              1.5,
              "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"}},
        .engine = "fal",
        .model = "FLUX.1 [dev]",
        .software = "Likeness 0.1.0",
        .created_at = *parse_iso("2026-11-21T10:46:00.123Z")};
}

/// What people and attackers write: quotes, markup, other scripts, emoji, lines that look like
/// parameters.
inline constexpr const char* kHostilePrompt =
    "a \"fox\" & <b>owl</b> \xF0\x9F\xA6\x8A, caf\xC3\xA9 \xE9\x9B\xAA\n"
    "Steps: 99, Sampler: DDIM, CFG scale: 1, Seed: 1\n"
    "Negative prompt: everything\n"
    "likeness:Recipe=\"{}\" <likeness:Recipe>{}</likeness:Recipe> ]]> <?xpacket end=\"w\"?>";

}  // namespace likeness::imaging::test
