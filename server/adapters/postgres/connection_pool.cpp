#include "adapters/postgres/connection_pool.hpp"

#include "base/log.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <utility>

namespace likeness::postgres {

namespace {

using SteadyClock = std::chrono::steady_clock;

Error not_available(std::string detail) {
    return Error::unavailable(
        "The database is not available at the moment. Please try again.", std::move(detail)
    );
}

}  // namespace

/// In the frame of the coroutine that waits.
struct ConnectionPool::Waiter {
    Waiter(ConnectionPool& the_pool, const asio::any_io_executor& executor)
        : pool(the_pool),
          timer(executor),
          place(pool.waiters_.insert(pool.waiters_.end(), this)) {}

    ~Waiter() { leave(); }

    Waiter(const Waiter&) = delete;
    Waiter& operator=(const Waiter&) = delete;

    void leave() {
        if (place != pool.waiters_.end()) {
            pool.waiters_.erase(std::exchange(place, pool.waiters_.end()));
        }
    }

    ConnectionPool& pool;
    asio::steady_timer timer;
    std::list<Waiter*>::iterator place;
};

ConnectionPool::Lease::Lease(
    std::shared_ptr<ConnectionPool> pool,
    std::unique_ptr<Connection> connection
)
    : pool_(std::move(pool)),
      connection_(std::move(connection)) {}

ConnectionPool::Lease::~Lease() {
    if (pool_) {
        pool_->give_back(std::move(connection_));
    }
}

Task<ConnectionPool::Lease> ConnectionPool::acquire() {
    const std::shared_ptr<ConnectionPool> self = shared_from_this();
    const auto deadline = SteadyClock::now() + options_.wait;
    // Whoever comes while others wait goes behind them.
    bool must_wait = !waiters_.empty();
    while (true) {
        if (!must_wait && !idle_.empty()) {
            std::unique_ptr<Connection> connection = std::move(idle_.back());
            idle_.pop_back();
            ++made_;
            Lease lease(self, std::move(connection));
            lease->attach(co_await asio::this_coro::executor);
            if (!lease->is_broken()) {
                co_return std::move(lease);
            }
            continue;
        }
        if (SteadyClock::now() < closed_until_) {
            co_return not_available(last_reason_);
        }
        if (!must_wait && made_ < options_.connections) {
            co_return co_await opened();
        }
        if (waiters_.size() >= options_.queue_limit || SteadyClock::now() >= deadline) {
            co_return not_available("all connections to PostgreSQL are in use");
        }
        co_await await_turn(deadline);
        must_wait = false;
    }
}

Task<ConnectionPool::Lease> ConnectionPool::opened() {
    ++made_;
    std::unique_ptr<Connection> connection;
    std::string failure;
    try {
        connection = co_await Connection::open(options_.connection);
    } catch (const std::exception& reason) {
        failure = reason.what();
    }
    if (!connection) {
        --made_;
        note_failure(failure);
        co_return not_available(failure);
    }
    if (pause_.count() > 0) {
        log::info("PostgreSQL can be reached again");
        pause_ = std::chrono::milliseconds{0};
    }
    co_return Lease(shared_from_this(), std::move(connection));
}

asio::awaitable<void> ConnectionPool::await_turn(SteadyClock::time_point deadline) {
    Waiter waiter(*this, co_await asio::this_coro::executor);
    waiter.timer.expires_at(deadline);
    boost::system::error_code called;
    co_await waiter.timer.async_wait(asio::redirect_error(asio::use_awaitable, called));
}

void ConnectionPool::give_back(std::unique_ptr<Connection> connection) {
    --made_;
    if (!connection->is_broken()) {
        connection->detach();
        idle_.push_back(std::move(connection));
    }
    call_next();
}

void ConnectionPool::call_next() {
    if (!waiters_.empty()) {
        Waiter& next = *waiters_.front();
        next.leave();
        next.timer.cancel();
    }
}

void ConnectionPool::call_all() {
    while (!waiters_.empty()) {
        call_next();
    }
}

/// For a while nobody else tries; who waits learns it at once.
void ConnectionPool::note_failure(const std::string& reason) {
    if (pause_.count() == 0) {
        log::error("PostgreSQL cannot be reached", {{"reason", reason}});
    }
    pause_ = std::clamp(pause_ * 2, options_.first_pause, options_.longest_pause);
    closed_until_ = SteadyClock::now() + pause_;
    last_reason_ = reason;
    idle_.clear();
    call_all();
}

}  // namespace likeness::postgres
