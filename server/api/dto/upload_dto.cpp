#include "api/dto/upload_dto.hpp"

#include "api/dto/image_dto.hpp"

#include <utility>

namespace likeness::api {

UploadDto to_dto(UploadedImage image, ObjectStore& objects) {
    const auto link = [&](const ObjectKey& key) {
        return objects.signed_url(Bucket::uploads, key, kLinkLifetime);
    };
    UploadDto dto;
    dto.id = image.id.text();
    dto.name = std::move(image.file_name);
    dto.caption = std::move(image.caption);
    dto.width = image.size.width;
    dto.height = image.size.height;
    dto.content_type = std::move(image.content_type);
    dto.byte_count = image.byte_count;
    dto.sha256 = std::move(image.sha256);
    dto.signed_url = link(image.path);
    dto.thumbnail_url = link(thumbnail_key(image.path, 384));
    dto.preview_url = link(thumbnail_key(image.path, 768));
    dto.thumbhash = std::move(image.thumbhash);
    dto.created_at = image.created_at;
    dto.expires_at = image.expires_at;
    return dto;
}

UploadReceiptDto to_dto(UploadReceipt receipt, ObjectStore& objects) {
    UploadReceiptDto dto;
    for (UploadedImage& image : receipt.kept) {
        dto.items.push_back(to_dto(std::move(image), objects));
    }
    for (RefusedPicture& refused : receipt.refused) {
        dto.refused.push_back({std::move(refused.file_name), std::move(refused.reason)});
    }
    return dto;
}

UploadPageDto to_dto(Page<UploadedImage> page, ObjectStore& objects) {
    UploadPageDto dto;
    for (UploadedImage& image : page.items) {
        dto.items.push_back(to_dto(std::move(image), objects));
    }
    if (page.next) {
        dto.next_cursor = page.next->text();
    }
    return dto;
}

}  // namespace likeness::api
