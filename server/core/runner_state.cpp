#include "core/runner_state.hpp"

#include <algorithm>

namespace likeness {

using namespace std::chrono_literals;

bool RunnerState::lets_go(const JobInHand& held) const {
    const bool is_ordered = !held.request_id.empty() || held.engine.profile().repeatable;
    return held.cancelled || handing_back || (stopping && !is_ordered);
}

asio::awaitable<void>
RunnerState::pause(const JobInHand& held, int attempt, std::chrono::milliseconds at_least) {
    const auto doubled =
        std::min<std::chrono::milliseconds>(first_retry * (1 << std::min(attempt, 7)), 30s);
    const auto end = std::chrono::steady_clock::now() + std::max(at_least, doubled);
    // Unlike other waits it is not cut short by new work.
    while (!lets_go(held) && std::chrono::steady_clock::now() < end) {
        co_await changed.wait(
            std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now())
        );
    }
}

}  // namespace likeness
