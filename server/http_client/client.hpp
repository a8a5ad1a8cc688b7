#pragma once

#include "base/task.hpp"
#include "http_client/message.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <cstddef>
#include <memory>

namespace likeness::http_client {

/// Sends HTTP requests, many at once, over connections that are kept (HTTP/1.1, and HTTP/2 with
/// TLS). libcurl's multi interface on the I/O thread; used there only. Never follows a redirect and
/// never repeats a request whose body it began to send. Proxies of the environment are used, but
/// not for loopback and not for public_only.
class Client {
public:
    struct Options {
        std::string user_agent = "Likeness";
        std::size_t max_connections = 512;
        std::size_t max_connections_per_host = 128;  // the rest wait for their turn

        Options() = default;
    };

    Client(asio::any_io_executor executor, Options options);
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client();

    /// The answer, whatever its status. Errors: unavailable (certainly nothing was sent: no such
    /// host, refused, TLS failed), deadline_exceeded (it may have arrived: reset, timeout, half an
    /// answer), payload_too_large (beyond max_response_bytes), permission_denied (the address is
    /// not public), invalid_argument (the URL), conflict (cancelled, or ended by on_data). Their
    /// details name the host, never the path, query or headers.
    Task<Response> send(Request request);

private:
    class Engine;
    std::shared_ptr<Engine> engine_;
};

}  // namespace likeness::http_client
