#pragma once

#include "adapters/fal/fal_settings.hpp"
#include "adapters/sdcpp/sdcpp_settings.hpp"
#include "app/settings.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace likeness::app {

/// Which engines are on, and how they are reached.
struct EngineConfig {
    std::string preferred;  // the default engine: "fal", "sdcpp" or "paperflux"
    bool may_fall_back = false;
    std::size_t threads = 1;  // of the embedded engine
    std::optional<fal::FalSettings> fal;
    std::optional<sdcpp::SdcppSettings> sdcpp;
    enum class Webhooks {
        automatic,  // when the public URL is one that fal.ai can reach
        on,
        off
    } webhooks = Webhooks::automatic;

    /// fal.ai's settings with the webhook address that belongs to our public URL.
    std::optional<fal::FalSettings>
    fal_for(const std::string& public_url, const std::string& session_secret) const;
};

/// invalid_argument names the setting and what it must be.
Result<EngineConfig> read_engines(const Settings& settings);

}  // namespace likeness::app
