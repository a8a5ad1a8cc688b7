#pragma once

#include "api/dto/batch_dto.hpp"

namespace likeness::api {

struct SubmittedDto {
    BatchDto batch;

    static constexpr std::string_view kName = "Submitted";

    static constexpr auto fields() {
        return std::tuple{field("batch", &SubmittedDto::batch, "Accepted and durable.")};
    }
};

}  // namespace likeness::api
