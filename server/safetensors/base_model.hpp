#pragma once

#include "safetensors/lora_layers.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace likeness::safetensors {

/// The image model that a LoRA was trained on.
enum class BaseModel {
    paperflux_1,  // the engine inside this program
    flux_1,       // dev, schnell, kontext, krea: all of one shape
    chroma,       // shares FLUX.1's shapes, is not FLUX.1
    flux_like,    // FLUX.1's block names with other shapes: FLUX.2 and its kin
    sdxl,
    sd_2,
    sd_1_5,
    unknown
};

/// "paperflux-1", "flux.1", "chroma", "flux-like", "sdxl", "sd-2", "sd-1.5", "unknown": for the API
/// and the database.
std::string_view base_model_text(BaseModel model);

using Metadata = std::map<std::string, std::string, std::less<>>;

/// What the metadata claims, from base_model, ss_base_model_version or modelspec.architecture; it
/// may be wrong.
std::optional<BaseModel> claimed_base_model(const Metadata& metadata);

struct BaseModelFinding {
    BaseModel model = BaseModel::unknown;
    std::vector<std::string> warnings;  // sentences
};

/// Decides by the shapes of the layers, because metadata is often copied from elsewhere. Metadata
/// decides only between models of equal shapes, and where the shapes tell nothing. PaperFlux needs
/// both to agree.
BaseModelFinding detect_base_model(const std::vector<LoraLayer>& layers, const Metadata& metadata);

}  // namespace likeness::safetensors
