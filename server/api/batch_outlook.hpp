#pragma once

#include "api/dto/batch_dto.hpp"
#include "api/services.hpp"

namespace likeness::api {

/// The batch with its place in the queue and how long it will probably take, while it is open.
Task<BatchDto> with_outlook(Services& services, GenerationBatch batch);

}  // namespace likeness::api
