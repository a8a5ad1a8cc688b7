#pragma once

#include "api/operation.hpp"
#include "core/batch_stream.hpp"

namespace likeness::api {

/// The events of a batch, encoded for one subscriber.
class BatchEvents final : public EventSource {
public:
    BatchEvents(Services& services, BatchId batch, std::int64_t after)
        : objects_(services.objects),
          stream_(services.ledger, services.events, std::move(batch), after) {}

    Task<std::optional<OutgoingEvent>> next(std::chrono::milliseconds limit) override;

    bool ended() const override { return stream_.ended(); }

private:
    ObjectStore& objects_;
    BatchStream stream_;
};

}  // namespace likeness::api
