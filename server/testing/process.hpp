#pragma once

#include "core/engines.hpp"
#include "core/generate_images.hpp"
#include "core/generation_events.hpp"
#include "core/generation_runner.hpp"
#include "core/keep_image.hpp"
#include "core/people.hpp"
#include "testing/fake_clock.hpp"
#include "testing/fake_engine.hpp"
#include "testing/lifeline.hpp"
#include "testing/memory_object_store.hpp"
#include "testing/mortal_ports.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/stub_finisher.hpp"
#include "testing/test_database.hpp"

#include <string>

namespace likeness::test {

/// What stays when a process of ours ends: the database, the store, the engine, the time of day.
struct World {
    explicit World(EngineProfile profile = fake_engine_profile())
        : engine(run.executor(), std::move(profile)) {}

    /// A sample LoRA that is there.
    Lora add_lora(const WalletAddress& owner);

    TaskRunner run;
    FakeClock clock;
    SeededRandom random;
    Samples samples{clock, random};
    TestDatabase database;
    MemoryObjectStore store{run.executor()};
    FakeEngine engine;
    StubFinisher finisher;
};

/// A runner's options for tests: it looks about every few milliseconds.
GenerationRunner::Options quick_options(std::string owner = "process-1");

/// One process of ours that makes images: everything from the request to the runner, wired as in
/// the server. It dies when it is told, and is drained when it goes.
struct Process {
    explicit Process(World& the_world, GenerationRunner::Options options = quick_options());
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    /// What a maker asks for; `images` of "a lighthouse" with seeds from 7 on.
    static GenerateRequest request(const Lora& lora, int images = 1);
    /// Accepts a batch, or throws.
    BatchId submit(const Lora& lora, int images = 1, int wallet = 1);
    /// The batch once it has ended; throws when that takes more than some seconds.
    GenerationBatch ended(const BatchId& batch);
    /// The batch as its rows tell it.
    GenerationBatch stored(const BatchId& batch);

    Caller caller(int wallet = 1) const { return {sample_wallet(wallet), false}; }

    World& world;
    Lifeline life;
    MortalJobQueue queue;
    MortalObjectStore store;
    MortalEngine engine;
    Engines engines;
    GenerationEvents events;
    KeepImage keep_image;
    GenerationRunner runner;
    People people;
    GenerateImages generate;
};

}  // namespace likeness::test
