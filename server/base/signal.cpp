#include "base/signal.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/intrusive/list.hpp>

namespace likeness {

namespace asio = boost::asio;

namespace {

/// One waiting coroutine, living in its frame.
struct Waiter
    : boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
    explicit Waiter(const asio::any_io_executor& executor) : timer(executor) {}

    asio::steady_timer timer;
    bool notified = false;
};

}  // namespace

struct Signal::State {
    asio::any_io_executor executor;
    boost::intrusive::list<Waiter, boost::intrusive::constant_time_size<false>> waiters;
};

Signal::Signal(asio::any_io_executor executor) : state_(std::make_unique<State>()) {
    state_->executor = std::move(executor);
}

Signal::~Signal() = default;
Signal::Signal(Signal&&) noexcept = default;

asio::awaitable<bool> Signal::wait(std::chrono::milliseconds limit) {
    Waiter waiter(state_->executor);
    state_->waiters.push_back(waiter);
    waiter.timer.expires_after(limit);
    boost::system::error_code cancelled;
    co_await waiter.timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    co_return waiter.notified;
}

void Signal::notify_all() {
    while (!state_->waiters.empty()) {
        Waiter& waiter = state_->waiters.front();
        waiter.unlink();
        waiter.notified = true;
        waiter.timer.cancel();
    }
}

asio::awaitable<void> sleep_for(std::chrono::milliseconds duration) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    timer.expires_after(duration);
    boost::system::error_code cancelled;
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
}

}  // namespace likeness
