// PaperFlux: how near the transformer comes to the machine's plain matrix products, and what a
// picture costs.
//   build/release/bench/paperflux_bench        (in the repository's root: it reads the shipped
//   model)
#include "paperflux/engine.hpp"
#include "paperflux/kernels.hpp"
#include "paperflux/modulation.hpp"
#include "paperflux/raster.hpp"
#include "paperflux/sampler.hpp"
#include "paperflux/transformer.hpp"

#include <benchmark/benchmark.h>
#include <cblas.h>

#include <array>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

namespace likeness::paperflux {
namespace {

const std::string kModel = "server/paperflux/model/";
const std::string kPrompt = "three pumpkins under a full moon";
constexpr int kSteps = 28;
constexpr double kGuidance = 3.5;
constexpr std::size_t kCacheLimit = 256U << 20U;

Bytes read_file(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

struct Files {
    Bytes weights = read_file(kModel + "paperflux-1.safetensors");
    Bytes vocab = read_file(kModel + "vocab.json");
    Bytes config = read_file(kModel + "config.json");
    Bytes glyphs = read_file(kModel + "glyphs.json");
    Bytes adapter = read_file(kModel + "loras/mira.safetensors");

    ModelFiles model() const { return {weights, vocab, config, glyphs}; }
};

const Files& files() {
    static const Files all;
    return all;
}

std::shared_ptr<const Model> model() {
    static const std::shared_ptr<const Model> loaded = Model::load(files().model()).value();
    return loaded;
}

std::vector<TextEncoding> prompts() {
    const auto encode = [](std::string_view text) {
        return model()->text_encoder().encode(tokenize(model()->vocabulary(), text));
    };
    return {encode(kPrompt), encode("")};
}

/// A product of one step: rows of x, outputs, inputs.
struct Product {
    std::size_t rows;
    std::size_t outputs;
    std::size_t inputs;

    double operations() const { return 2.0 * static_cast<double>(rows * outputs * inputs); }
};

/// All matrix products of one step of the sampler, as Transformer makes them.
std::vector<Product> products_of_a_step() {
    const std::vector<TextEncoding> both = prompts();
    const std::size_t context = both[0].tokens + both[1].tokens;
    const std::size_t image = 2 * kTokens;
    std::vector<Product> products;
    for (std::size_t block = 0; block < kDoubleBlocks; ++block) {
        for (const std::size_t rows : {image, context}) {
            products.push_back({rows, 3 * kWidth, kWidth});
            products.push_back({rows, kWidth, kWidth});
            products.push_back({rows, kMlpWidth, kWidth});
            products.push_back({rows, kWidth, kMlpWidth});
        }
    }
    for (std::size_t block = 0; block < kSingleBlocks; ++block) {
        products.push_back({image + context, 3 * kWidth, kWidth});
        products.push_back({image + context, kMlpWidth, kWidth});
        products.push_back({image + context, kWidth, kWidth + kMlpWidth});
    }
    return products;
}

double operations_of_a_step() {
    double sum = 0;
    for (const Product& product : products_of_a_step()) {
        sum += product.operations();
    }
    return sum;
}

/// The same products through OpenBLAS.
class PlainStep {
public:
    void run() {
        for (const Product& p : products_) {
            const auto inputs = static_cast<int>(p.inputs);
            const auto outputs = static_cast<int>(p.outputs);
            cblas_sgemm(
                CblasRowMajor,
                CblasNoTrans,
                CblasNoTrans,
                static_cast<int>(p.rows),
                outputs,
                inputs,
                1.0F,
                x_.data(),
                inputs,
                w_.data(),
                outputs,
                0.0F,
                y_.data(),
                outputs
            );
        }
        benchmark::DoNotOptimize(y_.data());
    }

private:
    std::vector<Product> products_ = products_of_a_step();
    Floats x_ = Floats(100 * 640, 0.5F);
    Floats w_ = Floats(640 * 480, 0.25F);
    Floats y_ = Floats(100 * 480);
};

/// One step of the transformer under two prompts.
class TransformerStep {
public:
    void run() { benchmark::DoNotOptimize(transformer_.run(x_, shares_).data); }

private:
    std::vector<TextEncoding> prompts_ = prompts();
    std::array<float, 1> times_{1.0F};
    Modulation modulation_{*model()->network(), times_, prompts_, 1.0};
    Transformer transformer_{*model()->network(), prompts_};
    Latent x_ = normal_noise(1);
    std::array<const float*, 2> shares_{modulation_.at(0, 0), modulation_.at(0, 1)};
};

double seconds_of(const auto& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// Both in turn, so that a busy machine slows both: `ratio` is the transformer's rate over that of
/// plain sgemm, with everything that is no matrix product counted as time but not as work.
void step_against_sgemm(benchmark::State& state) {
    TransformerStep transformer;
    PlainStep plain;
    double transformer_seconds = 0;
    double plain_seconds = 0;
    for (auto _ : state) {
        transformer_seconds += seconds_of([&] { transformer.run(); });
        plain_seconds += seconds_of([&] { plain.run(); });
    }
    const double operations = operations_of_a_step() * static_cast<double>(state.iterations());
    state.counters["transformer_GFLOPS"] = operations / transformer_seconds / 1e9;
    state.counters["sgemm_GFLOPS"] = operations / plain_seconds / 1e9;
    state.counters["ratio"] = plain_seconds / transformer_seconds;
    state.SetLabel(kernels().name);
}

BENCHMARK(step_against_sgemm)->Unit(benchmark::kMicrosecond);

/// The kernels of one instruction set alone on the largest product.
void multiply(benchmark::State& state, const Kernels* set) {
    if (set == nullptr) {
        state.SkipWithError("this processor lacks the instructions");
        return;
    }
    const Product product{72, 3 * kWidth, kWidth};
    const Floats x(product.rows * product.inputs, 0.5F);
    const Floats panels(product.inputs * product.outputs, 0.25F);
    const Floats bias(product.outputs);
    Floats y(product.rows * product.outputs);
    for (auto _ : state) {
        set->multiply(
            {x.data(), product.rows, product.inputs},
            product.inputs,
            panels.data(),
            bias.data(),
            product.outputs,
            {y.data(), product.rows, product.outputs}
        );
        benchmark::DoNotOptimize(y.data());
    }
    state.counters["GFLOPS"] = benchmark::Counter(
        product.operations() / 1e9, benchmark::Counter::kIsIterationInvariantRate
    );
}

BENCHMARK_CAPTURE(multiply, baseline, baseline_kernels());
BENCHMARK_CAPTURE(multiply, avx2, avx2_kernels());
BENCHMARK_CAPTURE(multiply, avx512, avx512_kernels());

// ---- what comes before the first picture

void load_model(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(Model::load(files().model()));
    }
}

BENCHMARK(load_model)->Unit(benchmark::kMillisecond);

void load_adapter(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(Adapter::load(files().adapter, "mira"));
    }
}

BENCHMARK(load_adapter)->Unit(benchmark::kMillisecond);

void merge_adapter(benchmark::State& state) {
    const std::vector<AdapterUse> uses{{Adapter::load(files().adapter, "mira").value(), 1.0F}};
    for (auto _ : state) {
        benchmark::DoNotOptimize(merge(*model()->network(), uses));
    }
}

BENCHMARK(merge_adapter)->Unit(benchmark::kMillisecond);

// ---- pictures

Latent sample_scene(std::string_view prompt, std::uint64_t seed) {
    const Sampling sampling{.seed = seed, .steps = kSteps, .guidance = kGuidance, .aspect = 1};
    const auto go_on = [](int /*step*/, const Latent& /*v*/, const Latent& /*x*/) { return true; };
    return sample(*model(), *model()->network(), prompt, sampling, go_on).value();
}

void sample_one_scene(benchmark::State& state) {
    for (auto _ : state) {
        benchmark::DoNotOptimize(sample_scene(kPrompt, 1));
    }
}

BENCHMARK(sample_one_scene)->Unit(benchmark::kMillisecond);

void render_one_scene(benchmark::State& state) {
    const auto side = static_cast<int>(state.range(0));
    const Scene scene = decode_scene(model()->config(), sample_scene(kPrompt, 1)).value();
    for (auto _ : state) {
        benchmark::DoNotOptimize(render(model()->glyphs(), scene, side, side));
    }
}

BENCHMARK(render_one_scene)->Arg(512)->Arg(1024)->Arg(2048)->Unit(benchmark::kMillisecond);

/// A batch as the product draws it: 1024x1024, 28 steps, guidance 3.5, two threads with two
/// pictures each.
void draw_four_on_two_threads(benchmark::State& state) {
    Engine engine(model(), kCacheLimit);
    const auto draw_two = [&](std::uint64_t first_seed) {
        Request request;
        request.prompt = kPrompt;
        for (request.seed = first_seed; request.seed < first_seed + 2; ++request.seed) {
            benchmark::DoNotOptimize(engine.draw(request));
        }
    };
    for (auto _ : state) {
        std::thread other([&] { draw_two(3); });
        draw_two(1);
        other.join();
    }
}

BENCHMARK(draw_four_on_two_threads)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace likeness::paperflux

BENCHMARK_MAIN();
