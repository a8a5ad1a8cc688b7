#pragma once

#include "base/task.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <exception>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace likeness::test {

/// Runs tasks to their end on the calling thread, as the I/O thread of a test. An exception out of
/// a task is rethrown.
class TaskRunner {
public:
    asio::io_context& context() { return context_; }

    asio::any_io_executor executor() { return context_.get_executor(); }

    template <class T>
    Result<T> operator()(Task<T> task) {
        std::optional<Result<T>> outcome;
        begin(std::move(task), outcome);
        run_until([&] { return outcome.has_value(); });
        return *std::move(outcome);
    }

    /// The value of a task that a test cannot go on without; throws what kept it from giving one.
    template <class T>
    T value(Task<T> task) {
        Result<T> result = (*this)(std::move(task));
        if (!result) {
            throw std::runtime_error(result.error().message + " " + result.error().detail);
        }
        if constexpr (!std::is_void_v<T>) {
            return *std::move(result);
        }
    }

    void operator()(asio::awaitable<void> task) {
        bool ended = false;
        std::exception_ptr failure;
        asio::co_spawn(context_, std::move(task), [&](std::exception_ptr thrown) {
            failure = std::move(thrown);
            ended = true;
        });
        run_until([&] { return ended; });
        if (failure) {
            std::rethrow_exception(failure);
        }
    }

    /// Lets everything that is under way go on until the condition holds; throws after a minute.
    template <class Condition>
    void until(Condition reached) {
        run_until(std::move(reached));
    }

    /// Lets everything that is under way go on for a while: where a test can only show that nothing
    /// happens.
    void a_while(std::chrono::milliseconds duration) {
        const auto end = std::chrono::steady_clock::now() + duration;
        run_until([&] { return std::chrono::steady_clock::now() >= end; });
    }

    /// Runs them at the same time.
    template <class... T>
    std::tuple<Result<T>...> all(Task<T>... tasks) {
        std::tuple<std::optional<Result<T>>...> outcomes;
        std::apply([&](auto&... outcome) { (begin(std::move(tasks), outcome), ...); }, outcomes);
        run_until([&] {
            return std::apply(
                [](const auto&... outcome) { return (outcome.has_value() && ...); }, outcomes
            );
        });
        return std::apply(
            [](auto&... outcome) { return std::tuple<Result<T>...>(*std::move(outcome)...); },
            outcomes
        );
    }

    template <class T>
    std::vector<Result<T>> all(std::vector<Task<T>> tasks) {
        std::vector<std::optional<Result<T>>> outcomes(tasks.size());
        std::size_t ended = 0;
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            begin(std::move(tasks[i]), outcomes[i], &ended);
        }
        run_until([&] { return ended == outcomes.size(); });
        std::vector<Result<T>> results;
        for (std::optional<Result<T>>& outcome : outcomes) {
            results.push_back(*std::move(outcome));
        }
        return results;
    }

private:
    template <class T>
    static asio::awaitable<void> store(Task<T> task, std::optional<Result<T>>& outcome) {
        Result<T> result = co_await std::move(task);
        outcome.emplace(std::move(result));
    }

    template <class T>
    void begin(Task<T> task, std::optional<Result<T>>& outcome, std::size_t* ended = nullptr) {
        auto on_end = [this, ended](std::exception_ptr thrown) {
            failure_ = thrown ? std::move(thrown) : failure_;
            if (ended != nullptr) {
                ++*ended;
            }
        };
        asio::co_spawn(context_, store(std::move(task), outcome), std::move(on_end));
    }

    template <class Condition>
    void run_until(Condition reached) {
        context_.restart();
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds{60};
        while (!reached()) {
            if (context_.stopped()) {
                context_.restart();
            }
            context_.run_one_for(std::chrono::milliseconds{5});
            if (failure_) {
                std::rethrow_exception(std::exchange(failure_, nullptr));
            }
            if (std::chrono::steady_clock::now() > deadline) {
                throw std::runtime_error("a task did not end within a minute");
            }
        }
    }

    asio::io_context context_;
    std::exception_ptr failure_;
};

/// Runs one task that needs no executor of its own.
template <class T>
Result<T> run_task(Task<T> task) {
    return TaskRunner{}(std::move(task));
}

}  // namespace likeness::test
