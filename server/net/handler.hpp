#pragma once

#include "net/message.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>

namespace likeness::net {

/// Answers requests. Called on the I/O thread; must outlive the server and every request still
/// handled.
class Handler {
public:
    Handler() = default;
    Handler(const Handler&) = delete;
    Handler& operator=(const Handler&) = delete;
    virtual ~Handler() = default;

    /// The answer to one request. An exception is logged with the request's id and answered by
    /// refusal(500).
    virtual asio::awaitable<Response> handle(Request& request) = 0;

    /// The answer when the server itself refuses: 400, 408, 414, 417, 431, 501 and 505 for what it
    /// cannot read, 500 after an exception, 503 when it is full. `path` is empty when the request
    /// could not be read that far.
    virtual Response refusal(int status, std::string_view path, std::string_view request_id) = 0;
};

/// What became of one request. The views are valid during the call.
struct RequestSummary {
    std::string_view method_text;
    /// Still percent-encoded, without the query; empty when the request could not be read that far,
    /// and so is the method.
    std::string_view path;
    std::string_view request_id;
    std::string_view remote_address;
    /// What was answered; 499 if the client went away before the answer began.
    int status = 0;
    /// Head and body, as far as the system took them.
    std::uint64_t bytes_sent = 0;
    /// From the first byte of the request to the last of the answer.
    std::chrono::steady_clock::duration duration{};
    /// False if the connection broke or was cut before the whole answer was out.
    bool is_complete = false;
};

/// Told of every request once, after its answer: the place for the log line and the counters.
class Observer {
public:
    Observer() = default;
    Observer(const Observer&) = delete;
    Observer& operator=(const Observer&) = delete;
    virtual ~Observer() = default;

    virtual void on_request(const RequestSummary& summary) noexcept = 0;
};

}  // namespace likeness::net
