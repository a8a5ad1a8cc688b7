#pragma once

#include "adapters/sdcpp/sdcpp_api.hpp"
#include "adapters/sdcpp/sdcpp_settings.hpp"
#include "base/task_group.hpp"
#include "core/ports/image_engine.hpp"
#include "core/ports/object_fetcher.hpp"
#include "http_client/client.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <map>
#include <memory>
#include <set>
#include <string>

namespace likeness::sdcpp {

/// A stable-diffusion.cpp server on somebody's own GPU behind the port. Doing an image again costs
/// nothing but time, so that a server that was restarted, and has forgotten its jobs, is given them
/// anew. LoRAs are put into its folder under the name of their hash. Used on the I/O thread.
class SdcppEngine final : public ImageEngine {
public:
    /// All of them outlive the engine. Looks at the server at once, and every quarter of a minute.
    SdcppEngine(
        asio::any_io_executor executor,
        http_client::Client& client,
        ObjectStore& objects,
        ObjectFetcher& fetcher,
        SdcppSettings settings
    );

    const EngineProfile& profile() const override { return profile_; }

    EngineHealth health() const override { return health_; }

    Task<void> check_weights(std::filesystem::path file) override;
    Task<std::string> submit(EngineRequest request) override;
    Task<EngineImage> result(std::string request_id, StepListener on_step) override;
    void cancel(const std::string& request_id) override;
    void abandon(const std::string& request_id) override;

private:
    struct Wait;

    asio::awaitable<void> watch();
    Task<Capabilities> look();
    Task<std::string> lora_path(EngineLora lora);
    Task<void> place_lora(EngineLora lora);
    Task<void> fetch_lora(ObjectKey key, std::filesystem::path into);
    Task<EngineImage> poll(std::shared_ptr<Wait> wait);
    asio::awaitable<void> send_cancel(std::string request_id);
    Task<http_client::Response> call(std::string method, std::string path, std::string body = {});

    http_client::Client& client_;
    ObjectStore& objects_;
    ObjectFetcher& fetcher_;
    SdcppSettings settings_;
    EngineProfile profile_;
    EngineHealth health_;
    TaskGroup tasks_;
    asio::any_io_executor executor_;
    Signal placed_;
    std::set<std::string, std::less<>> placing_;  // hashes of LoRAs that are being copied
    std::map<std::string, std::shared_ptr<Wait>, std::less<>> waits_;
};

}  // namespace likeness::sdcpp
