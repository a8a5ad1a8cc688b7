#pragma once

#include "base/bytes.hpp"
#include "base/task.hpp"
#include "core/ports/lora_staging.hpp"
#include "core/settings.hpp"
#include "recipes/foreign_recipe.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace likeness {

/// The file of an image that has arrived whole; nobody has looked into it yet.
struct StagedImage {
    std::shared_ptr<const StagedFile> file;
    std::int64_t byte_count = 0;
    std::string sha256;  // hex
};

/// What a look into the file tells. The file itself stays as it is.
struct InspectedImage {
    ImageSize size;  // pixels, as the picture is shown
    OutputFormat format = OutputFormat::jpeg;
    std::uint32_t crc32 = 0;
    Bytes thumbnail_384;  // WebP, 384 pixels on the longer side
    Bytes thumbnail_768;
    std::string thumbhash;  // base64
    std::optional<recipes::ForeignRecipe> recipe = {};
};

/// A file on its way in.
class IncomingImage {
public:
    IncomingImage() = default;
    IncomingImage(const IncomingImage&) = delete;
    IncomingImage& operator=(const IncomingImage&) = delete;
    virtual ~IncomingImage() = default;

    /// Errors: unsupported_media_type as soon as the bytes can be no image, payload_too_large
    /// beyond MoveInLimits, unavailable (disk full). All name the field `file`.
    virtual Task<void> write(Bytes chunk) = 0;
    /// Errors as of write().
    virtual Task<StagedImage> finish() = 0;
};

/// Takes in images as they are, whoever made them.
class ImageIntake {
public:
    ImageIntake() = default;
    ImageIntake(const ImageIntake&) = delete;
    ImageIntake& operator=(const ImageIntake&) = delete;
    virtual ~ImageIntake() = default;

    virtual Task<std::unique_ptr<IncomingImage>> begin() = 0;
    /// `sidecar` is the text file that lay beside it; may be empty. Errors: unsupported_media_type
    /// (no kind of image that we keep), invalid_argument (damaged), payload_too_large (too many
    /// pixels), all naming the field `file`; unavailable when too many wait.
    virtual Task<InspectedImage> inspect(StagedImage image, std::string sidecar) = 0;
};

}  // namespace likeness
