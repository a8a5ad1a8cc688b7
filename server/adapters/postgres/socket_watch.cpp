#include "adapters/postgres/socket_watch.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace likeness::postgres {

/// Shared with the timer's handler, which may run when the watch is gone.
struct SocketWatch::State {
    State(const asio::any_io_executor& executor, int socket)
        : descriptor(executor, socket),
          timer(executor) {}

    asio::posix::stream_descriptor descriptor;
    asio::steady_timer timer;
    std::uint64_t round = 0;  // counts waits, so that a late timer ends no later wait
    bool timed_out = false;
};

SocketWatch::SocketWatch(const asio::any_io_executor& executor, int socket)
    : state_(std::make_shared<State>(executor, socket)) {}

SocketWatch::~SocketWatch() {
    ++state_->round;
    state_->timer.cancel();
    state_->descriptor.release();
}

asio::awaitable<SocketWatch::Woken> SocketWatch::wait(For what, std::chrono::milliseconds limit) {
    const std::shared_ptr<State> state = state_;
    state->timed_out = false;
    const std::uint64_t round = ++state->round;
    state->timer.expires_after(limit);
    auto on_time = [state, round](const boost::system::error_code& cancelled) {
        if (!cancelled && state->round == round) {
            state->timed_out = true;
            state->descriptor.cancel();
        }
    };
    state->timer.async_wait(std::move(on_time));
    const auto kind = what == For::reading ? asio::posix::descriptor_base::wait_read
                                           : asio::posix::descriptor_base::wait_write;
    boost::system::error_code ended;
    co_await state->descriptor.async_wait(kind, asio::redirect_error(asio::use_awaitable, ended));
    ++state->round;
    state->timer.cancel();
    if (state->timed_out) {
        co_return Woken::timed_out;
    }
    co_return ended ? Woken::interrupted : Woken::ready;
}

void SocketWatch::interrupt() {
    state_->descriptor.cancel();
}

}  // namespace likeness::postgres
