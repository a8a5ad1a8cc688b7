#pragma once

#include "api/schema.hpp"
#include "core/page.hpp"
#include "core/uploads.hpp"

#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace likeness::api {

/// A photo to train from.
struct UploadDto {
    std::string id;
    std::string name;
    std::string caption;
    int width = 0;
    int height = 0;
    std::string content_type;
    std::int64_t byte_count = 0;
    std::string sha256;
    std::string signed_url;
    std::string thumbnail_url;
    std::string preview_url;
    std::string thumbhash;
    Timestamp created_at;
    Timestamp expires_at;

    static constexpr std::string_view kName = "Upload";

    static constexpr auto fields() {
        using Dto = UploadDto;
        return std::tuple{
            field("id", &Dto::id, "32 hex digits."),
            field("name", &Dto::name, "What its owner called the file."),
            field("caption", &Dto::caption, "Of the text beside it in an archive; may be empty."),
            field("width", &Dto::width, "Pixels, upright."),
            field("height", &Dto::height, "Pixels, upright."),
            field("contentType", &Dto::content_type, "image/jpeg, image/png or image/webp."),
            field("byteCount", &Dto::byte_count, "Size of the file as it is kept."),
            field("sha256", &Dto::sha256, "Of the file as it is kept, hex."),
            field("signedUrl", &Dto::signed_url, "Opens the photo for a while."),
            field("thumbnailUrl", &Dto::thumbnail_url, "WebP, 384 pixels on the longer side."),
            field("previewUrl", &Dto::preview_url, "WebP, 768 pixels on the longer side."),
            field("thumbhash", &Dto::thumbhash, "Base64; a blurred placeholder."),
            field("createdAt", &Dto::created_at, "When it was taken in."),
            field("expiresAt", &Dto::expires_at, "When it goes, unless a training uses it."),
        };
    }
};

struct RefusedUploadDto {
    std::string name;
    std::string reason;

    static constexpr std::string_view kName = "RefusedUpload";

    static constexpr auto fields() {
        return std::tuple{
            field("name", &RefusedUploadDto::name, "What its owner called the file."),
            field("reason", &RefusedUploadDto::reason, "Why it was not kept, for people."),
        };
    }
};

struct UploadReceiptDto {
    std::vector<UploadDto> items;
    std::vector<RefusedUploadDto> refused;

    static constexpr std::string_view kName = "UploadReceipt";

    static constexpr auto fields() {
        return std::tuple{
            field("items", &UploadReceiptDto::items, "The photos that were kept, in order."),
            field("refused", &UploadReceiptDto::refused, "The files that were not."),
        };
    }
};

struct UploadPageDto {
    std::vector<UploadDto> items;
    std::optional<std::string> next_cursor;

    static constexpr std::string_view kName = "UploadPage";

    static constexpr auto fields() {
        return std::tuple{
            field("items", &UploadPageDto::items, "Newest first."),
            field(
                "nextCursor",
                &UploadPageDto::next_cursor,
                "Pass as cursor for the next page; null at the end."
            ),
        };
    }
};

UploadDto to_dto(UploadedImage image, ObjectStore& objects);
UploadReceiptDto to_dto(UploadReceipt receipt, ObjectStore& objects);
UploadPageDto to_dto(Page<UploadedImage> page, ObjectStore& objects);

}  // namespace likeness::api
