#include "api/batch_outlook.hpp"

#include <cmath>
#include <utility>

namespace likeness::api {

Task<BatchDto> with_outlook(Services& services, GenerationBatch batch) {
    const ImageEngine* engine = services.engines.find(batch.engine);
    std::optional<int> position;
    if (batch.state == BatchState::queued) {
        LIKENESS_CO_TRY(position, co_await services.generate.position(batch.id));
    }
    std::optional<double> seconds;
    if (engine != nullptr && !is_final(batch.state)) {
        co_await services.desk.expected_times.refresh();
        const auto expected = services.desk.expected_times.of_batch(
            batch, position.value_or(0), engine->profile().concurrency, services.clock.now()
        );
        seconds = expected ? std::optional(std::ceil(expected->count())) : std::nullopt;
    }
    BatchDto dto = to_dto(std::move(batch), services.objects);
    dto.position = position;
    dto.expected_seconds = seconds;
    co_return dto;
}

}  // namespace likeness::api
