#pragma once

#include "base/task.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <exception>
#include <optional>
#include <utility>

namespace likeness::net {

template <class T>
asio::awaitable<void> keep_result(asio::awaitable<T> task, std::optional<T>& result) {
    T value = co_await std::move(task);
    result.emplace(std::move(value));
}

/// Runs a coroutine to its end on this thread, for tests. Its exceptions come out here.
template <class T>
T run_task(asio::awaitable<T> task) {
    asio::io_context io;
    std::optional<T> result;
    std::exception_ptr failure;
    // co_spawn needs a default-constructible result, which a Result<T> is not.
    asio::co_spawn(io, keep_result(std::move(task), result), [&](const std::exception_ptr& thrown) {
        failure = thrown;
    });
    io.run();
    if (failure) {
        std::rethrow_exception(failure);
    }
    return *std::move(result);
}

}  // namespace likeness::net
