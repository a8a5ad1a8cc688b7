#pragma once

#include "api/schema.hpp"
#include "core/image.hpp"
#include "core/page.hpp"
#include "core/ports/object_store.hpp"

#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace likeness::api {

/// An image in a gallery, a batch or an event.
struct ImageDto {
    std::string id;
    std::string lora_training_id;
    std::string batch_id;
    int index = 0;
    std::string prompt;
    Seed seed;
    int width = 0;
    int height = 0;
    std::string content_type;
    std::int64_t byte_count = 0;
    std::string bucket;
    std::string path;
    std::string full_url;
    std::string signed_url;
    std::string thumbnail_url;
    std::string preview_url;
    std::string thumbhash;
    std::string engine;
    Timestamp created_at;
    bool favorite = false;
    int rating = 0;
    std::vector<std::string> tags;
    std::optional<Timestamp> trashed_at;
    double lora_scale = 0;

    static constexpr std::string_view kName = "GeneratedImage";

    static constexpr auto fields() {
        return std::tuple{
            field("id", &ImageDto::id, "32 hex digits."),
            field("loraTrainingId", &ImageDto::lora_training_id, "The LoRA that made it."),
            field("batchId", &ImageDto::batch_id, "The batch it was made in."),
            field("index", &ImageDto::index, "Its place in the batch, from 0."),
            field("prompt", &ImageDto::prompt, "As written, without the trigger words."),
            field("seed", &ImageDto::seed, "Makes exactly this image again; 64 bits, so a text."),
            field("width", &ImageDto::width, "Pixels."),
            field("height", &ImageDto::height, "Pixels."),
            field("contentType", &ImageDto::content_type, "image/jpeg, image/png or image/webp."),
            field("byteCount", &ImageDto::byte_count, "Size of the file."),
            field("bucket", &ImageDto::bucket, "The bucket's name."),
            field("path", &ImageDto::path, "The object's key in the bucket."),
            field(
                "fullUrl", &ImageDto::full_url, "The object's address; opens only with a signature."
            ),
            field("signedUrl", &ImageDto::signed_url, "Opens the image for a while."),
            field(
                "thumbnailUrl",
                &ImageDto::thumbnail_url,
                "WebP, 384 pixels on the longer side; opens for a while."
            ),
            field(
                "previewUrl",
                &ImageDto::preview_url,
                "WebP, 768 pixels on the longer side; opens for a while."
            ),
            field("thumbhash", &ImageDto::thumbhash, "Base64; a blurred placeholder."),
            field("engine", &ImageDto::engine, "Who made it; see server.info."),
            field("createdAt", &ImageDto::created_at, "When it was kept."),
            field("favorite", &ImageDto::favorite, "The caller's; false for others' images."),
            field("rating", &ImageDto::rating, "0 to 5 stars, the caller's; 0 for others'."),
            field("tags", &ImageDto::tags, "The caller's, by the alphabet; none for others'."),
            field("trashedAt", &ImageDto::trashed_at, "In the trash since; null when it is not."),
            field("loraScale", &ImageDto::lora_scale, "Strength of its LoRA."),
        };
    }
};

/// The same image as the three routes of the original design show it.
struct OriginalImageDto {
    std::string id;
    int width = 0;
    int height = 0;
    std::string content_type;
    Seed seed;
    std::string bucket;
    std::string path;
    std::string full_url;
    std::string signed_url;
    std::string thumbnail_url;
    std::string thumbhash;
    std::string prompt;
    Timestamp created_at;

    static constexpr std::string_view kName = "Image";

    static constexpr auto fields() {
        using Dto = OriginalImageDto;
        return std::tuple{
            field("id", &Dto::id, "32 hex digits."),
            field("width", &Dto::width, "Pixels."),
            field("height", &Dto::height, "Pixels."),
            field("content_type", &Dto::content_type, "image/jpeg, image/png or image/webp."),
            field("seed", &Dto::seed, "Makes exactly this image again; 64 bits, so a text."),
            field("bucket", &Dto::bucket, "The bucket's name."),
            field("path", &Dto::path, "The object's key in the bucket."),
            field("fullUrl", &Dto::full_url, "The object's address; opens only with a signature."),
            field("signedUrl", &Dto::signed_url, "Opens the image for a while."),
            field(
                "thumbnailUrl",
                &Dto::thumbnail_url,
                "WebP, 384 pixels on the longer side; opens for a while."
            ),
            field("thumbhash", &Dto::thumbhash, "Base64; a blurred placeholder."),
            field("prompt", &Dto::prompt, "As written, without the trigger words."),
            field("createdAt", &Dto::created_at, "When it was kept."),
        };
    }
};

struct ImagePageDto {
    std::vector<ImageDto> items;
    std::optional<std::string> next_cursor;

    static constexpr std::string_view kName = "ImagePage";

    static constexpr auto fields() {
        return std::tuple{
            field("items", &ImagePageDto::items, "Newest first."),
            field(
                "nextCursor",
                &ImagePageDto::next_cursor,
                "Pass as cursor for the next page; null at the end."
            ),
        };
    }
};

ImageDto to_dto(GeneratedImage image, ObjectStore& objects);
ImagePageDto to_dto(Page<GeneratedImage> page, ObjectStore& objects);
OriginalImageDto to_original(ImageDto image);

/// How long the links of one answer open. They stay valid for up to twice that (see
/// ObjectStore::signed_url).
inline constexpr std::chrono::minutes kLinkLifetime{60};

}  // namespace likeness::api
