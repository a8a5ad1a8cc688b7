#include "core/move_in_images.hpp"

#include "base/log.hpp"
#include "core/moved_recipe.hpp"

#include <utility>
#include <vector>

namespace likeness {

namespace {

constexpr std::string_view kWithoutLora = "Moved in";
constexpr std::string_view kUnknownEngine = "unknown";

std::string engine_of(const ImageOrigin& origin) {
    return std::string(origin.program ? recipes::to_text(*origin.program) : kUnknownEngine);
}

/// A name to keep images under: nothing can be generated with it, for it never was completed.
Lora lora_without_weights(LoraId id, WalletAddress owner, std::string name, Timestamp now) {
    LoraFile file{ObjectKey::trusted(""), 0, "", "", "", 0, std::nullopt, 0, "{}", {}};
    return Lora{
        .id = std::move(id),
        .wallet = std::move(owner),
        .name = std::move(name),
        .trigger_word = "",
        .status = LoraStatus::cancelled,
        .source = LoraSource::gallery,
        .visibility = Visibility::private_,
        .file = std::move(file),
        .created_at = now,
    };
}

}  // namespace

MoveInImages::MoveInImages(
    MovedImageRepository& moved,
    ImageIntake& intake,
    ObjectStore& objects,
    const Clock& clock,
    Random& random
)
    : moved_(moved),
      intake_(intake),
      objects_(objects),
      clock_(clock),
      random_(random) {}

Task<MovedImage> MoveInImages::take(Caller caller, ArrivingImage arriving) {
    const WalletAddress wallet = *caller.wallet;
    LIKENESS_CO_TRY(
        std::optional<MovedImage> known, co_await moved_.find(wallet, arriving.staged.sha256)
    );
    if (known) {
        co_return *std::move(known);
    }
    LIKENESS_CO_TRY(
        InspectedImage seen, co_await intake_.inspect(arriving.staged, std::move(arriving.sidecar))
    );
    const Timestamp now = clock_.now();
    NewMovedImage moved = described(wallet, arriving, seen, now);
    LIKENESS_CO_CHECK(co_await store(moved.image, arriving.staged, std::move(seen)));
    co_return co_await note(std::move(moved));
}

/// The ids are of the time when the image was made, as all ids here are of their row's time: what
/// walks through images by their ids finds those that were made here last at the end.
NewMovedImage MoveInImages::described(
    const WalletAddress& wallet,
    const ArrivingImage& arriving,
    const InspectedImage& seen,
    Timestamp now
) {
    const Timestamp time = time_of(seen.recipe, arriving.modified_at, now);
    const GenerationSettings settings = settings_of(seen.recipe, seen.size, seen.format);
    ImageOrigin origin = origin_of(seen.recipe, arriving.path);
    const std::string prompt = seen.recipe ? moved_prompt(seen.recipe->prompt) : std::string();
    const Seed seed{seen.recipe ? seen.recipe->seed.value_or(0) : 0};
    const bool names_lora = seen.recipe && !seen.recipe->loras.empty();
    const std::string name =
        names_lora ? moved_lora_name(seen.recipe->loras.front().name) : std::string();
    Lora lora = lora_without_weights(
        random_.id<LoraId>(now), wallet, name.empty() ? std::string(kWithoutLora) : name, now
    );
    const auto id = random_.id<ImageId>(time);
    const auto batch = random_.id<BatchId>(time);
    return NewMovedImage{
        .image =
            {
                .id = id,
                .lora = lora.id,
                .batch = batch,
                .wallet = wallet,
                .prompt = prompt,
                .seed = seed,
                .size = seen.size,
                .content_type = std::string(content_type_of(seen.format)),
                .byte_count = arriving.staged.byte_count,
                .sha256 = arriving.staged.sha256,
                .crc32 = seen.crc32,
                .thumbhash = seen.thumbhash,
                .path = full_image_key(id, time, seen.format),
                .created_at = time,
                .engine = engine_of(origin),
                .lora_scale = settings.lora_scale,
            },
        .batch =
            {
                .id = batch,
                .wallet = wallet,
                .lora = lora.id,
                .person = std::nullopt,
                .prompt = prompt,
                .final_prompt = prompt,
                .settings = settings,
                .seed = seed,
                .engine = engine_of(origin),
                .state = BatchState::completed,
                .quota = QuotaState::exempt,
                .created_at = time,
                .finished_at = time,
                .jobs = {},
                .images = {},
            },
        .origin = std::move(origin),
        .lora = std::move(lora),
        .lora_sha256 = names_lora ? seen.recipe->loras.front().sha256 : std::string(),
        .has_lora = !name.empty(),
    };
}

/// The full image last: once it is there, all of the image is.
Task<void>
MoveInImages::store(const GeneratedImage& image, const StagedImage& staged, InspectedImage seen) {
    const ObjectKey small = thumbnail_key(image.path, 384);
    const ObjectKey large = thumbnail_key(image.path, 768);
    Result<void> stored = co_await objects_.put(
        Bucket::generated, small, std::move(seen.thumbnail_384), "image/webp"
    );
    if (stored) {
        stored = co_await objects_.put(
            Bucket::generated, large, std::move(seen.thumbnail_768), "image/webp"
        );
    }
    if (stored) {
        stored = co_await objects_.put_file(
            Bucket::generated, image.path, staged.file->path(), image.content_type
        );
    }
    if (!stored) {
        co_await discard(image);
    }
    co_return stored;
}

/// A database that fails to answer may have kept the row all the same: then the objects stay.
Task<MovedImage> MoveInImages::note(NewMovedImage moved) {
    const GeneratedImage image = moved.image;
    Result<MovedImage> noted = co_await moved_.add(std::move(moved));
    if (!noted) {
        const Result<std::optional<MovedImage>> found =
            co_await moved_.find(image.wallet, image.sha256);
        if (!found) {
            co_return noted;
        }
        if (*found) {
            noted = **found;
            noted->was_known = noted->image.id != image.id;
        }
    }
    const bool is_kept = noted && noted->image.id == image.id;
    if (!is_kept) {
        co_await discard(image);
    }
    co_return noted;
}

asio::awaitable<void> MoveInImages::discard(GeneratedImage image) {
    std::vector<ObjectKey> keys{image.path};
    keys.push_back(thumbnail_key(image.path, 384));
    keys.push_back(thumbnail_key(image.path, 768));
    for (const ObjectKey& key : keys) {
        const Result<void> removed = co_await objects_.remove(Bucket::generated, key);
        if (!removed) {
            log::warning(
                "an image that did not move in left a file behind",
                {{"object", key.text()}, {"reason", removed.error().detail}}
            );
        }
    }
}

Task<std::optional<ImageOrigin>> MoveInImages::origin(ImageId id) {
    return moved_.origin(std::move(id));
}

}  // namespace likeness
