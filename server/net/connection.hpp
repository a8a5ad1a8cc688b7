#pragma once

#include "net/client_socket.hpp"
#include "net/server_core.hpp"

#include <memory>
#include <optional>
#include <string>

namespace likeness::net {

/// One client's connection: waits for requests, has them handled one after the other, sends the
/// answers in their order.
class Connection {
public:
    /// `is_surplus`: the server is full; the first request is answered 503 and the connection ends.
    Connection(
        std::shared_ptr<ServerCore> core,
        asio::io_context& io,
        int descriptor,
        bool is_ipv6,
        PeerAddress peer,
        bool is_surplus
    );
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    /// Ends when the connection has ended. Throws nothing that comes from the client or the
    /// handler.
    asio::awaitable<void> run();

    ClientSocket& socket() { return socket_; }

    /// Ends the connection if it waits for a request.
    void end_if_idle();

private:
    asio::awaitable<void> serve_requests();
    asio::awaitable<int> wait_for_head();
    asio::awaitable<void> answer(int head_status);
    asio::awaitable<void> deliver(Response response, const RequestHead& head, bool may_go_on);
    asio::awaitable<void> linger();
    void report_gone(const RequestHead& head);
    void release_reader();

    std::shared_ptr<ServerCore> core_;
    ClientSocket socket_;
    PeerAddress peer_;
    ServerCore::Registration registration_;
    std::unique_ptr<RequestReader> reader_;  // while a request is there
    SteadyTime request_begin_;
    bool is_surplus_;
    bool is_idle_ = false;
    bool is_open_ = true;
    bool must_linger_ = false;
};

}  // namespace likeness::net
