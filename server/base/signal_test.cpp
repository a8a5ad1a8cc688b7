#include "base/signal.hpp"

#include "base/task_group.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include <vector>

namespace likeness {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void>
wait_on(Signal& signal, std::chrono::milliseconds limit, std::vector<bool>& seen) {
    const bool notified = co_await signal.wait(limit);
    seen.push_back(notified);
}

TEST(SignalTest, WakesEveryoneWhoWaits) {
    asio::io_context context;
    Signal signal(context.get_executor());
    std::vector<bool> seen;
    asio::co_spawn(context, wait_on(signal, 10s, seen), asio::detached);
    asio::co_spawn(context, wait_on(signal, 10s, seen), asio::detached);
    context.poll();

    signal.notify_all();
    context.run();

    EXPECT_EQ(seen, (std::vector<bool>{true, true}));
}

TEST(SignalTest, ReturnsAtTheLimitWithoutANotification) {
    asio::io_context context;
    Signal signal(context.get_executor());
    std::vector<bool> seen;
    asio::co_spawn(context, wait_on(signal, 1ms, seen), asio::detached);

    context.run();

    EXPECT_EQ(seen, std::vector<bool>{false});
    signal.notify_all();
}

asio::awaitable<void> fail() {
    throw std::runtime_error("expected by this test");
    co_return;
}

asio::awaitable<void> wait_empty(TaskGroup& group, bool& emptied) {
    emptied = co_await group.wait_empty(10s);
}

TEST(TaskGroupTest, OutlivesATaskThatThrowsAndTellsWhenItIsEmpty) {
    asio::io_context context;
    TaskGroup group(context.get_executor());
    Signal signal(context.get_executor());
    std::vector<bool> seen;
    bool emptied = false;

    group.spawn("failing", fail());
    group.spawn("waiting", wait_on(signal, 1ms, seen));
    asio::co_spawn(context, wait_empty(group, emptied), asio::detached);
    EXPECT_EQ(group.running(), 2U);
    context.run();

    EXPECT_TRUE(emptied);
    EXPECT_EQ(seen, std::vector<bool>{false});
}

}  // namespace
}  // namespace likeness
