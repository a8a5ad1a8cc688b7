#include "core/uploads.hpp"

#include "base/log.hpp"
#include "core/image.hpp"
#include "core/text_rules.hpp"

#include <utility>

namespace likeness {

namespace {

constexpr std::size_t kMaxFileNameLength = 120;
constexpr int kExpiredAtOnce = 50;

/// A name for people: whatever we would refuse from a form is only left out here, because nobody
/// chose it.
std::string shown_name(std::string_view raw) {
    Result<std::string> name = clean_label("name", raw, 1, kMaxFileNameLength);
    return name ? *std::move(name) : std::string("photo");
}

/// Captions that are no text or too long are left out too.
std::string shown_caption(std::string_view raw) {
    Result<std::string> caption = clean_caption("caption", raw);
    return caption ? *std::move(caption) : std::string();
}

}  // namespace

Uploads::Uploads(
    UploadRepository& uploads,
    ObjectStore& objects,
    const Clock& clock,
    Random& random
)
    : uploads_(uploads),
      objects_(objects),
      clock_(clock),
      random_(random) {}

Task<void> Uploads::keep(Caller caller, PictureSource& pictures, UploadReceipt& receipt) {
    const std::size_t had = receipt.kept.size() + receipt.refused.size();
    if (had + static_cast<std::size_t>(pictures.count()) >
        std::size_t{UploadLimits::kMaxImagesAtOnce}) {
        co_return Error{
            ErrorCode::payload_too_large,
            "Upload at most " + std::to_string(UploadLimits::kMaxImagesAtOnce) +
                " images at once."};
    }
    while (true) {
        LIKENESS_CO_TRY(const std::optional<IncomingPicture> incoming, co_await pictures.next());
        if (!incoming) {
            co_return Result<void>{};
        }
        if (const auto* refused = std::get_if<RefusedPicture>(&*incoming)) {
            receipt.refused.push_back({shown_name(refused->file_name), refused->reason});
            continue;
        }
        LIKENESS_CO_TRY(
            UploadedImage image, co_await store(caller, std::get<ReceivedPicture>(*incoming))
        );
        receipt.kept.push_back(std::move(image));
    }
}

Task<UploadedImage> Uploads::store(Caller caller, const ReceivedPicture& picture) {
    const Timestamp now = clock_.now();
    const auto id = random_.id<UploadId>(now);
    UploadedImage image{
        .id = id,
        .wallet = *caller.wallet,
        .file_name = shown_name(picture.file_name),
        .caption = shown_caption(picture.caption),
        .content_type = std::string(content_type_of(picture.format)),
        .size = picture.size,
        .byte_count = static_cast<std::int64_t>(picture.file.size()),
        .sha256 = picture.sha256,
        .thumbhash = picture.thumbhash,
        .path = uploaded_image_key(id, now, picture.format),
        .created_at = now,
        .expires_at = now + UploadLimits::kLifetime,
    };
    LIKENESS_CO_CHECK(co_await objects_.put(
        Bucket::uploads, thumbnail_key(image.path, 384), picture.thumbnail_384, "image/webp"
    ));
    LIKENESS_CO_CHECK(co_await objects_.put(
        Bucket::uploads, thumbnail_key(image.path, 768), picture.thumbnail_768, "image/webp"
    ));
    LIKENESS_CO_CHECK(
        co_await objects_.put(Bucket::uploads, image.path, picture.file, image.content_type)
    );
    Result<UploadedImage> added = co_await uploads_.add(image, UploadLimits::kMaxImagesKept);
    if (!added || added->id != image.id) {  // refused, or here already
        const Result<void> removed = co_await remove_objects(image);
        if (!removed) {
            log::warning(
                "an upload left files behind",
                {{"object", image.path.text()}, {"reason", removed.error().detail}}
            );
        }
    }
    co_return added;
}

Task<Page<UploadedImage>> Uploads::list(Caller caller, std::optional<Cursor> after, int limit) {
    return uploads_.list(*caller.wallet, std::move(after), limit);
}

Task<UploadedImage> Uploads::remove(Caller caller, UploadId id) {
    LIKENESS_CO_TRY(UploadedImage image, co_await uploads_.find(id));
    if (!caller.may_manage(image.wallet)) {
        co_return Error::not_found("upload");
    }
    LIKENESS_CO_CHECK(co_await uploads_.remove(id));
    LIKENESS_CO_CHECK(co_await remove_objects(image));
    co_return image;
}

/// The rows go first, in the transaction that knows whether a training uses them; a crash in
/// between leaves files that `likeness verify` finds.
Task<int> Uploads::remove_expired() {
    LIKENESS_CO_TRY(
        const std::vector<UploadedImage> expired,
        co_await uploads_.remove_expired(clock_.now(), kExpiredAtOnce)
    );
    for (const UploadedImage& image : expired) {
        LIKENESS_CO_CHECK(co_await remove_objects(image));
    }
    co_return static_cast<int>(expired.size());
}

Task<void> Uploads::remove_objects(UploadedImage image) {
    LIKENESS_CO_CHECK(co_await objects_.remove(Bucket::uploads, image.path));
    LIKENESS_CO_CHECK(co_await objects_.remove(Bucket::uploads, thumbnail_key(image.path, 384)));
    co_return co_await objects_.remove(Bucket::uploads, thumbnail_key(image.path, 768));
}

}  // namespace likeness
