#pragma once

#include "adapters/fal/fal_calls.hpp"
#include "adapters/fal/fal_queue.hpp"
#include "adapters/fal/fal_request.hpp"
#include "adapters/fal/fal_storage.hpp"
#include "base/task_group.hpp"
#include "core/ports/lora_trainer.hpp"
#include "core/ports/object_store.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <map>
#include <string>

namespace likeness::fal {

/// `fal-ai/flux-lora-fast-training` behind the port. fal.ai fetches the photos by a signed link of
/// ours where it can reach one, else they go into its own storage. Used on the I/O thread.
class FalTrainer final : public LoraTrainer {
public:
    /// All of them outlive the trainer.
    FalTrainer(
        asio::any_io_executor executor,
        http_client::Client& client,
        ObjectStore& objects,
        FalSettings settings
    );

    const TrainerProfile& profile() const override { return profile_; }

    EngineHealth health() const override { return calls_.health(); }

    Task<std::string> submit(TrainingOrder order) override;
    Task<TrainerReport> look(std::string request_id) override;
    Task<void> fetch(TrainedFile file, std::uint64_t limit, const ByteTaker& taker) override;
    Task<void> cancel(std::string request_id) override;

private:
    struct Transfer;

    Task<std::string> archive_url(const TrainingOrder& order);
    Task<TrainedFiles> result(const FalRequest& request);
    Error doubtful(const std::string& id, Error verdict);
    Task<int>
    fetch_once(std::string url, std::uint64_t limit, const ByteTaker& taker, std::string& redirect);
    asio::awaitable<void>
    transfer(std::shared_ptr<Transfer> transfer, http_client::Request request);

    asio::any_io_executor executor_;
    http_client::Client& client_;
    ObjectStore& objects_;
    FalSettings settings_;
    TrainerProfile profile_;
    FalCalls calls_;
    FalStorage storage_;
    FalAddresses addresses_;
    FalQueue queue_;
    TaskGroup tasks_;
    std::map<std::string, int, std::less<>> doubts_;  // bad news in a row that may pass, by request
};

}  // namespace likeness::fal
