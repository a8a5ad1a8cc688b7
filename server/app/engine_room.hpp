#pragma once

#include "adapters/fal/fal_engine.hpp"
#include "adapters/fal/fal_trainer.hpp"
#include "adapters/fal/webhook_keys.hpp"
#include "adapters/paperflux_engine/paperflux_engine.hpp"
#include "adapters/sdcpp/sdcpp_engine.hpp"
#include "app/config.hpp"
#include "app/storage.hpp"
#include "http_client/client.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <vector>

namespace likeness::app {

/// The engines that the configuration turns on. The only place that names concrete ones.
class EngineRoom {
public:
    EngineRoom(asio::any_io_executor executor, Storage& storage, const Config& config);

    /// The preferred one first.
    std::vector<std::reference_wrapper<ImageEngine>> engines();

    http_client::Client http;
    paperflux_engine::PaperfluxEngine paperflux;
    std::unique_ptr<fal::FalEngine> fal;  // these three: none without a key
    std::unique_ptr<fal::WebhookKeys> fal_keys;
    std::unique_ptr<fal::FalTrainer> fal_trainer;
    std::unique_ptr<sdcpp::SdcppEngine> sdcpp;  // none without its address

private:
    std::string preferred_;
};

}  // namespace likeness::app
