#pragma once

#include "adapters/paperflux_engine/paperflux_engine.hpp"
#include "base/digest.hpp"
#include "testing/memory_object_store.hpp"
#include "testing/run_task.hpp"
#include "testing/seeded_random.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <utility>

/// What the tests of the embedded engine share. They run in the repository's root.
namespace likeness::test {

inline const std::string kModelFolder = "server/paperflux/model/";

inline Bytes file_bytes(const std::string& path) {
    std::ifstream stream(path, std::ios::binary);
    if (!stream) {
        throw std::runtime_error(path + " cannot be read");
    }
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

/// The shipped model, as long as the program runs.
inline paperflux::ModelFiles shipped_files() {
    static const Bytes weights = file_bytes(kModelFolder + "paperflux-1.safetensors");
    static const Bytes vocab = file_bytes(kModelFolder + "vocab.json");
    static const Bytes config = file_bytes(kModelFolder + "config.json");
    static const Bytes glyphs = file_bytes(kModelFolder + "glyphs.json");
    return {weights, vocab, config, glyphs};
}

/// An engine of one thread on a store that holds a shipped LoRA. All tests of a program share one:
/// most of its time goes into the loading of the model.
struct SharedEngine {
    static SharedEngine& get() {
        static SharedEngine shared;
        return shared;
    }

    TaskRunner run;
    MemoryObjectStore objects{run.executor()};
    SeededRandom random;
    const Bytes lora_file = file_bytes(kModelFolder + "loras/baron-the-cat.safetensors");
    paperflux_engine::PaperfluxEngine engine{run.executor(), objects, random, shipped_files(), 1};
};

class PaperfluxEngineTest : public ::testing::Test {
protected:
    PaperfluxEngineTest() { put("cat/weights.safetensors", lora_file_); }

    void put(const std::string& key, Bytes file) {
        run_.value(objects_.put(Bucket::loras, ObjectKey::trusted(key), std::move(file), ""));
    }

    /// A small and quick one.
    EngineRequest request(std::uint64_t seed = 7) const {
        EngineRequest request{
            "a cat in the style of brncat",
            Seed{seed},
            {},
            {{ObjectKey::trusted("cat/weights.safetensors"), to_hex(sha256(lora_file_)), 1.5}}};
        request.settings.size = {256, 320};
        request.settings.num_inference_steps = 3;
        request.settings.output_format = OutputFormat::png;
        return request;
    }

    static void ignore_steps(int, int) {}

    Result<EngineImage> draw(EngineRequest request, const StepListener& on_step = ignore_steps) {
        const std::string id = run_.value(engine_.submit(std::move(request)));
        return run_(engine_.result(id, on_step));
    }

    Bytes drawn(EngineRequest request) {
        Result<EngineImage> image = draw(std::move(request));
        if (!image) {
            throw std::runtime_error(image.error().message + " " + image.error().detail);
        }
        return std::move(image->bytes);
    }

    SharedEngine& shared_ = SharedEngine::get();
    TaskRunner& run_ = shared_.run;
    MemoryObjectStore& objects_ = shared_.objects;
    SeededRandom& random_ = shared_.random;
    const Bytes& lora_file_ = shared_.lora_file;
    paperflux_engine::PaperfluxEngine& engine_ = shared_.engine;
};

}  // namespace likeness::test
