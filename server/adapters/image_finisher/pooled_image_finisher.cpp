#include "adapters/image_finisher/pooled_image_finisher.hpp"

#include "base/digest.hpp"
#include "imaging/metadata.hpp"
#include "imaging/recipe.hpp"
#include "imaging/thumbnails.hpp"

#include <utility>

namespace likeness::image_finisher {

namespace {

BlockingPool::Options pool_options(std::size_t threads) {
    BlockingPool::Options options;
    options.name = "imaging";
    options.threads = threads;
    options.queue_limit = 256;
    return options;
}

OutputFormat output_format(imaging::Format format) {
    switch (format) {
        case imaging::Format::jpeg:
            return OutputFormat::jpeg;
        case imaging::Format::png:
            return OutputFormat::png;
        case imaging::Format::webp:
            return OutputFormat::webp;
    }
    return OutputFormat::jpeg;
}

std::vector<imaging::RecipeLora> loras_of(const ImageRecipe& recipe) {
    std::vector<imaging::RecipeLora> loras;
    for (const LoraUse& use : recipe.loras) {
        loras.push_back({use.name, use.trigger_word, use.scale, use.sha256});
    }
    return loras;
}

imaging::Recipe recipe_of(
    const ImageRecipe& recipe,
    const imaging::ImageHeader& header,
    const std::string& software
) {
    return imaging::Recipe{
        .image_id = recipe.image_id,
        .prompt = recipe.prompt,
        .final_prompt = recipe.final_prompt,
        .negative_prompt = {},
        .seed = recipe.seed.value,
        .steps = recipe.settings.num_inference_steps,
        .guidance_scale = recipe.settings.guidance_scale,
        .guidance_is_distilled = recipe.base_model == "flux.1",
        .width = header.width,
        .height = header.height,
        .loras = loras_of(recipe),
        .engine = recipe.engine,
        .model = recipe.base_model,
        .software = software,
        .created_at = recipe.created_at,
    };
}

/// Whatever is wrong with an engine's bytes, it is the engine that failed.
Error engine_failed(const Error& error) {
    return {
        ErrorCode::upstream_failed,
        "The engine's answer was no usable image.",
        error.message + " " + error.detail};
}

}  // namespace

PooledImageFinisher::PooledImageFinisher(std::string software, std::size_t threads)
    : software_(std::move(software)),
      pool_(pool_options(threads)) {}

Task<FinishedImage> PooledImageFinisher::finish(Bytes bytes, ImageRecipe recipe) {
    const auto work = [&] { return finish_image(bytes, recipe, software_); };
    co_return co_await pool_.run(work);
}

Task<Bytes> PooledImageFinisher::without_recipe(Bytes file) {
    const auto work = [&]() -> Result<Bytes> {
        Result<Bytes> stripped = imaging::strip_recipe(file);
        if (!stripped) {
            return Error{
                ErrorCode::unprocessable, "The image's file is damaged.", stripped.error().detail};
        }
        return stripped;
    };
    co_return co_await pool_.run(work);
}

Result<FinishedImage>
finish_image(const Bytes& bytes, const ImageRecipe& recipe, const std::string& software) {
    Result<imaging::Thumbnails> thumbnails = imaging::make_thumbnails(bytes);
    if (!thumbnails) {
        return engine_failed(thumbnails.error());
    }
    const imaging::ImageHeader& header = thumbnails->header;
    Result<Bytes> file = imaging::write_recipe(bytes, recipe_of(recipe, header, software));
    if (!file) {
        return engine_failed(file.error());
    }
    FinishedImage finished;
    finished.file = *std::move(file);
    finished.thumbnail_384 = std::move(thumbnails->at_384.webp);
    finished.thumbnail_768 = std::move(thumbnails->at_768.webp);
    finished.size = {header.width, header.height};
    finished.format = output_format(header.format);
    finished.sha256 = to_hex(sha256(finished.file));
    finished.crc32 = crc32(finished.file);
    finished.thumbhash = to_base64(thumbnails->thumbhash);
    return finished;
}

}  // namespace likeness::image_finisher
