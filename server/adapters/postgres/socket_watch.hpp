#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>

namespace likeness::postgres {

namespace asio = boost::asio;

/// Waits for a socket that belongs to libpq, on one executor. Must go before the socket is closed.
class SocketWatch {
public:
    /// Throws boost::system::system_error when the descriptor cannot be watched.
    SocketWatch(const asio::any_io_executor& executor, int socket);
    ~SocketWatch();
    SocketWatch(const SocketWatch&) = delete;
    SocketWatch& operator=(const SocketWatch&) = delete;

    enum class For {
        reading,
        writing
    };
    enum class Woken {
        ready,
        timed_out,
        interrupted
    };

    /// One wait at a time.
    asio::awaitable<Woken> wait(For what, std::chrono::milliseconds limit);
    /// Ends the wait that is under way, if there is one.
    void interrupt();

private:
    struct State;
    std::shared_ptr<State> state_;
};

}  // namespace likeness::postgres
