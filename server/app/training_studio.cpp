#include "app/training_studio.hpp"

#include "base/log.hpp"

#include <chrono>
#include <string>
#include <utility>

namespace likeness::app {

namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenSweeps = 10min;
constexpr auto kLook = 500ms;  // how often a sleeper asks whether it is to go on

TrainingRunner::Options runner_options(std::string node) {
    TrainingRunner::Options options;
    options.owner = std::move(node);
    return options;
}

}  // namespace

TrainingStudio::TrainingStudio(
    asio::any_io_executor executor,
    Storage& storage,
    const std::filesystem::path& staging_folder,
    LoraStaging& staging,
    People& people,
    LoraTrainer* trainer,
    std::string node,
    QuotaRule quota
)
    : intake(staging_folder, storage.random),
      archiver(staging_folder, storage.random),
      uploads(storage.uploads, storage.objects(), storage.clock, storage.random),
      pack(storage.objects(), archiver),
      keep(staging, storage.objects(), storage.clock),
      bell(executor),
      runner(
          executor,
          storage.training_queue,
          trainer,
          pack,
          keep,
          bell,
          storage.clock,
          runner_options(std::move(node))
      ),
      train(
          storage.trainings,
          storage.uploads,
          people,
          trainer,
          pack,
          runner,
          bell,
          storage.clock,
          storage.random,
          quota
      ),
      ledger_(storage.trainings) {}

api::TrainingServices TrainingStudio::services() {
    return {uploads, intake, train, ledger_, bell};
}

asio::awaitable<void> TrainingStudio::remove_expired_uploads(std::function<bool()> goes_on) {
    while (goes_on()) {
        const Result<int> removed = co_await uploads.remove_expired();
        if (!removed) {
            log::warning(
                "old uploads could not be removed",
                {{"reason", removed.error().message}, {"detail", removed.error().detail}}
            );
        }
        const bool has_more = removed && *removed > 0;
        const auto end = std::chrono::steady_clock::now() + (has_more ? 0min : kBetweenSweeps);
        while (goes_on() && std::chrono::steady_clock::now() < end) {
            co_await sleep_for(kLook);
        }
    }
}

}  // namespace likeness::app
