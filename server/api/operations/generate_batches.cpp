#include "api/batch_events.hpp"
#include "api/batch_outlook.hpp"
#include "api/dto/batch_dto.hpp"
#include "api/operations/endpoints.hpp"
#include "core/batch_stream.hpp"
#include "core/generate_images.hpp"

#include <utility>

namespace likeness::api::generate {

namespace {

struct BatchIdInput {
    std::string id;

    static constexpr std::string_view kName = "BatchIdInput";

    static constexpr auto fields() {
        return std::tuple{field("id", &BatchIdInput::id, "Of the batch.").also("batchId")};
    }
};

struct EventsInput {
    std::string batch_id;
    std::optional<std::string> last_event_id;

    static constexpr std::string_view kName = "GenerationEventsInput";

    static constexpr auto fields() {
        return std::tuple{
            field("batchId", &EventsInput::batch_id, "Of the batch.").also("id"),
            field("lastEventId", &EventsInput::last_event_id, "Go on after this event."),
        };
    }
};

struct BatchListDto {
    std::vector<BatchDto> items;

    static constexpr std::string_view kName = "BatchList";

    static constexpr auto fields() {
        return std::tuple{field("items", &BatchListDto::items, "Oldest first.")};
    }
};

struct ActiveInput {
    std::optional<std::string> state;

    static constexpr std::string_view kName = "ActiveInput";

    static constexpr auto fields() {
        return std::tuple{field("state", &ActiveInput::state, "active, the only list there is.")};
    }
};

Result<BatchId> batch_id(const std::string& text) {
    const std::optional<BatchId> id = BatchId::parse(text);
    if (!id) {
        return Error::not_found("generation");
    }
    return *id;
}

Task<BatchDto> show(Call& call, BatchIdInput input) {
    LIKENESS_CO_TRY(const BatchId id, batch_id(input.id));
    LIKENESS_CO_TRY(GenerationBatch found, co_await call.services.generate.find(call.caller, id));
    co_return co_await with_outlook(call.services, std::move(found));
}

Task<BatchListDto> show_active(Call& call, ActiveInput) {
    LIKENESS_CO_TRY(
        std::vector<GenerationBatch> batches, co_await call.services.generate.active(call.caller)
    );
    BatchListDto dto;
    for (GenerationBatch& open : batches) {
        LIKENESS_CO_TRY(BatchDto shown, co_await with_outlook(call.services, std::move(open)));
        dto.items.push_back(std::move(shown));
    }
    co_return dto;
}

Task<std::unique_ptr<EventSource>> watch(Call& call, EventsInput input) {
    LIKENESS_CO_TRY(const BatchId id, batch_id(input.batch_id));
    LIKENESS_CO_CHECK(co_await call.services.generate.find(call.caller, id));
    std::int64_t after = 0;
    if (input.last_event_id && !input.last_event_id->empty()) {
        const std::optional<std::int64_t> number = durable_number(*input.last_event_id);
        if (!number) {
            co_return Error::invalid_field(
                "lastEventId", "must be the id of an event of this batch"
            );
        }
        after = *number;
    }
    co_return std::make_unique<BatchEvents>(call.services, id, after);
}

Task<BatchDto> stop(Call& call, BatchIdInput input) {
    LIKENESS_CO_TRY(const BatchId id, batch_id(input.id));
    LIKENESS_CO_TRY(
        GenerationBatch cancelled, co_await call.services.generate.cancel(call.caller, id)
    );
    co_return to_dto(std::move(cancelled), call.services.objects);
}

}  // namespace

EndpointPtr batch() {
    return answers(&show);
}

EndpointPtr active() {
    return answers(&show_active);
}

EndpointPtr events() {
    return streams<BatchEventDto>(&watch);
}

EndpointPtr cancel() {
    return answers(&stop);
}

}  // namespace likeness::api::generate
