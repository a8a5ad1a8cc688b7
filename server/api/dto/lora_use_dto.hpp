#pragma once

#include "api/schema.hpp"
#include "api/wire_types.hpp"
#include "core/settings.hpp"

#include <optional>
#include <string>
#include <tuple>

namespace likeness::api {

/// A LoRA that is to be used beside the batch's own.
struct LoraUseInput {
    LoraRefInput lora_training_id;
    std::optional<double> scale;

    static constexpr std::string_view kName = "LoraUseInput";

    static constexpr auto fields() {
        using Input = LoraUseInput;
        return std::tuple{
            field("loraTrainingId", &Input::lora_training_id, "Id or number of the LoRA.")
                .also("loraId"),
            field("scale", &Input::scale, "Its strength; its own default when left out.")
                .within(0, SettingsLimits::kMaxLoraScale),
        };
    }
};

/// A LoRA that a batch uses beside its own.
struct LoraUseDto {
    std::string lora_training_id;
    double scale = 0;

    static constexpr std::string_view kName = "LoraUse";

    static constexpr auto fields() {
        return std::tuple{
            field("loraTrainingId", &LoraUseDto::lora_training_id, "32 hex digits."),
            field("scale", &LoraUseDto::scale, "Its strength."),
        };
    }
};

}  // namespace likeness::api
