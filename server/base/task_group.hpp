#pragma once

#include "base/signal.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <string>

namespace likeness {

/// Coroutines that outlive the request that began them: a paid generation, the runner's loop. Used
/// on one thread, and must itself outlive its tasks: await wait_empty() before it goes.
class TaskGroup {
public:
    explicit TaskGroup(boost::asio::any_io_executor executor);

    /// Begins `task` on the group's executor, not before the caller's next wait. An exception out
    /// of it is logged under `name` and ends that task alone.
    void spawn(std::string name, boost::asio::awaitable<void> task);

    std::size_t running() const { return running_; }

    /// True once nothing runs any more, false at the limit.
    boost::asio::awaitable<bool> wait_empty(std::chrono::milliseconds limit);

private:
    void finished(const std::string& name, const std::exception_ptr& failure);

    boost::asio::any_io_executor executor_;
    Signal ended_;
    std::size_t running_ = 0;
};

}  // namespace likeness
