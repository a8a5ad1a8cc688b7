#pragma once

#include "base/bytes.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace likeness::fal {

/// Where fal.ai is and how hard it may be asked. Base URLs end without a slash and may hold a path.
struct FalSettings {
    enum class LoraHandover {
        automatic,  // a copy only where fal.ai cannot reach our store
        link,       // into our store
        upload      // a copy in fal.ai's storage
    };

    std::string key;  // "id:secret"
    std::string queue_url = "https://queue.fal.run";
    std::string rest_url = "https://rest.fal.ai";
    std::string jwks_url = "https://rest.fal.ai/.well-known/jwks.json";
    /// From which finished files may be fetched; "*." stands for any subdomain.
    std::vector<std::string> file_origins = {
        "https://fal.media",
        "https://*.fal.media",
        "https://storage.googleapis.com"};
    int concurrency = 64;                     // images ordered at once
    std::chrono::seconds job_deadline{600};   // from the order to its result
    double status_calls_per_second = 10;      // of all requests together
    std::size_t max_streams = 400;            // status streams at once; 0: polling only
    std::int64_t unit_microdollars = 35'000;  // price of a billable unit, a megapixel
    LoraHandover lora_handover = LoraHandover::automatic;
    std::string webhook_url = {};            // our public URL; empty: fal cannot reach us
    Bytes webhook_key = {};                  // signs what webhook addresses name
    std::chrono::seconds webhook_wait{180};  // for the report on an order without an answer
};

}  // namespace likeness::fal
