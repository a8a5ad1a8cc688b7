#pragma once

#include "base/signal.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <utility>

namespace likeness::test {

/// A place where coroutines wait while it is closed: so a test stops a fake in the middle of its
/// work. Used on one thread.
class Gate {
public:
    explicit Gate(boost::asio::any_io_executor executor) : changed_(std::move(executor)) {}

    void close() { is_closed_ = true; }

    void open() {
        is_closed_ = false;
        look_again();
    }

    /// Those who wait look at `let_out` again.
    void look_again() { changed_.notify_all(); }

    /// How many wait now.
    int waiting() const { return waiting_; }

    /// Returns once the gate is open or `let_out`, which must outlive the wait, is true.
    boost::asio::awaitable<void> pass(const bool& let_out = kNobody) {
        ++waiting_;
        while (is_closed_ && !let_out) {
            co_await changed_.wait(std::chrono::minutes{1});
        }
        --waiting_;
    }

private:
    static constexpr bool kNobody = false;

    Signal changed_;
    bool is_closed_ = false;
    int waiting_ = 0;
};

}  // namespace likeness::test
