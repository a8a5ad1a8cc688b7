#pragma once

#include "base/result.hpp"
#include "imaging/recipe.hpp"

#include <cstddef>
#include <limits>
#include <string>

namespace likeness::imaging {

/// The recipe as the text that AUTOMATIC1111's and Forge's "PNG info", Civitai and
/// infinite-image-browsing read:
///
///     <prompt as the engine got it> <lora:name:scale>
///     Negative prompt: <...>
///     Steps: 28, Sampler: Euler, CFG scale: 3.5, Seed: 1, Size: 1024x1024, Model: <...>, ...
///
/// Values with a comma, colon, quote or line end are quoted as JSON strings. The form has no way to
/// quote a prompt, so what readers would take for our lines ("Negative prompt:" anywhere, "Steps:"
/// at the start of a line) gets a blank before its colon; the exact prompt is in json(). With
/// distilled guidance the line says "CFG scale: 1, Distilled CFG Scale: 3.5", as Forge does for
/// Flux.
///
/// When the text would take more than `max_utf16_bytes` in UTF-16, prompts are shortened with an
/// ellipsis; fails (invalid_argument) if even that is too long.
Result<std::string> a1111_parameters(
    const Recipe& recipe,
    std::size_t max_utf16_bytes = std::numeric_limits<std::size_t>::max()
);

}  // namespace likeness::imaging
