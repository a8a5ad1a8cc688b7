#include "core/server_overview.hpp"

#include <algorithm>
#include <utility>

namespace likeness {

namespace {

constexpr std::chrono::seconds kPatience{2};

}  // namespace

ServerOverview::ServerOverview(
    UsageRepository& usage,
    const Engines& engines,
    EngineWatch& watch,
    StoreProbe& stores,
    DiskGauge disk
)
    : usage_(usage),
      engines_(engines),
      watch_(watch),
      stores_(stores),
      disk_(std::move(disk)) {}

Task<Overview> ServerOverview::show(Days days) {
    Overview overview;
    overview.days = std::move(days);
    const auto begun = std::chrono::steady_clock::now();
    LIKENESS_CO_TRY(overview.accounting, co_await usage_.accounting());
    LIKENESS_CO_TRY(const std::vector<QueueLength> queue, co_await usage_.queue());
    LIKENESS_CO_TRY(overview.trainings, co_await usage_.trainings(overview.days));
    overview.database_took = std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - begun
    );
    watch_.look();
    overview.engines = engines_with(queue);
    LIKENESS_CO_TRY(overview.buckets, co_await stores_.look(kPatience));
    overview.disk = disk_();
    co_return overview;
}

/// Engines that are off now may still have images waiting for them.
std::vector<EngineStanding> ServerOverview::engines_with(const std::vector<QueueLength>& queue
) const {
    std::vector<EngineStanding> standings;
    for (const ImageEngine& engine : engines_.all()) {
        const EngineProfile& profile = engine.profile();
        standings.push_back({profile.id, profile.title, engine.health(), watch_.since(profile.id)});
    }
    for (const QueueLength& length : queue) {
        auto standing =
            std::find_if(standings.begin(), standings.end(), [&](const EngineStanding& known) {
                return known.id == length.engine;
            });
        if (standing == standings.end()) {
            EngineStanding off{length.engine, length.engine, {false, "It is switched off."}};
            standing = standings.insert(standings.end(), std::move(off));
        }
        standing->waiting = length.waiting;
        standing->running = length.running;
    }
    return standings;
}

}  // namespace likeness
