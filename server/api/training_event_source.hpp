#pragma once

#include "api/operation.hpp"
#include "core/training_stream.hpp"

namespace likeness::api {

/// The events of a training, encoded for one subscriber.
class TrainingEventSource final : public EventSource {
public:
    TrainingEventSource(TrainingServices& services, LoraId training, std::int64_t after)
        : stream_(services.ledger, services.bell, std::move(training), after) {}

    Task<std::optional<OutgoingEvent>> next(std::chrono::milliseconds limit) override;

    bool ended() const override { return stream_.ended(); }

private:
    TrainingStream stream_;
};

}  // namespace likeness::api
