#include "base/task_group.hpp"

#include "base/log.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <exception>
#include <utility>

namespace likeness {

namespace asio = boost::asio;

TaskGroup::TaskGroup(asio::any_io_executor executor)
    : executor_(std::move(executor)),
      ended_(executor_) {}

void TaskGroup::spawn(std::string name, asio::awaitable<void> task) {
    ++running_;
    auto on_end = [this, name = std::move(name)](const std::exception_ptr& failure) {
        finished(name, failure);
    };
    auto begin = [this, task = std::move(task), on_end = std::move(on_end)]() mutable {
        asio::co_spawn(executor_, std::move(task), std::move(on_end));
    };
    asio::post(executor_, std::move(begin));
}

void TaskGroup::finished(const std::string& name, const std::exception_ptr& failure) {
    --running_;
    if (failure) {
        try {
            std::rethrow_exception(failure);
        } catch (const std::exception& error) {
            log::error("a task ended by an exception", {{"task", name}, {"reason", error.what()}});
        }
    }
    ended_.notify_all();
}

asio::awaitable<bool> TaskGroup::wait_empty(std::chrono::milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (running_ > 0) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            deadline - std::chrono::steady_clock::now()
        );
        if (left.count() <= 0) {
            co_return false;
        }
        co_await ended_.wait(left);
    }
    co_return true;
}

}  // namespace likeness
