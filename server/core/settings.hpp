#pragma once

#include "base/result.hpp"
#include "core/seed.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace likeness {

struct ImageSize {
    int width = 0;   // pixels
    int height = 0;  // pixels

    friend bool operator==(const ImageSize&, const ImageSize&) = default;
};

/// fal.ai's names for sizes, which the page and the API share.
struct SizePreset {
    std::string_view name;
    ImageSize size;
};

inline constexpr std::array<SizePreset, 6> kSizePresets{{
    {"square_hd", {1024, 1024}},
    {"square", {512, 512}},
    {"portrait_4_3", {768, 1024}},
    {"portrait_16_9", {576, 1024}},
    {"landscape_4_3", {1024, 768}},
    {"landscape_16_9", {1024, 576}},
}};

enum class OutputFormat {
    jpeg,
    png,
    webp
};

/// How the images of a batch are made. The defaults are those of the original design.
struct GenerationSettings {
    ImageSize size = {1024, 1024};
    int num_inference_steps = 28;
    double guidance_scale = 3.5;
    double lora_scale = 1.5;
    OutputFormat output_format = OutputFormat::jpeg;
    bool enable_safety_checker = true;
};

/// What every engine can do; an engine may allow less (see EngineProfile).
struct SettingsLimits {
    static constexpr int kMinSide = 256;
    static constexpr int kMaxSide = 2048;
    static constexpr int kMaxSteps = 50;
    static constexpr double kMinGuidance = 1.0;
    static constexpr double kMaxGuidance = 20.0;
    static constexpr double kMaxLoraScale = 4.0;
    static constexpr int kMaxImages = 4;
    static constexpr int kMaxLoras = 4;  // of one image, its own included
};

}  // namespace likeness
