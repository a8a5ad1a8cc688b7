#pragma once

#include "core/engine_watch.hpp"
#include "core/ports/usage_repository.hpp"
#include "core/store_probe.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace likeness {

struct DiskSpace {
    std::int64_t free_bytes = 0;
    std::int64_t total_bytes = 0;
};

/// An engine as the operator sees it.
struct EngineStanding {
    std::string id;
    std::string title;
    EngineHealth health;
    std::optional<Timestamp> since = {};  // of this state
    std::int64_t waiting = 0;             // images
    std::int64_t running = 0;             // images
};

struct Overview {
    std::chrono::microseconds database_took{0};  // to answer all of this
    std::vector<BucketHealth> buckets;
    std::optional<DiskSpace> disk = {};  // of the data folder
    std::vector<EngineStanding> engines;
    Days days;
    std::vector<TrainingCount> trainings;
    Accounting accounting;
};

/// How the server stands, for its operator. Used on the I/O thread.
class ServerOverview {
public:
    using DiskGauge = std::function<std::optional<DiskSpace>()>;

    ServerOverview(
        UsageRepository& usage,
        const Engines& engines,
        EngineWatch& watch,
        StoreProbe& stores,
        DiskGauge disk
    );

    Task<Overview> show(Days days);

private:
    std::vector<EngineStanding> engines_with(const std::vector<QueueLength>& queue) const;

    UsageRepository& usage_;
    const Engines& engines_;
    EngineWatch& watch_;
    StoreProbe& stores_;
    DiskGauge disk_;
};

}  // namespace likeness
