#pragma once

#include "http_client/message.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <optional>

namespace likeness::cloud_calls {

namespace asio = boost::asio;

/// How often and how soon a call is repeated that may be repeated.
struct RetryRules {
    int attempts = 4;  // in all
    std::chrono::milliseconds first_pause{250};
    std::chrono::milliseconds longest_pause{5'000};

    RetryRules() = default;
};

/// True for statuses that may pass: 408, 429 and what gateways and tired servers say (500, 502,
/// 503, 504).
bool may_pass(int status);

/// The answer's Retry-After in seconds, if it has one in this form.
std::optional<std::chrono::seconds> retry_after(const http_client::Response& response);

/// The attempts of one call: exponential backoff with full jitter, and the server's own wish where
/// it is not longer than we wait.
class Attempts {
public:
    explicit Attempts(const RetryRules& rules) : rules_(rules) {}

    /// Waits for the moment of the next attempt; false at once when there shall be none.
    asio::awaitable<bool> again(std::optional<std::chrono::seconds> wish);

    asio::awaitable<bool> again() { return again(std::nullopt); }

    /// Something was achieved: counting begins anew.
    void begin_anew() { made_ = 1; }

private:
    std::chrono::milliseconds pause() const;

    RetryRules rules_;
    int made_ = 1;
};

}  // namespace likeness::cloud_calls
