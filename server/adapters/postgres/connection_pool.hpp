#pragma once

#include "adapters/postgres/connection.hpp"
#include "base/task.hpp"

#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <vector>

namespace likeness::postgres {

/// A bounded number of connections, opened as they are needed and kept. Used on one thread; whoever
/// waits for one waits on his own executor.
class ConnectionPool : public std::enable_shared_from_this<ConnectionPool> {
public:
    struct Options {
        ConnectionOptions connection;
        std::size_t connections = 4;
        std::size_t queue_limit = 4'096;             // that may wait for one
        std::chrono::milliseconds wait{5'000};       // at most, for one
        std::chrono::milliseconds first_pause{100};  // after a connection that failed; doubles
        std::chrono::milliseconds longest_pause{1'000};

        Options() = default;
    };

    explicit ConnectionPool(Options options) : options_(std::move(options)) {}

    /// A connection for as long as this lives. It goes back to the pool in whatever state it is
    /// in: leave() its transaction before.
    class Lease {
    public:
        Lease(std::shared_ptr<ConnectionPool> pool, std::unique_ptr<Connection> connection);
        ~Lease();
        Lease(Lease&&) noexcept = default;
        Lease& operator=(Lease&&) = delete;

        Connection& operator*() const { return *connection_; }

        Connection* operator->() const { return connection_.get(); }

    private:
        std::shared_ptr<ConnectionPool> pool_;
        std::unique_ptr<Connection> connection_;
    };

    /// unavailable when none becomes free in time, too many wait, or the server cannot be reached.
    Task<Lease> acquire();

    /// The server was away: connections that wait for work are not to be trusted.
    void drop_idle() { idle_.clear(); }

    std::size_t in_use() const { return made_; }

    std::size_t waiting() const { return waiters_.size(); }

private:
    struct Waiter;

    Task<Lease> opened();
    asio::awaitable<void> await_turn(std::chrono::steady_clock::time_point deadline);
    void give_back(std::unique_ptr<Connection> connection);
    void call_next();
    void call_all();
    void note_failure(const std::string& reason);

    const Options options_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t made_ = 0;  // in use or being made
    std::list<Waiter*> waiters_;
    std::chrono::milliseconds pause_{0};
    std::chrono::steady_clock::time_point closed_until_{};
    std::string last_reason_;
};

}  // namespace likeness::postgres
