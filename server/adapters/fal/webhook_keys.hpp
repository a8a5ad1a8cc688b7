#pragma once

#include "base/signal.hpp"
#include "base/task.hpp"
#include "core/ports/clock.hpp"
#include "http_client/client.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <string>
#include <vector>

namespace likeness::fal {

/// The keys that fal.ai signs webhooks with: fetched when first needed, kept for a day, fetched
/// anew at most once a minute, or after five seconds when that failed. Used on the I/O thread.
class WebhookKeys {
public:
    WebhookKeys(
        asio::any_io_executor executor,
        http_client::Client& client,
        std::string jwks_url,
        const Clock& clock
    );

    /// unavailable when there are none to be had now.
    Task<std::vector<Bytes>> current();
    /// Perhaps newer ones: after a signature that none of the current ones made.
    Task<std::vector<Bytes>> newest();

private:
    Task<std::vector<Bytes>> fetch();

    http_client::Client& client_;
    std::string jwks_url_;
    const Clock& clock_;
    Signal fetched_;
    bool is_fetching_ = false;
    std::vector<Bytes> keys_;
    Timestamp fetched_at_;
    Timestamp next_fetch_;
};

}  // namespace likeness::fal
