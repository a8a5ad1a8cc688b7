#pragma once

#include "core/batch_stream.hpp"
#include "core/generation_events.hpp"
#include "testing/fake_clock.hpp"
#include "testing/run_task.hpp"
#include "testing/samples.hpp"
#include "testing/seeded_random.hpp"
#include "testing/slow_ledger.hpp"
#include "testing/test_database.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

namespace likeness::test {

/// What tests of streams share: a batch of three images that lives its life in four steps, each
/// written and then published as the runner does: begun, image, image, failure and end. Its events
/// are 1 to 6.
class BatchStory : public ::testing::Test {
protected:
    static constexpr int kSteps = 4;
    static constexpr std::int64_t kLastEvent = 6;

    BatchStory() { begin_another(); }

    /// All earlier batches must have ended.
    void begin_another();
    void take(int steps);
    Task<void> step();
    void publish(const GenerationEvent& event);

    const BatchId& id() const { return accepted_.batch.id; }

    std::optional<StampedEvent> next(BatchStream& stream);
    /// The ids of what the stream has to tell by now.
    std::vector<std::string> told(BatchStream& stream);
    /// The ids of the batch's events behind this one.
    static std::vector<std::string> ids_after(std::int64_t number);

    TaskRunner run_;
    FakeClock clock_;
    SeededRandom random_;
    Samples samples_{clock_, random_};
    TestDatabase database_;
    SlowLedger ledger_{database_.ledger(), run_.executor()};
    GenerationEvents events_{run_.executor()};
    Lora lora_ = run_.value(database_.loras().add(samples_.lora(sample_wallet(1))));
    bool is_published_ = true;  // false: as if another process worked

private:
    Task<void> lease_all();
    Task<void> complete_one();
    Task<void> fail_one();

    NewBatch accepted_ = samples_.batch(lora_, sample_wallet(1), 3);
    std::vector<LeasedJob> jobs_;
    int step_ = 0;
};

}  // namespace likeness::test
