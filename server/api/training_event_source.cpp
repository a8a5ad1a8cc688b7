#include "api/training_event_source.hpp"

#include "api/dto/training_dto.hpp"

#include <utility>

namespace likeness::api {

Task<std::optional<OutgoingEvent>> TrainingEventSource::next(std::chrono::milliseconds limit) {
    LIKENESS_CO_TRY(std::optional<StampedTrainingEvent> stamped, co_await stream_.next(limit));
    if (!stamped) {
        co_return std::nullopt;
    }
    TrainingEventDto dto = to_dto(stamped->event);
    OutgoingEvent event;
    event.id = std::move(stamped->id);
    encode(event.json, dto);
    event.name = std::move(dto.type);
    co_return event;
}

}  // namespace likeness::api
