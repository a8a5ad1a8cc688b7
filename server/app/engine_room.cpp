#include "app/engine_room.hpp"

#include "app/embedded_model.hpp"
#include "app/studio.hpp"

#include <algorithm>

namespace likeness::app {

namespace {

http_client::Client::Options http_options(const EngineConfig& config) {
    http_client::Client::Options options;
    options.user_agent = software_name();
    const std::size_t streams = config.fal ? config.fal->max_streams : 0;
    options.max_connections_per_host = streams + 128;
    options.max_connections = streams + 384;
    return options;
}

}  // namespace

EngineRoom::EngineRoom(asio::any_io_executor executor, Storage& storage, const Config& config)
    : http(executor, http_options(config.engines)),
      paperflux(
          executor,
          storage.objects(),
          storage.random,
          embedded_model(),
          config.engines.threads
      ),
      preferred_(config.engines.preferred) {
    if (const auto settings = config.engines.fal_for(config.public_url, config.session_secret)) {
        fal_keys =
            std::make_unique<fal::WebhookKeys>(executor, http, settings->jwks_url, storage.clock);
        fal = std::make_unique<fal::FalEngine>(
            executor,
            http,
            storage.objects(),
            storage.fetcher(),
            config.data_dir / "staging",
            *settings
        );
        fal_trainer =
            std::make_unique<fal::FalTrainer>(executor, http, storage.objects(), *settings);
    }
    if (config.engines.sdcpp) {
        sdcpp = std::make_unique<sdcpp::SdcppEngine>(
            executor, http, storage.objects(), storage.fetcher(), *config.engines.sdcpp
        );
    }
}

std::vector<std::reference_wrapper<ImageEngine>> EngineRoom::engines() {
    std::vector<std::reference_wrapper<ImageEngine>> list;
    if (fal) {
        list.emplace_back(*fal);
    }
    if (sdcpp) {
        list.emplace_back(*sdcpp);
    }
    list.emplace_back(paperflux);
    std::stable_partition(list.begin(), list.end(), [&](const ImageEngine& engine) {
        return engine.profile().id == preferred_;
    });
    return list;
}

}  // namespace likeness::app
