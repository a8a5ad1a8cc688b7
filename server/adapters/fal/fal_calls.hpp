#pragma once

#include "adapters/fal/fal_settings.hpp"
#include "core/ports/image_engine.hpp"
#include "http_client/client.hpp"

#include <string>

namespace likeness::fal {

/// Calls that carry the key. Only addresses of the configured origins may be given to it. Notes
/// whether fal.ai takes the key. Used on the I/O thread.
class FalCalls {
public:
    FalCalls(http_client::Client& client, const FalSettings& settings)
        : client_(client),
          settings_(settings) {}

    /// As Client::send(); `request` comes without the headers that all calls share.
    Task<http_client::Response> send(http_client::Request request);

    const EngineHealth& health() const { return health_; }

    const FalSettings& settings() const { return settings_; }

private:
    void note(int status);

    http_client::Client& client_;
    const FalSettings& settings_;
    EngineHealth health_;
};

}  // namespace likeness::fal
