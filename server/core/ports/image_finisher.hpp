#pragma once

#include "base/bytes.hpp"
#include "base/task.hpp"
#include "base/time.hpp"
#include "core/lora.hpp"
#include "core/settings.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace likeness {

/// What is written into the image's file, so that it can be made again from the file alone.
struct ImageRecipe {
    std::string image_id;
    std::string prompt;
    std::string final_prompt;
    Seed seed;
    GenerationSettings settings;
    std::vector<LoraUse> loras;  // the batch's own first
    std::string base_model;
    std::string engine;
    Timestamp created_at;
};

/// An engine's bytes, checked and made ready to be kept.
struct FinishedImage {
    Bytes file;           // with the recipe inside, pixels untouched
    Bytes thumbnail_384;  // WebP, 384 pixels on the longer side
    Bytes thumbnail_768;
    ImageSize size;                            // pixels, read from the bytes
    OutputFormat format = OutputFormat::jpeg;  // read from the bytes
    std::string sha256;                        // hex, of `file`
    std::uint32_t crc32 = 0;                   // of `file`
    std::string thumbhash;                     // base64
};

class ImageFinisher {
public:
    ImageFinisher() = default;
    ImageFinisher(const ImageFinisher&) = delete;
    ImageFinisher& operator=(const ImageFinisher&) = delete;
    virtual ~ImageFinisher() = default;

    /// upstream_failed when the bytes are no whole image of a kind we keep; unavailable when too
    /// many wait.
    virtual Task<FinishedImage> finish(Bytes bytes, ImageRecipe recipe) = 0;
    /// The file without its recipe and all other metadata, its pixels untouched; unprocessable when
    /// it is no whole image of a kind we keep, unavailable when too many wait.
    virtual Task<Bytes> without_recipe(Bytes file) = 0;
};

}  // namespace likeness
