#pragma once

#include "base/result.hpp"
#include "core/lora.hpp"
#include "core/person.hpp"
#include "core/ports/image_engine.hpp"
#include "core/settings.hpp"

#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// A LoRA that is to be used beside the batch's own.
struct WantedLora {
    LoraRef lora;
    std::optional<double> scale = {};  // else the LoRA's default
};

/// What someone asks for. Texts are raw, numbers unchecked; what is left out takes its default.
struct GenerateRequest {
    LoraRef lora;
    std::string prompt;
    int num_images = SettingsLimits::kMaxImages;
    ImageSize size = {1024, 1024};
    std::optional<Seed> seed = {};
    int num_inference_steps = 28;
    double guidance_scale = 3.5;
    std::optional<double> lora_scale = {};  // else the LoRA's default
    std::vector<WantedLora> further_loras = {};
    OutputFormat output_format = OutputFormat::jpeg;
    bool enable_safety_checker = true;
    std::optional<std::string> engine = {};
    std::optional<PersonId> person =
        {};  // whose gallery the images belong to; else the LoRA's person
    std::optional<std::string> idempotency_key = {};
    std::vector<double> ladder =
        {};  // LoRA scales: one image for each, all of one seed; num_images does not count then
};

/// The clean prompt, or all that is wrong with the input at once, so that a form can show it.
Result<std::string> check_input(const GenerateRequest& request);

/// What the input asks for and the engine cannot do, by field.
Result<void> check_with_engine(const GenerateRequest& request, const EngineProfile& engine);

/// Tells two requests under one idempotency key apart. `prompt` is clean, `loras` are all that were
/// found for the request, its own first.
std::string request_hash(
    const GenerateRequest& request,
    const std::string& prompt,
    const std::vector<Lora>& loras
);

}  // namespace likeness
