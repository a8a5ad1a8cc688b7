#pragma once

#include "adapters/fal/fal_settings.hpp"
#include "base/task.hpp"
#include "http_client/client.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace likeness::fal {

/// Fetches finished files. They are public, lie on other hosts than the queue and never see the
/// key; only the configured origins are gone to, also by redirects. Used on the I/O thread.
class FalFiles {
public:
    FalFiles(http_client::Client& client, const FalSettings& settings)
        : client_(client),
          settings_(settings) {}

    /// The whole file of at most `limit` bytes. Faults of the network and of the host are tried
    /// again for some minutes; upstream_failed when the file is not to be had.
    Task<Bytes> fetch(std::string url, std::uint64_t limit);

private:
    Task<http_client::Response>
    get(std::string url, std::uint64_t limit, std::chrono::milliseconds time_left);

    http_client::Client& client_;
    const FalSettings& settings_;
};

}  // namespace likeness::fal
