#include "testing/process.hpp"

#include <chrono>
#include <utility>

namespace likeness::test {

namespace {

using namespace std::chrono_literals;

}  // namespace

Lora World::add_lora(const WalletAddress& owner) {
    return run.value(database.loras().add(samples.lora(owner)));
}

GenerationRunner::Options quick_options(std::string owner) {
    GenerationRunner::Options options;
    options.owner = std::move(owner);
    options.poll = 20ms;
    options.look_after = 5ms;
    options.first_retry = 1ms;
    options.keep_trying = 10s;
    return options;
}

Process::Process(World& the_world, GenerationRunner::Options options)
    : world(the_world),
      life(world.run.executor()),
      queue(world.database.queue(), life),
      store(world.store, life),
      engine(world.engine, life),
      engines({engine}),
      events(world.run.executor()),
      keep_image(world.finisher, store, world.clock),
      runner(
          world.run.executor(),
          queue,
          engines,
          keep_image,
          events,
          world.clock,
          std::move(options)
      ),
      people(world.database.people(), world.clock),
      generate(
          world.database.ledger(),
          queue,
          world.database.loras(),
          people,
          engines,
          events,
          runner,
          world.clock,
          world.random,
          QuotaRule{}
      ) {}

/// Whatever the test left waiting is let go first: tasks must not outlive what they use.
Process::~Process() {
    if (life.is_dead()) {
        life.bury();
    }
    world.store.putting.open();
    world.engine.submitting.open();
    world.engine.working.open();
    world.run(runner.drain(0ms));
}

GenerateRequest Process::request(const Lora& lora, int images) {
    GenerateRequest request{.lora = lora.id, .prompt = "a lighthouse"};
    request.num_images = images;
    request.seed = Seed{7};
    return request;
}

BatchId Process::submit(const Lora& lora, int images, int wallet) {
    return world.run.value(generate.submit(caller(wallet), request(lora, images))).id;
}

GenerationBatch Process::ended(const BatchId& batch) {
    return world.run.value(generate.wait(batch, 20s));
}

GenerationBatch Process::stored(const BatchId& batch) {
    return world.run.value(world.database.ledger().find(batch));
}

}  // namespace likeness::test
