#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>

namespace likeness {

/// Wakes coroutines of one thread: wait() returns after the next notify_all() or at the limit. A
/// notification with no waiter is forgotten, so look at the state first and wait second, with
/// nothing awaited in between.
class Signal {
public:
    explicit Signal(boost::asio::any_io_executor executor);
    ~Signal();
    Signal(Signal&&) noexcept;
    Signal& operator=(Signal&&) = delete;

    /// True when notified, false when `limit` passed first. The signal must outlive the wait.
    boost::asio::awaitable<bool> wait(std::chrono::milliseconds limit);
    void notify_all();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// Suspends the calling coroutine; returns early, without an error, when its executor is stopped.
boost::asio::awaitable<void> sleep_for(std::chrono::milliseconds duration);

}  // namespace likeness
