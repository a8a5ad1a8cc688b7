#pragma once

#include "core/ports/lora_trainer.hpp"
#include "testing/faults.hpp"
#include "testing/gate.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace likeness::test {

/// "fake", which takes 4 to 20 photos and up to 4,000 steps at two dollars for a thousand.
TrainerProfile fake_trainer_profile();

/// A trainer that keeps a book of its orders and reports on them as it is told; without orders to
/// the contrary a training is done at the first look. It may outlive runners, as a trainer
/// elsewhere outlives our process. Used on one thread.
class FakeTrainer final : public LoraTrainer {
public:
    explicit FakeTrainer(asio::any_io_executor executor) : submitting(std::move(executor)) {}

    const TrainerProfile& profile() const override { return profile_; }

    EngineHealth health() const override { return {}; }

    Task<std::string> submit(TrainingOrder order) override;
    Task<TrainerReport> look(std::string request_id) override;
    Task<void> fetch(TrainedFile file, std::uint64_t limit, const ByteTaker& taker) override;
    Task<void> cancel(std::string request_id) override;

    /// From now on every look gets this; nothing: the training is done.
    void report(std::optional<TrainerReport> report) { report_ = std::move(report); }

    /// What the weights file holds; at first it is a small LoRA for FLUX.1.
    void answer_with(Bytes weights) { weights_ = std::move(weights); }

    /// As if it had never heard of its orders.
    void forget_orders() { known_ = 0; }

    /// Orders it took; the first has the id "training-1".
    const std::vector<TrainingOrder>& orders() const { return orders_; }

    /// Ids that cancel() was called with.
    const std::vector<std::string>& cancelled() const { return cancelled_; }

    Faults submits;   // of submit(), before it takes the order; its calls() count every attempt
    Faults answers;   // of submit(), after it took the order
    Faults looks;     // of look()
    Faults fetches;   // of fetch()
    Gate submitting;  // where submit() waits, after it took the order

private:
    TrainerProfile profile_ = fake_trainer_profile();
    std::optional<TrainerReport> report_;
    std::optional<Bytes> weights_;
    std::vector<TrainingOrder> orders_;
    std::size_t known_ = 0;
    std::vector<std::string> cancelled_;
};

/// What the fake gives out as weights.
Bytes fake_weights();

}  // namespace likeness::test
