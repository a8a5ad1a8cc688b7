#include "core/pack_training.hpp"

#include <filesystem>
#include <system_error>
#include <utility>

namespace likeness {

namespace {

/// A photo that was turned upright may have grown beyond what uploads may be.
constexpr std::uint64_t kMaxPhotoBytes = 4 * std::uint64_t{UploadLimits::kMaxImageBytes};

Error photo_is_gone() {
    return {ErrorCode::unprocessable, "A photo of this training has been removed."};
}

/// The store may move the file away; under another name it stays for a trainer that cannot reach
/// the store. Null when that cannot be had.
std::shared_ptr<const StagedFile> second_name(const StagedFile& file) {
    auto second = std::make_shared<const StagedFile>(file.path().string() + ".sent");
    std::error_code failure;
    std::filesystem::create_hard_link(file.path(), second->path(), failure);
    return failure ? nullptr : second;
}

}  // namespace

Task<TrainingOrder> PackTraining::pack(Training training) {
    LIKENESS_CO_TRY(const std::unique_ptr<ArchiveDraft> draft, co_await archiver_.begin());
    for (const TrainingImage& image : training.images) {
        LIKENESS_CO_CHECK(co_await add(*draft, image, training.trigger_word));
    }
    LIKENESS_CO_TRY(const StagedArchive archive, co_await draft->finish());
    const ObjectKey key = training_archive_key(training);
    std::shared_ptr<const StagedFile> kept = second_name(*archive.file);
    LIKENESS_CO_CHECK(
        co_await objects_.put_file(Bucket::uploads, key, archive.file->path(), "application/zip")
    );
    co_return TrainingOrder{
        key,
        archive.byte_count,
        training.trigger_word,
        training.steps,
        training.is_style,
        training.create_masks,
        std::move(kept)};
}

Task<void> PackTraining::add(ArchiveDraft& draft, TrainingImage image, std::string trigger_word) {
    if (!image.path) {
        co_return photo_is_gone();
    }
    Result<Bytes> file = co_await objects_.get(Bucket::uploads, *image.path, kMaxPhotoBytes);
    if (!file && file.error().code == ErrorCode::not_found) {
        co_return photo_is_gone();
    }
    if (!file) {
        co_return std::move(file).error();
    }
    ArchivePicture picture{
        *std::move(file), image.crop, caption_for_trainer(image.caption, trigger_word)};
    co_return co_await draft.add(std::move(picture));
}

Task<void> PackTraining::discard(Training training) {
    return objects_.remove(Bucket::uploads, training_archive_key(training));
}

}  // namespace likeness
