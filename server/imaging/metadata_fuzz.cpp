#include "imaging/metadata.hpp"

#include <cstdint>
#include <cstdlib>

/// Any bytes: whatever takes a recipe gives it back, and loses it when stripped.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    using namespace likeness::imaging;
    const likeness::BytesView file(reinterpret_cast<const char*>(bytes), size);
    const auto before = read_recipe(file);
    static_cast<void>(before.has_value());
    Recipe recipe;
    recipe.prompt = "a fox";
    recipe.seed = 7;
    const auto written = write_recipe(file, recipe);
    const auto stripped = strip_recipe(file);
    if (written.has_value() != stripped.has_value()) {
        std::abort();
    }
    if (!written) {
        return 0;
    }
    const auto again = read_recipe(*written);
    const auto none = read_recipe(*stripped);
    if (!again || *again != recipe || !none || none->has_value()) {
        std::abort();
    }
    return 0;
}
