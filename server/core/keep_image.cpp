#include "core/keep_image.hpp"

#include <utility>

namespace likeness {

namespace {

std::vector<LoraUse> uses_of(const LeasedJob& job) {
    std::vector<LoraUse> uses;
    for (const LeasedLora& lora : job.loras) {
        uses.push_back(lora.use);
    }
    return uses;
}

ImageRecipe recipe_of(const LeasedJob& job, Timestamp now) {
    return {
        job.image.text(),
        job.prompt,
        job.final_prompt,
        job.seed,
        job.settings,
        uses_of(job),
        job.base_model,
        job.engine,
        now};
}

}  // namespace

KeepImage::KeepImage(ImageFinisher& finisher, ObjectStore& objects, const Clock& clock)
    : finisher_(finisher),
      objects_(objects),
      clock_(clock) {}

Task<FinishedImage> KeepImage::finish(const LeasedJob& job, Bytes bytes) {
    return finisher_.finish(std::move(bytes), recipe_of(job, clock_.now()));
}

Task<GeneratedImage> KeepImage::store(
    const LeasedJob& job,
    const FinishedImage& finished,
    std::optional<std::int64_t> price_microdollars
) {
    GeneratedImage image{
        .id = job.image,
        .lora = job.lora,
        .batch = job.batch,
        .wallet = job.wallet,
        .person = job.person,
        .index = job.index,
        .prompt = job.prompt,
        .seed = job.seed,
        .size = finished.size,
        .content_type = std::string(content_type_of(finished.format)),
        .byte_count = static_cast<std::int64_t>(finished.file.size()),
        .sha256 = finished.sha256,
        .crc32 = finished.crc32,
        .thumbhash = finished.thumbhash,
        .path = full_image_key(job.image, job.accepted_at, finished.format),
        .created_at = clock_.now(),
        .engine = job.engine,
        .price_microdollars = price_microdollars,
        .lora_scale = job.settings.lora_scale,
    };
    // The full image last: once it is there, all of the image is.
    LIKENESS_CO_CHECK(co_await objects_.put(
        Bucket::generated, thumbnail_key(image.path, 384), finished.thumbnail_384, "image/webp"
    ));
    LIKENESS_CO_CHECK(co_await objects_.put(
        Bucket::generated, thumbnail_key(image.path, 768), finished.thumbnail_768, "image/webp"
    ));
    LIKENESS_CO_CHECK(
        co_await objects_.put(Bucket::generated, image.path, finished.file, image.content_type)
    );
    co_return image;
}

Task<void> KeepImage::discard(LeasedJob job, OutputFormat format) {
    const ObjectKey path = full_image_key(job.image, job.accepted_at, format);
    LIKENESS_CO_CHECK(co_await objects_.remove(Bucket::generated, path));
    LIKENESS_CO_CHECK(co_await objects_.remove(Bucket::generated, thumbnail_key(path, 384)));
    co_return co_await objects_.remove(Bucket::generated, thumbnail_key(path, 768));
}

}  // namespace likeness
