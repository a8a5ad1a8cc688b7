#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::imaging {

struct RecipeLora {
    std::string name;
    std::string trigger;
    double scale = 1;
    std::string sha256;  // of the whole file, 64 hex digits; empty if not known

    friend bool operator==(const RecipeLora&, const RecipeLora&) = default;
};

/// Everything that is needed to make one image again. Texts are UTF-8.
struct Recipe {
    std::string image_id;
    std::string prompt;        // as the person wrote it
    std::string final_prompt;  // as the engine got it
    std::string negative_prompt;
    std::uint64_t seed = 0;
    int steps = 0;
    double guidance_scale = 0;
    bool guidance_is_distilled =
        false;  // Flux: the guidance is an input of the model, and true CFG is off
    int width = 0;
    int height = 0;
    std::vector<RecipeLora> loras;
    std::string engine;    // "fal"
    std::string model;     // "FLUX.1 [dev]"
    std::string software;  // "Likeness 0.1.0"
    Timestamp created_at;

    friend bool operator==(const Recipe&, const Recipe&) = default;
};

/// The recipe as one line of JSON, our own form: {"format":"likeness-recipe","version":1,...}.
/// Numbers that JSON cannot say (infinite, not a number) become 0.
std::string json(const Recipe& recipe);

/// Reads what json() wrote. Missing fields keep their defaults, unknown ones are ignored;
/// invalid_argument if the text is no JSON, not this form, of a later version, or has a field of
/// the wrong type.
Result<Recipe> parse_recipe(std::string_view text);

/// The shortest decimal text that reads back as the same number; 0 for infinities and what is not a
/// number.
std::string number_text(double value);

}  // namespace likeness::imaging
