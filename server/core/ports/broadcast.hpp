#pragma once

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace likeness {

/// Carries short messages to the other processes that work on the same database. Messages may get
/// lost: they are hints, what counts is in the database. Used on the I/O thread.
class Broadcast {
public:
    Broadcast() = default;
    Broadcast(const Broadcast&) = delete;
    Broadcast& operator=(const Broadcast&) = delete;
    virtual ~Broadcast() = default;

    /// Longer messages are not sent.
    static constexpr std::size_t kMaxMessage = 1'000;

    /// What other processes say; an empty message says that some may have been missed.
    using Hearer = std::function<void(std::string_view message)>;

    /// Carries messages until stop(). Sends those that wait before it returns.
    virtual boost::asio::awaitable<void> run(Hearer hearer) = 0;
    virtual void stop() = 0;
    /// Returns at once. The message must hold no line break.
    virtual void send(std::string message) = 0;
};

}  // namespace likeness
