#pragma once

#include "adapters/fal/fal_calls.hpp"
#include "adapters/fal/fal_failure.hpp"
#include "adapters/fal/fal_request.hpp"
#include "adapters/fal/status_events.hpp"
#include "base/task_group.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace likeness::fal {

/// One endpoint behind fal.ai's queue (fal.ai/docs, "Queue"): submits, waits, fetches, cancels.
/// Waits by status streams as long as there are some to be had, else by polls that share one pace;
/// hints from webhooks bring the next look forward. Used on the I/O thread.
class FalQueue {
public:
    struct Order {
        std::string input;             // JSON
        std::string webhook_url = {};  // empty for none
        http_client::Headers headers = {};
    };

    FalQueue(asio::any_io_executor executor, FalCalls& calls, std::string_view endpoint);

    /// The text that names the request from now on. Errors as ImageEngine::submit().
    Task<std::string> submit(Order order);
    /// The answer with the output, once there is one. Errors as to_error(), and conflict after
    /// cancel() or abandon(), not_found when fal.ai does not know the request.
    Task<http_client::Response> result(std::string text, StatusListener on_status);
    void cancel(const std::string& text);
    void abandon(const std::string& text);
    /// It may have ended.
    void hint(std::string_view request_id);

    /// The text of the request with this id; nothing if it can be none.
    std::optional<std::string> request_text(std::string_view request_id) const;

    std::size_t waiting() const { return waits_.size(); }

private:
    struct Wait;
    using Steady = std::chrono::steady_clock;

    Task<void> await_end(std::shared_ptr<Wait> wait);
    Task<http_client::Response> fetch(std::shared_ptr<Wait> wait);
    asio::awaitable<void> follow(std::shared_ptr<Wait> wait);
    asio::awaitable<void> await_turn(std::shared_ptr<Wait> wait);
    Task<void> look(std::shared_ptr<Wait> wait);
    asio::awaitable<void> send_cancel(std::string url, std::weak_ptr<Wait> wait);
    void take_status(Wait& wait, const FalStatus& status);

    asio::any_io_executor executor_;
    FalCalls& calls_;
    FalAddresses addresses_;
    TaskGroup tasks_;
    std::map<std::string, std::shared_ptr<Wait>, std::less<>> waits_;  // by request id
    std::size_t streams_ = 0;
    Steady::time_point next_look_;  // when the pace allows the next status call
};

}  // namespace likeness::fal
