#pragma once

#include "base/signal.hpp"
#include "base/task_group.hpp"
#include "core/keep_training.hpp"
#include "core/pack_training.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/lora_trainer.hpp"
#include "core/ports/training_repository.hpp"
#include "core/training_events.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <type_traits>

namespace likeness {

/// Sees trainings through: one runner a process, one coroutine a training. It leases open trainings
/// from the database, packs their photos, orders them once, asks the trainer how they stand, and
/// keeps the results. What it was doing when the process died, the next one carries on; what it
/// asks of the trainer is asked again by whoever holds the lease, so that no training is forgotten.
/// Used on the I/O thread.
class TrainingRunner {
public:
    struct Options {
        std::string owner;  // names this process in leases
        std::chrono::milliseconds lease{60'000};
        std::chrono::milliseconds poll{1'000};  // how long a training of another process may wait
        std::chrono::milliseconds look{3'000};  // between two questions to the trainer
        std::chrono::milliseconds keep_trying{
            60 * 60'000};  // how long a result, or an order that cannot be placed, waits
        std::chrono::milliseconds first_retry{500};  // doubles with each, up to half a minute

        Options() = default;
    };

    struct Counts {
        std::int64_t submitted = 0;
        std::int64_t completed = 0;
        std::int64_t failed = 0;
    };

    /// Without a trainer it does nothing.
    TrainingRunner(
        asio::any_io_executor executor,
        TrainingQueue& queue,
        LoraTrainer* trainer,
        PackTraining& pack,
        KeepTraining& keep,
        TrainingBell& bell,
        const Clock& clock,
        Options options
    );
    ~TrainingRunner();

    void start();
    /// There may be a new training.
    void wake();
    /// The training was cancelled by its owner: lets it go, and tells the trainer if it has it.
    void stop(const LoraId& training, const std::optional<std::string>& request_id);
    /// Takes no more trainings and lets go of those in hand, which the next process finds as they
    /// are; waits up to `limit` for orders on their way and results that are being stored.
    asio::awaitable<void> drain(std::chrono::milliseconds limit);

    std::size_t running() const { return active_.size(); }

    const Counts& counts() const { return counts_; }

private:
    struct Active;  // one training in hand

    asio::awaitable<void> serve();
    asio::awaitable<bool> take_one();
    asio::awaitable<void> work(LeasedTraining leased);
    asio::awaitable<void> carry_out(Active& active);
    Task<void> train(Active& active);
    Task<void> order(Active& active);
    Task<std::string> submit(Active& active, TrainingOrder order);
    Task<void> note_request(Active& active);
    Task<TrainedFiles> watch(Active& active);
    Task<void> note_progress(Active& active, TrainerReport report);
    Task<void> keep(Active& active, TrainedFiles files);
    Task<void> store(Active& active, const TrainedFiles& files);
    asio::awaitable<void> give_up(Active& active, Error error);
    asio::awaitable<void> tidy_up(const Active& active);
    asio::awaitable<void> tell_trainer(std::string request_id);
    asio::awaitable<void> renew_leases();
    template <class Attempt>
    std::invoke_result_t<Attempt&> insist(Active& active, Attempt attempt);
    bool lets_go(const Active& active) const;
    asio::awaitable<void> pause(const Active& active, std::chrono::milliseconds duration);

    TaskGroup tasks_;
    Signal changed_;
    TrainingQueue& queue_;
    LoraTrainer* trainer_;
    PackTraining& pack_;
    KeepTraining& keep_;
    TrainingBell& bell_;
    const Clock& clock_;
    Options options_;
    std::map<std::string, Active*, std::less<>> active_;  // by id
    std::uint64_t wakes_ = 0;
    bool stopping_ = false;
    Counts counts_;
};

}  // namespace likeness
