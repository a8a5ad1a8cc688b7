#pragma once

#include "net/handler.hpp"
#include "net/limits.hpp"
#include "net/raw_client.hpp"
#include "net/server.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace likeness::net {

/// A summary that owns its texts.
struct KeptSummary {
    std::string method_text;
    std::string path;
    std::string request_id;
    std::string remote_address;
    int status = 0;
    std::uint64_t bytes_sent = 0;
    bool is_complete = false;
};

/// A real server on a free port with a thread of its own, for tests.
class RunningServer {
public:
    /// A plain function, because a coroutine of a lambda would refer to captures that are gone.
    using Answer = asio::awaitable<Response> (*)(Request&);

    /// `routes` are by path; other paths are answered 404 with an empty body. Refusals have the
    /// body "refused <status>".
    explicit RunningServer(
        std::map<std::string, Answer, std::less<>> routes,
        const Limits& limits = quick_limits()
    );
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;
    /// Destroys the server with all that still runs.
    ~RunningServer();

    /// Times in milliseconds, so that tests of them take no seconds.
    static Limits quick_limits();

    std::uint16_t port() const { return port_; }

    RawClient client(int receive_buffer = 0) const { return RawClient(port_, receive_buffer); }

    /// The summaries so far, once there are `count` of them.
    std::vector<KeptSummary> summaries(std::size_t count);
    Server::Counts counts();
    /// Waits until that many connections are open; false after five seconds.
    bool wait_for_connections(std::size_t count);
    /// Drains on the server's thread and returns when that is over, with the time it took.
    std::chrono::milliseconds drain(std::chrono::milliseconds grace);

private:
    class Product;
    struct Loop;

    std::unique_ptr<Product> product_;
    std::unique_ptr<Loop> loop_;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

}  // namespace likeness::net
