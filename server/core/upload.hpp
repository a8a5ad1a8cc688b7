#pragma once

#include "base/id.hpp"
#include "core/caller.hpp"
#include "core/ports/object_store.hpp"
#include "core/settings.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace likeness {

using UploadId = Id<struct UploadTag>;

/// A photo that somebody uploaded to train from: a row of uploaded_images. Upright, without
/// metadata.
struct UploadedImage {
    UploadId id;
    WalletAddress wallet;   // whose it is
    std::string file_name;  // as its owner called it, for people
    std::string caption;    // what came beside it in an archive; may be empty
    std::string content_type;
    ImageSize size;  // pixels
    std::int64_t byte_count = 0;
    std::string sha256;     // hex, of the stored file
    std::string thumbhash;  // base64
    ObjectKey path;         // in the bucket of uploads; its thumbnails lie beside it
    Timestamp created_at;
    Timestamp expires_at;  // when it goes, unless a training uses it
};

/// `<yyyy>/<mm>/<id>/full.jpg`; thumbnails as of thumbnail_key().
ObjectKey uploaded_image_key(const UploadId& id, Timestamp created_at, OutputFormat format);

/// What a caption may be: a label whose lines are joined. Errors name `field`.
Result<std::string> clean_caption(std::string_view field, std::string_view raw);

/// What uploads may be.
struct UploadLimits {
    static constexpr std::int64_t kMaxImageBytes = std::int64_t{32} << 20U;
    static constexpr std::int64_t kMaxArchiveBytes = std::int64_t{512} << 20U;
    static constexpr int kMaxImagesAtOnce = 200;  // of one request, archives unpacked
    static constexpr int kMaxImagesKept = 1'000;  // of one wallet
    static constexpr std::int64_t kMaxBytesKept = std::int64_t{4} << 30U;  // of one wallet
    static constexpr int kMinSide = SettingsLimits::kMinSide;              // pixels
    static constexpr std::size_t kMaxCaptionLength = 1'000;                // characters
    static constexpr std::chrono::hours kLifetime{7 * 24};  // of what no training uses
};

}  // namespace likeness
