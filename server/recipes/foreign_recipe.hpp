#pragma once

#include "base/bytes.hpp"
#include "base/time.hpp"
#include "imaging/recipe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Recipes that other programs have written into images or beside them. Pure functions, on any
/// thread.
namespace likeness::recipes {

/// The program that wrote a recipe. `a1111` is also Forge, SD.Next and whatever else writes its
/// text.
enum class Program {
    a1111,
    comfyui,
    invokeai,
    fooocus,
    swarmui,
    sdcpp,
    likeness
};

/// The enumerator's name.
std::string_view to_text(Program program);

/// What the file tells; texts are UTF-8 without control characters other than line ends and tabs.
struct ForeignRecipe {
    Program program = Program::a1111;
    std::string prompt;           // without `<lora:...>` tags
    std::string negative_prompt;  // empty when none
    std::optional<std::uint64_t> seed;
    std::optional<int> steps;              // 1 to 10,000
    std::optional<double> guidance_scale;  // 0 to 1,000; the distilled one where the file has both
    std::string sampler;                   // as the program names it; may be empty
    std::string model;                     // checkpoint, as the program names it; may be empty
    /// At most 64, in the order of the prompt. Names without folders and `.safetensors`; scales
    /// between -100 and 100; `sha256` only when a full hash is told.
    std::vector<imaging::RecipeLora> loras;
    std::optional<Timestamp> created_at;  // when the file tells
    std::string text;                     // what was read, whole, at most 1 MiB
};

/// `file`: a PNG, JPEG or WebP; `sidecar`: a text or JSON file that lay beside it under the same
/// name (may be empty), read where the file itself has no recipe. Nothing when there is no recipe
/// that is understood: never an error, since the picture itself is welcome without one. Linear
/// time; all input may be hostile.
std::optional<ForeignRecipe> read_foreign_recipe(BytesView file, std::string_view sidecar);

}  // namespace likeness::recipes
