#pragma once

#include "base/result.hpp"
#include "base/task.hpp"
#include "net/handler.hpp"
#include "net/limits.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace boost::asio {
class io_context;
}

namespace likeness::net {

/// An HTTP/1.1 server on one I/O thread: all of it, handlers included, runs on the thread that runs
/// `io`, and is called from there (or before it runs). One request of a connection is handled at a
/// time, pipelined ones in their order.
class Server {
public:
    struct Counts {
        std::size_t open_connections = 0;
        std::size_t requests_in_flight = 0;
        std::uint64_t accepted = 0;
    };

    /// All three must outlive the server. From here on the process ignores SIGPIPE, which
    /// sendfile() cannot suppress.
    Server(asio::io_context& io, Handler& handler, Observer& observer, const Limits& limits = {});
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    /// Cuts all connections. Requests still handled stay suspended in `io`; their answers go
    /// nowhere, and neither handler nor observer is called again.
    ~Server();

    /// Begins to accept at an address ("127.0.0.1", "::" for all of IPv6 and IPv4) or name. Port 0
    /// takes a free one. Returns the port. May be called several times. ErrorCode::conflict if the
    /// port is taken, invalid_argument for an address that is not this machine's, internal for the
    /// rest.
    Result<std::uint16_t> listen(const std::string& host, std::uint16_t port);

    /// Stops accepting, closes idle connections at once, lets running requests end with
    /// "Connection: close", and after `grace` cuts what is left. When it returns no connection is
    /// open, save those whose handler waits for something else than its client. Streams do not end
    /// by themselves: tell them first. Call once.
    asio::awaitable<void> drain(std::chrono::milliseconds grace);

    Counts counts() const;

private:
    class Impl;
    std::shared_ptr<Impl> impl_;
};

}  // namespace likeness::net
