#pragma once

#include "api/dto/image_dto.hpp"
#include "api/schema.hpp"
#include "core/shared_pictures.hpp"
#include "core/shares.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace likeness::api {

template <>
struct EnumNames<ShareKind> {
    static constexpr std::string_view type_name = "ShareKind";
    static constexpr std::array<std::pair<std::string_view, ShareKind>, 3> names{{
        {"images", ShareKind::images},
        {"batch", ShareKind::batch},
        {"lora", ShareKind::lora},
    }};
};

/// A link as its owner sees it.
struct ShareDto {
    std::string id;
    std::string url;
    ShareKind kind = ShareKind::images;
    std::string title;
    std::string lora_name;
    std::optional<std::int64_t> image_count;
    bool has_password = false;
    bool shows_recipe = false;
    bool shows_owner = false;
    std::int64_t opened_count = 0;
    bool has_ended = false;
    Timestamp created_at;
    std::optional<Timestamp> expires_at;

    static constexpr std::string_view kName = "Share";

    static constexpr auto fields() {
        using Dto = ShareDto;
        return std::tuple{
            field("id", &Dto::id, "32 hex digits."),
            field("url", &Dto::url, "What to send to others."),
            field("kind", &Dto::kind, "What it leads to: chosen images, a batch, a LoRA."),
            field("title", &Dto::title, "As given; may be empty."),
            field("loraName", &Dto::lora_name, "Of a shared LoRA; otherwise empty."),
            field("imageCount", &Dto::image_count, "Of chosen images; otherwise null."),
            field("hasPassword", &Dto::has_password, "True when it asks for a password."),
            field("showsRecipe", &Dto::shows_recipe, "True when it tells how images were made."),
            field("showsOwner", &Dto::shows_owner, "True when it tells the wallet's address."),
            field("openedCount", &Dto::opened_count, "How often others have opened it."),
            field("hasEnded", &Dto::has_ended, "True when its time is over."),
            field("createdAt", &Dto::created_at, "When it was made."),
            field("expiresAt", &Dto::expires_at, "When it ends; null: when it is revoked."),
        };
    }
};

/// How a shared image was made.
struct SharedRecipeDto {
    std::string prompt;
    std::string lora_name;
    std::string trigger;
    double lora_scale = 0;
    Seed seed;
    int num_inference_steps = 0;
    double guidance_scale = 0;
    std::string engine;

    static constexpr std::string_view kName = "SharedRecipe";

    static constexpr auto fields() {
        using Dto = SharedRecipeDto;
        return std::tuple{
            field("prompt", &Dto::prompt, "As written."),
            field("loraName", &Dto::lora_name, "What the LoRA's owner calls it."),
            field("trigger", &Dto::trigger, "Its trigger words."),
            field("loraScale", &Dto::lora_scale, "Its strength."),
            field("seed", &Dto::seed, "Of this image alone."),
            field("numInferenceSteps", &Dto::num_inference_steps, "Steps of the sampler."),
            field("guidanceScale", &Dto::guidance_scale, "How closely the prompt was followed."),
            field("engine", &Dto::engine, "Who made it."),
        };
    }
};

/// An image as strangers see it: nothing of how and by whom it was made.
struct SharedImageDto {
    std::string id;
    int width = 0;
    int height = 0;
    std::string thumbhash;
    std::string thumbnail_url;
    std::string preview_url;
    std::string file_url;
    std::optional<SharedRecipeDto> recipe;

    static constexpr std::string_view kName = "SharedImage";

    static constexpr auto fields() {
        using Dto = SharedImageDto;
        return std::tuple{
            field("id", &Dto::id, "32 hex digits."),
            field("width", &Dto::width, "Pixels."),
            field("height", &Dto::height, "Pixels."),
            field("thumbhash", &Dto::thumbhash, "Base64; a blurred placeholder."),
            field(
                "thumbnailUrl",
                &Dto::thumbnail_url,
                "WebP, 384 pixels on the longer side; opens for a while."
            ),
            field(
                "previewUrl",
                &Dto::preview_url,
                "WebP, 768 pixels on the longer side; opens for a while."
            ),
            field(
                "fileUrl",
                &Dto::file_url,
                "The whole image; without a word about its making unless the recipe is shown."
            ),
            field("recipe", &Dto::recipe, "How it was made; null unless the owner shows it."),
        };
    }
};

/// What a link opens.
struct SharedPageDto {
    bool is_locked = false;
    std::optional<ShareKind> kind;
    std::string title;
    std::optional<std::string> lora_name;
    std::optional<std::string> owner;
    std::int64_t image_count = 0;
    std::optional<Timestamp> expires_at;
    std::vector<SharedImageDto> items;
    std::optional<std::string> next_cursor;

    static constexpr std::string_view kName = "SharedPage";

    static constexpr auto fields() {
        using Dto = SharedPageDto;
        return std::tuple{
            field("isLocked", &Dto::is_locked, "True: shares.unlock first; all else is empty."),
            field("kind", &Dto::kind, "Chosen images, a batch, a LoRA."),
            field("title", &Dto::title, "As its owner gave it; may be empty."),
            field("loraName", &Dto::lora_name, "Of a shared LoRA, or with the recipe; or null."),
            field("owner", &Dto::owner, "The wallet's address; null unless its owner shows it."),
            field("imageCount", &Dto::image_count, "Of all pages together."),
            field("expiresAt", &Dto::expires_at, "When the link ends; null if it does not."),
            field("items", &Dto::items, "Newest first."),
            field("nextCursor", &Dto::next_cursor, "Of the next page; null at the end."),
        };
    }
};

/// `public_url` without a slash at the end.
ShareDto to_dto(const ShareOverview& overview, const std::string& public_url, Timestamp now);
/// `pass` goes into the files' addresses of a share with a password.
SharedPageDto to_dto(
    SharedPage page,
    const std::optional<std::string>& pass,
    ObjectStore& objects,
    const std::string& public_url
);

}  // namespace likeness::api
