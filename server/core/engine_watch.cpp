#include "core/engine_watch.hpp"

#include "base/signal.hpp"

#include <chrono>

namespace likeness {

EngineWatch::EngineWatch(const Engines& engines, const Clock& clock)
    : engines_(engines),
      clock_(clock) {}

void EngineWatch::look() {
    for (const ImageEngine& engine : engines_.all()) {
        const bool is_available = engine.health().available;
        const auto known = seen_.find(engine.profile().id);
        if (known == seen_.end() || known->second.is_available != is_available) {
            seen_.insert_or_assign(engine.profile().id, Seen{is_available, clock_.now()});
        }
    }
}

asio::awaitable<void> EngineWatch::keep_looking(std::function<bool()> goes_on) {
    while (goes_on()) {
        look();
        co_await sleep_for(std::chrono::seconds{1});
    }
}

std::optional<Timestamp> EngineWatch::since(std::string_view engine) const {
    const auto known = seen_.find(engine);
    return known == seen_.end() ? std::nullopt : std::optional(known->second.since);
}

}  // namespace likeness
