#pragma once

#include "core/generate_images.hpp"
#include "testing/process.hpp"

#include <gtest/gtest.h>

#include <utility>

namespace likeness::test {

/// No runner works here: what is accepted stays queued.
class GenerateImagesFixture : public ::testing::Test {
protected:
    Result<GenerationBatch> submit(GenerateRequest request, int wallet = 2) {
        return world_.run(process_.generate.submit(process_.caller(wallet), std::move(request)));
    }

    GenerateRequest request() const { return {.lora = lora_.id, .prompt = "a lighthouse"}; }

    Lora added(Lora lora) { return world_.run.value(world_.database.loras().add(std::move(lora))); }

    const Caller maker_{sample_wallet(2), false};
    const Caller stranger_{sample_wallet(3), false};
    const Caller admin_{sample_wallet(4), true};

    World world_;
    Process process_{world_};
    Lora lora_ = world_.add_lora(sample_wallet(1));
};

}  // namespace likeness::test
