#pragma once

#include "adapters/fal/fal_settings.hpp"
#include "core/ports/image_engine.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace likeness::fal {

/// "?fal_webhook=<our address, encoded>" for the order of this job; empty when fal.ai cannot reach
/// us. The address is `/api/fal/webhook/{batchId}?t=<job id>.<signature>`.
std::string webhook_query(const FalSettings& settings, const EngineJob& job);

/// The job that an address of ours names; nothing if we did not sign it.
std::optional<JobId>
job_of_webhook(const FalSettings& settings, std::string_view batch, std::string_view token);

}  // namespace likeness::fal
