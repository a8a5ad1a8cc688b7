#include "imaging/codec.hpp"
#include "imaging/metadata.hpp"
#include "imaging/picture.hpp"
#include "imaging/thumbnails.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>

namespace likeness::imaging {
namespace {

/// A drawing with grain: soft fields of colour, hard edges, noise of some levels.
Picture drawing(int width, int height) {
    Picture picture = blank_picture(width, height, 3);
    std::size_t at = 0;
    unsigned noise = 1;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            noise = noise * 1664525U + 1013904223U;
            const double wave =
                std::sin(x * 0.011) * std::cos(y * 0.017) + 0.4 * std::sin((x + y) * 0.05);
            const bool inside = wave > 0.2;
            const int grain = static_cast<int>(noise >> 29U);
            for (int channel = 0; channel < 3; ++channel) {
                const int base = inside ? 190 - 40 * channel : 40 + 25 * channel;
                picture.pixels[at++] =
                    static_cast<char>(base + grain + static_cast<int>(30 * wave));
            }
        }
    }
    return picture;
}

Bytes file_of(benchmark::State& state, Format format) {
    return encode(
               drawing(static_cast<int>(state.range(0)), static_cast<int>(state.range(1))), format
    )
        .value();
}

void make_thumbnails_of(benchmark::State& state, Format format) {
    const Bytes file = file_of(state, format);
    std::size_t bytes = 0;
    while (state.KeepRunning()) {
        const auto thumbnails = make_thumbnails(file);
        bytes = thumbnails->at_384.webp.size() + thumbnails->at_768.webp.size();
    }
    state.counters["file"] = static_cast<double>(file.size());
    state.counters["thumbnails"] = static_cast<double>(bytes);
}

void encode_as(benchmark::State& state, Format format) {
    const Picture picture =
        drawing(static_cast<int>(state.range(0)), static_cast<int>(state.range(1)));
    std::size_t bytes = 0;
    while (state.KeepRunning()) {
        bytes = encode(picture, format)->size();
    }
    state.counters["file"] = static_cast<double>(bytes);
}

void decode_of(benchmark::State& state, Format format) {
    const Bytes file = file_of(state, format);
    while (state.KeepRunning()) {
        benchmark::DoNotOptimize(decode(file));
    }
}

void write_recipe_into(benchmark::State& state, Format format) {
    const Bytes file = file_of(state, format);
    Recipe recipe;
    recipe.prompt = std::string(400, 'p');
    recipe.final_prompt = recipe.prompt + " in the style of ohwx";
    recipe.loras.push_back({"winter", "ohwx", 1.5, std::string(64, 'a')});
    while (state.KeepRunning()) {
        benchmark::DoNotOptimize(write_recipe(file, recipe));
    }
}

const std::vector<std::int64_t> kSquare{1024, 1024};
const std::vector<std::int64_t> kPortrait{768, 1024};
// No scaled decode gives 768 of it: this one needs the filter.
const std::vector<std::int64_t> kLandscape{1216, 832};

BENCHMARK_CAPTURE(make_thumbnails_of, jpeg, Format::jpeg)
    ->Args(kSquare)
    ->Args(kPortrait)
    ->Args(kLandscape)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(make_thumbnails_of, png, Format::png)
    ->Args(kSquare)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(encode_as, jpeg, Format::jpeg)->Args(kSquare)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(encode_as, png, Format::png)->Args(kSquare)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(encode_as, webp, Format::webp)->Args(kSquare)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(decode_of, jpeg, Format::jpeg)->Args(kSquare)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(decode_of, png, Format::png)->Args(kSquare)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(decode_of, webp, Format::webp)->Args(kSquare)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_recipe_into, jpeg, Format::jpeg)
    ->Args(kSquare)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(write_recipe_into, png, Format::png)
    ->Args(kSquare)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(write_recipe_into, webp, Format::webp)
    ->Args(kSquare)
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace likeness::imaging

BENCHMARK_MAIN();
