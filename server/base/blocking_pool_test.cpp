#include "base/blocking_pool.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <future>
#include <latch>
#include <stdexcept>

namespace likeness {
namespace {

BlockingPool::Options options(std::size_t threads, std::size_t queue_limit) {
    BlockingPool::Options options;
    options.name = "test";
    options.threads = threads;
    options.queue_limit = queue_limit;
    return options;
}

struct Seen {
    std::thread::id worked_on;
    std::thread::id resumed_on;
    int value = 0;
};

asio::awaitable<void> square(BlockingPool& pool, int n, Seen& seen) {
    const auto work = [&seen, &n]() -> Result<int> {
        seen.worked_on = std::this_thread::get_id();
        return n * n;
    };
    const Result<int> result = co_await pool.run(work);
    seen.resumed_on = std::this_thread::get_id();
    seen.value = *result;
}

TEST(BlockingPoolTest, WorksOnAThreadOfItsOwnAndResumesOnTheCallers) {
    BlockingPool pool(options(1, 4));
    asio::io_context context;
    Seen seen;
    asio::co_spawn(context, square(pool, 7, seen), asio::detached);

    context.run();

    EXPECT_EQ(seen.value, 49);
    EXPECT_EQ(seen.resumed_on, std::this_thread::get_id());
    EXPECT_NE(seen.worked_on, std::this_thread::get_id());
}

asio::awaitable<void>
wait_for(BlockingPool& pool, std::shared_future<void> gate, std::vector<ErrorCode>& refusals) {
    const auto work = [&gate]() -> Result<void> {
        gate.wait();
        return {};
    };
    const Result<void> result = co_await pool.run(work);
    if (!result) {
        refusals.push_back(result.error().code);
    }
}

TEST(BlockingPoolTest, RefusesAtOnceWhenTheQueueIsFull) {
    BlockingPool pool(options(1, 2));
    asio::io_context context;
    std::promise<void> gate;
    const std::shared_future<void> opened = gate.get_future().share();
    std::vector<ErrorCode> refusals;
    asio::co_spawn(context, wait_for(pool, opened, refusals), asio::detached);
    context.poll();
    while (pool.queued() > 0) {
        std::this_thread::yield();  // until the first work has left the queue for the thread
    }

    for (int i = 0; i < 5; ++i) {
        asio::co_spawn(context, wait_for(pool, opened, refusals), asio::detached);
    }
    context.poll();

    EXPECT_EQ(refusals, std::vector<ErrorCode>(3, ErrorCode::unavailable));
    gate.set_value();
    context.run();
    EXPECT_EQ(refusals.size(), 3U);
}

asio::awaitable<void> throwing(BlockingPool& pool) {
    const auto work = []() -> Result<void> { throw std::runtime_error("a bug"); };
    (void)co_await pool.run(work);
}

TEST(BlockingPoolTest, BringsExceptionsToTheCaller) {
    BlockingPool pool(options(1, 4));
    asio::io_context context;
    std::string reason;
    asio::co_spawn(context, throwing(pool), [&](const std::exception_ptr& failure) {
        try {
            std::rethrow_exception(failure);
        } catch (const std::runtime_error& error) {
            reason = error.what();
        }
    });

    context.run();

    EXPECT_EQ(reason, "a bug");
}

}  // namespace
}  // namespace likeness
