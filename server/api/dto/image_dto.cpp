#include "api/dto/image_dto.hpp"

#include <utility>

namespace likeness::api {

ImageDto to_dto(GeneratedImage image, ObjectStore& objects) {
    const ObjectKey thumbnail = thumbnail_key(image.path, 384);
    const ObjectKey preview = thumbnail_key(image.path, 768);
    return ImageDto{
        .id = image.id.text(),
        .lora_training_id = image.lora.text(),
        .batch_id = image.batch.text(),
        .index = image.index,
        .prompt = std::move(image.prompt),
        .seed = image.seed,
        .width = image.size.width,
        .height = image.size.height,
        .content_type = std::move(image.content_type),
        .byte_count = image.byte_count,
        .bucket = std::string(objects.bucket_name(Bucket::generated)),
        .path = image.path.text(),
        .full_url = objects.plain_url(Bucket::generated, image.path),
        .signed_url = objects.signed_url(Bucket::generated, image.path, kLinkLifetime),
        .thumbnail_url = objects.signed_url(Bucket::generated, thumbnail, kLinkLifetime),
        .preview_url = objects.signed_url(Bucket::generated, preview, kLinkLifetime),
        .thumbhash = std::move(image.thumbhash),
        .engine = std::move(image.engine),
        .created_at = image.created_at,
        .favorite = image.marks.favorite,
        .rating = image.marks.rating,
        .tags = std::move(image.marks.tags),
        .trashed_at = image.marks.trashed_at,
        .lora_scale = image.lora_scale,
    };
}

ImagePageDto to_dto(Page<GeneratedImage> page, ObjectStore& objects) {
    ImagePageDto dto;
    dto.items.reserve(page.items.size());
    for (GeneratedImage& image : page.items) {
        dto.items.push_back(to_dto(std::move(image), objects));
    }
    if (page.next) {
        dto.next_cursor = page.next->text();
    }
    return dto;
}

OriginalImageDto to_original(ImageDto image) {
    return OriginalImageDto{
        .id = std::move(image.id),
        .width = image.width,
        .height = image.height,
        .content_type = std::move(image.content_type),
        .seed = image.seed,
        .bucket = std::move(image.bucket),
        .path = std::move(image.path),
        .full_url = std::move(image.full_url),
        .signed_url = std::move(image.signed_url),
        .thumbnail_url = std::move(image.thumbnail_url),
        .thumbhash = std::move(image.thumbhash),
        .prompt = std::move(image.prompt),
        .created_at = image.created_at,
    };
}

}  // namespace likeness::api
