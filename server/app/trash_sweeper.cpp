#include "app/trash_sweeper.hpp"

#include "base/log.hpp"
#include "base/signal.hpp"

#include <chrono>

namespace likeness::app {

namespace {

using namespace std::chrono_literals;

constexpr auto kBetweenSweeps = 1min;
constexpr auto kLook = 500ms;  // how often a sleeper asks whether it is to go on

}  // namespace

asio::awaitable<void> sweep_trash(Trash& trash, std::function<bool()> goes_on) {
    while (goes_on()) {
        const Result<std::int64_t> swept = co_await trash.sweep();
        if (!swept) {
            log::warning(
                "the trash could not be swept",
                {{"reason", swept.error().message}, {"detail", swept.error().detail}}
            );
        }
        const bool has_more = swept && *swept > 0;
        const auto end = std::chrono::steady_clock::now() + (has_more ? 0min : kBetweenSweeps);
        while (goes_on() && std::chrono::steady_clock::now() < end) {
            co_await sleep_for(kLook);
        }
    }
}

}  // namespace likeness::app
