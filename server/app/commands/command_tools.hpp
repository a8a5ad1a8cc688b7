#pragma once

#include "app/commands/command.hpp"
#include "app/config.hpp"
#include "app/storage.hpp"
#include "base/task.hpp"

#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>

namespace likeness::app {

/// Says on standard error what went wrong, as JSON on standard output where a program listens;
/// returns the exit status.
int report(const Error& error, const CommonOptions& common);

/// The settings of this call, checked.
Result<Config> read_config(const CommonOptions& common);

/// Runs a task to its end on this thread.
class CommandLoop {
public:
    boost::asio::io_context& context() { return context_; }

    template <class T>
    Result<T> run(Task<T> task) {
        std::optional<Result<T>> outcome;
        begin(store(std::move(task), outcome));
        return *std::move(outcome);
    }

private:
    template <class T>
    static asio::awaitable<void> store(Task<T> task, std::optional<Result<T>>& outcome) {
        Result<T> result = co_await std::move(task);
        outcome.emplace(std::move(result));
    }

    /// Exceptions of the task come out of this.
    void begin(asio::awaitable<void> task);

    boost::asio::io_context context_{1};
};

/// Whose things a command makes when no wallet is named: the admin's, else an address that stands
/// for the operator.
Result<WalletAddress> wallet_of(const Config& config, const std::optional<std::string>& named);

/// A LoRA by id, number or exact name (letter case aside); not_found.
Task<Lora> find_lora(LoraRepository& loras, std::string wanted);

}  // namespace likeness::app
