#include "imaging/png_chunks.hpp"
#include "recipes/foreign_recipe.hpp"

#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace {

using namespace likeness;
using recipes::ForeignRecipe;
using recipes::read_foreign_recipe;

void check(bool holds) {
    if (!holds) {
        std::abort();
    }
}

/// What the header promises of every recipe.
void check_promises(const ForeignRecipe& recipe) {
    constexpr std::size_t kMaxText = std::size_t{1} << 20U;
    for (const auto* text :
         {&recipe.prompt, &recipe.negative_prompt, &recipe.sampler, &recipe.model, &recipe.text}) {
        check(is_utf8(*text) && text->find('\0') == std::string::npos);
    }
    check(recipe.text.size() <= kMaxText);
    check(!recipe.steps || (*recipe.steps >= 1 && *recipe.steps <= 10'000));
    check(
        !recipe.guidance_scale || (*recipe.guidance_scale >= 0 && *recipe.guidance_scale <= 1'000)
    );
    check(recipe.loras.size() <= 64);
    for (const auto& lora : recipe.loras) {
        check(!lora.name.empty() && is_utf8(lora.name));
        check(std::abs(lora.scale) <= 100);
        check(lora.sha256.empty() || lora.sha256.size() == 64);
    }
}

/// A PNG with right checksums, which a fuzzer would not find, around one chunk.
Bytes png_around(const char* type, BytesView payload) {
    Bytes file(imaging::kPngSignature);
    imaging::append_png_chunk(file, "IHDR", Bytes(13, '\0'));
    imaging::append_png_chunk(file, type, payload);
    imaging::append_png_chunk(file, "IDAT", {});
    imaging::append_png_chunk(file, "IEND", {});
    return file;
}

std::optional<ForeignRecipe> read(char kind, BytesView rest) {
    switch (kind) {
        case 's':
            return read_foreign_recipe({}, rest);
        case 't':
            return read_foreign_recipe(png_around("tEXt", rest), {});
        case 'i':
            return read_foreign_recipe(png_around("iTXt", rest), {});
        case 'z':
            return read_foreign_recipe(png_around("zTXt", rest), {});
        case 'e':
            return read_foreign_recipe(png_around("eXIf", rest), {});
        default:
            return read_foreign_recipe(rest, {});
    }
}

}  // namespace

/// The first byte says what the others are: a sidecar, the payload of a PNG's chunk, or a file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const BytesView input(reinterpret_cast<const char*>(bytes), size);
    if (const auto recipe = read(input.front(), input.substr(1))) {
        check_promises(*recipe);
    }
    return 0;
}
