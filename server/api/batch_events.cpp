#include "api/batch_events.hpp"

#include "api/dto/batch_dto.hpp"

#include <utility>

namespace likeness::api {

Task<std::optional<OutgoingEvent>> BatchEvents::next(std::chrono::milliseconds limit) {
    LIKENESS_CO_TRY(std::optional<StampedEvent> stamped, co_await stream_.next(limit));
    if (!stamped) {
        co_return std::nullopt;
    }
    BatchEventDto dto = to_dto(stamped->event, objects_);
    OutgoingEvent event;
    event.id = std::move(stamped->id);
    encode(event.json, dto);
    event.name = std::move(dto.type);
    co_return event;
}

}  // namespace likeness::api
