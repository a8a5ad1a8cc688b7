#pragma once

#include "adapters/fal/fal_calls.hpp"
#include "adapters/fal/fal_files.hpp"
#include "adapters/fal/fal_queue.hpp"
#include "adapters/fal/fal_storage.hpp"
#include "adapters/fal/lora_handover.hpp"
#include "core/ports/image_engine.hpp"
#include "core/ports/object_store.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace likeness::fal {

/// `fal-ai/flux-lora` behind the port: one request in fal.ai's queue for each image, with our own
/// seed. Used on the I/O thread.
class FalEngine final : public ImageEngine {
public:
    /// All of them outlive the engine; `scratch` is a folder for files on their way.
    FalEngine(
        asio::any_io_executor executor,
        http_client::Client& client,
        ObjectStore& objects,
        ObjectFetcher& fetcher,
        std::filesystem::path scratch,
        FalSettings settings
    );

    const EngineProfile& profile() const override { return profile_; }

    EngineHealth health() const override { return calls_.health(); }

    Task<void> check_weights(std::filesystem::path file) override;
    Task<std::string> submit(EngineRequest request) override;
    Task<EngineImage> result(std::string request_id, StepListener on_step) override;

    void cancel(const std::string& request_id) override { queue_.cancel(request_id); }

    void abandon(const std::string& request_id) override { queue_.abandon(request_id); }

    const FalSettings& settings() const { return settings_; }

    /// What submit() would have returned for the request with this id of fal.ai's.
    std::optional<std::string> request_text(std::string_view request_id) const {
        return queue_.request_text(request_id);
    }

    /// A webhook said that this request of fal.ai's has ended.
    void hint(std::string_view request_id) { queue_.hint(request_id); }

private:
    FalSettings settings_;
    EngineProfile profile_;
    FalCalls calls_;
    FalFiles files_;
    FalStorage storage_;
    LoraHandover loras_;
    FalQueue queue_;
};

}  // namespace likeness::fal
