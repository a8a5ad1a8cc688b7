#pragma once

#include "base/id.hpp"
#include "core/caller.hpp"
#include "core/person.hpp"
#include "core/ports/object_store.hpp"
#include "core/settings.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace likeness {

/// What its owner thinks of an image; nobody else sees it.
struct ImageMarks {
    bool favorite = false;
    int rating = 0;                            // stars, 0 to 5; 0 when not rated
    std::vector<std::string> tags = {};        // lower case, by the alphabet
    std::optional<Timestamp> trashed_at = {};  // in the trash since

    friend bool operator==(const ImageMarks&, const ImageMarks&) = default;
};

/// An image that is kept: a row of generated_images.
struct GeneratedImage {
    ImageId id;
    LoraId lora;
    BatchId batch;
    WalletAddress wallet;  // who made it
    std::optional<PersonId> person = {};
    int index = 0;       // within its batch
    std::string prompt;  // raw
    Seed seed;
    ImageSize size;  // pixels
    std::string content_type;
    std::int64_t byte_count = 0;
    std::string sha256;  // hex, of the stored file
    std::uint32_t crc32 = 0;
    std::string thumbhash;  // base64
    ObjectKey path;         // of the full image in the bucket of generated images
    Timestamp created_at;
    std::string engine;                                   // that made it
    std::optional<std::int64_t> price_microdollars = {};  // what it charged, when it said so
    ImageMarks marks = {};
    double lora_scale = GenerationSettings().lora_scale;
};

/// Where the parts of an image lie: `<yyyy>/<mm>/<image id>/full.jpg`, `thumb-384.webp`,
/// `thumb-768.webp`. The id is given out when the batch is accepted, so that a job that is run
/// again after a crash writes the same keys.
ObjectKey full_image_key(const ImageId& id, Timestamp accepted_at, OutputFormat format);
/// The image whose full image lies under this key; nothing for keys that are none of these.
std::optional<ImageId> image_under(const ObjectKey& full_image);
/// The key of a thumbnail (384 or 768 pixels on the longer side) beside the full image.
ObjectKey thumbnail_key(const ObjectKey& full_image, int side);

std::string_view content_type_of(OutputFormat format);
std::string_view extension_of(OutputFormat format);

}  // namespace likeness
