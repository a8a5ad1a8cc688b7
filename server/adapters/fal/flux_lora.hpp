#pragma once

#include "adapters/fal/fal_settings.hpp"
#include "core/ports/image_engine.hpp"
#include "http_client/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::fal {

/// The input of fal-ai/flux-lora for one image (fal.ai/models/fal-ai/flux-lora/llms.txt).
/// `lora_urls` are the addresses of the request's LoRAs, in their order.
std::string
flux_lora_input(const EngineRequest& request, const std::vector<std::string>& lora_urls);

/// The address of the one image in the output. Errors: unprocessable (the safety checker blacked it
/// out), upstream_failed (no image).
Result<std::string> image_url_in(std::string_view output);

/// What the call cost, by its header x-fal-billable-units.
std::optional<std::int64_t>
price_of(const http_client::Response& response, std::int64_t unit_microdollars);

}  // namespace likeness::fal
