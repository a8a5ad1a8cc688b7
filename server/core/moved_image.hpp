#pragma once

#include "core/generation.hpp"
#include "core/lora.hpp"
#include "recipes/foreign_recipe.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// A LoRA as another program named it.
struct OriginLora {
    std::string name;
    double scale = 1;

    friend bool operator==(const OriginLora&, const OriginLora&) = default;
};

/// Where an image that moved in comes from: a row of image_recipes. Texts are clean.
struct ImageOrigin {
    std::string path;  // of the file, as its owner's folder or archive calls it; may be empty
    std::optional<recipes::Program> program = {};  // nothing: its file told of no recipe
    std::string negative_prompt = {};
    std::string sampler = {};  // as that program names it, as the model
    std::string model = {};
    std::vector<OriginLora> loras = {};
    std::string text = {};  // what was read, whole up to MoveInLimits::kMaxTextBytes

    friend bool operator==(const ImageOrigin&, const ImageOrigin&) = default;
};

/// An image that is about to be one of ours, with the batch of its own that every image has.
struct NewMovedImage {
    GeneratedImage image;
    GenerationBatch batch;
    ImageOrigin origin;
    /// Without a number: the one that the image gets when its owner has none of this name, or of
    /// `lora_sha256`.
    Lora lora;
    std::string lora_sha256;  // hex, of the weights that made it; empty when it is not known
    bool has_lora = false;    // false: `lora` is for all that were made without any
};

/// An image that moved in, now or before.
struct MovedImage {
    GeneratedImage image;
    std::optional<recipes::Program> program = {};
    bool was_known = false;
};

/// What images that move in may be.
struct MoveInLimits {
    static constexpr std::int64_t kMaxImageBytes = std::int64_t{64} << 20U;
    static constexpr std::size_t kMaxSidecarBytes = std::size_t{1} << 20U;
    static constexpr std::size_t kMaxPathLength = 1'024;  // characters
    static constexpr std::size_t kMaxTextBytes =
        std::size_t{60} * 1024;  // of what is kept of a recipe
};

}  // namespace likeness
