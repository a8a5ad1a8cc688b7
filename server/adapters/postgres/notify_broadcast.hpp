#pragma once

#include "adapters/postgres/connection.hpp"
#include "core/ports/broadcast.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <deque>
#include <memory>
#include <string>

namespace likeness::postgres {

/// Messages by LISTEN and NOTIFY, over one connection of its own (PostgreSQL documentation, NOTIFY:
/// a payload has at most 8,000 bytes, so several messages go in one). While the server is away
/// messages are dropped, and everybody is told that some were missed once it is back.
class NotifyBroadcast final : public Broadcast {
public:
    explicit NotifyBroadcast(ConnectionOptions options) : options_(std::move(options)) {}

    asio::awaitable<void> run(Hearer hearer) override;
    void stop() override;
    void send(std::string message) override;

private:
    asio::awaitable<void> converse(const Hearer& hearer);
    asio::awaitable<void> send_waiting();
    std::string next_payload();
    asio::awaitable<void> pause();

    ConnectionOptions options_;
    std::unique_ptr<Connection> connection_;  // while it lasts
    std::deque<std::string> waiting_;
    std::chrono::milliseconds pause_{0};
    bool is_stopping_ = false;
};

}  // namespace likeness::postgres
