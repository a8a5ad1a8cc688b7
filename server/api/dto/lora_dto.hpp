#pragma once

#include "api/dto/enums.hpp"
#include "api/schema.hpp"
#include "api/wire_types.hpp"
#include "core/engines.hpp"
#include "core/lora.hpp"
#include "core/page.hpp"

#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace likeness::api {

struct CoverDto {
    std::string signed_url;
    std::string thumbnail_url;
    std::string preview_url;
    int width = 0;
    int height = 0;
    std::string thumbhash;
    std::string alt;
    std::optional<std::string> image_id;

    static constexpr std::string_view kName = "CoverImage";

    static constexpr auto fields() {
        return std::tuple{
            field("signedUrl", &CoverDto::signed_url, "Opens the image for a while."),
            field("thumbnailUrl", &CoverDto::thumbnail_url, "WebP, 384 pixels on the longer side."),
            field("previewUrl", &CoverDto::preview_url, "WebP, 768 pixels on the longer side."),
            field("width", &CoverDto::width, "Pixels."),
            field("height", &CoverDto::height, "Pixels."),
            field("thumbhash", &CoverDto::thumbhash, "Base64; a blurred placeholder."),
            field("alt", &CoverDto::alt, "The prompt that made it."),
            field("imageId", &CoverDto::image_id, "Of the image, where it is one of a gallery's."),
        };
    }
};

/// A row of the gallery of LoRAs.
struct LoraDto {
    std::string id;
    std::int64_t number = 0;
    std::optional<std::int64_t> person_id;
    std::string first_name;
    std::string last_name;
    std::string name;
    std::string trigger;
    LoraStatus status = LoraStatus::completed;
    LoraSource source = LoraSource::import;
    Visibility visibility = Visibility::private_;
    std::optional<CoverDto> cover_image;
    std::int64_t image_count = 0;
    double default_scale = 1.5;
    std::string base_model;
    bool can_generate = false;
    bool is_mine = false;
    Timestamp created_at;

    static constexpr std::string_view kName = "Lora";

    static constexpr auto fields() {
        return std::tuple{
            field("id", &LoraDto::id, "32 hex digits."),
            field("number", &LoraDto::number, "The short number that loraId takes too."),
            field("personId", &LoraDto::person_id, "Whose it is, if anyone's."),
            field("firstName", &LoraDto::first_name, "Of that person; empty without one."),
            field("lastName", &LoraDto::last_name, "Of that person; empty without one."),
            field("name", &LoraDto::name, "What its owner calls it."),
            field("trigger", &LoraDto::trigger, "The trigger words that are added to prompts."),
            field("status", &LoraDto::status, "completed once images can be made with it."),
            field(
                "source",
                &LoraDto::source,
                "Where it comes from; gallery: known by the images that moved in, without a file."
            ),
            field("visibility", &LoraDto::visibility, "Who sees it."),
            field("coverImage", &LoraDto::cover_image, "The picture that stands for it."),
            field("imageCount", &LoraDto::image_count, "Images made with it."),
            field("defaultScale", &LoraDto::default_scale, "LoRA scale when a request gives none."),
            field(
                "baseModel",
                &LoraDto::base_model,
                "The model it was made for: paperflux-1, flux.1, ..."
            ),
            field(
                "canGenerate",
                &LoraDto::can_generate,
                "True when it is ready and an engine of this server can use it."
            ),
            field("isMine", &LoraDto::is_mine, "True when the caller may change it."),
            field("createdAt", &LoraDto::created_at, "When it was taken in."),
        };
    }
};

struct LoraPageDto {
    std::vector<LoraDto> items;
    std::optional<std::string> next_cursor;

    static constexpr std::string_view kName = "LoraPage";

    static constexpr auto fields() {
        return std::tuple{
            field("items", &LoraPageDto::items, "Newest first."),
            field(
                "nextCursor",
                &LoraPageDto::next_cursor,
                "Pass as cursor for the next page; null at the end."
            ),
        };
    }
};

/// A LoRA with what was read from its file.
struct LoraDetailDto : LoraDto {
    std::string key_family;
    int rank = 0;
    std::optional<double> alpha;
    std::int64_t parameter_count = 0;
    std::int64_t file_bytes = 0;
    std::string sha256;
    TextMap details;
    std::vector<std::string> warnings;
    std::vector<std::string> example_prompts;

    static constexpr std::string_view kName = "LoraDetail";

    static constexpr auto fields() {
        using Dto = LoraDetailDto;
        const auto own = std::tuple{
            field(
                "keyFamily", &Dto::key_family, "Whose names its tensors have: diffusers, kohya, ..."
            ),
            field("rank", &Dto::rank, "The highest of all layers."),
            field(
                "alpha", &Dto::alpha, "Null when the file does not say: then it equals the rank."
            ),
            field("parameterCount", &Dto::parameter_count, "Numbers in all tensors."),
            field("fileBytes", &Dto::file_bytes, "Size of the file."),
            field("sha256", &Dto::sha256, "Of the file, hex."),
            field("details", &Dto::details, "What the trainer wrote into the file."),
            field("warnings", &Dto::warnings, "Sentences for its owner."),
            field("examplePrompts", &Dto::example_prompts, "Prompts to begin with."),
        };
        return std::tuple_cat(LoraDto::fields(), own);
    }
};

/// A LoRA as GET /api/get-lora-models of the original design lists it.
struct LoraModelDto {
    std::int64_t id = 0;
    std::string lora_training_id;
    std::optional<std::int64_t> person_id;
    std::string first_name;
    std::string last_name;
    std::string trigger;
    std::string name;

    static constexpr std::string_view kName = "LoraModel";

    static constexpr auto fields() {
        return std::tuple{
            field("id", &LoraModelDto::id, "The LoRA's number: the loraId of generate-image."),
            field("loraTrainingId", &LoraModelDto::lora_training_id, "The LoRA's text id."),
            field("personId", &LoraModelDto::person_id, "Whose it is, if anyone's."),
            field("firstName", &LoraModelDto::first_name, "Of that person."),
            field("lastName", &LoraModelDto::last_name, "Of that person."),
            field(
                "trigger", &LoraModelDto::trigger, "The trigger words that are added to prompts."
            ),
            field("name", &LoraModelDto::name, "What its owner calls it."),
        };
    }
};

/// What turning LoRAs into answers needs to know.
struct LoraView {
    const Caller& caller;
    const Engines& engines;
    ObjectStore& objects;
};

LoraDto to_dto(Lora lora, const LoraView& view);
LoraPageDto to_dto(Page<Lora> page, const LoraView& view);
LoraDetailDto to_detail(Lora lora, const LoraView& view);
std::vector<LoraModelDto> to_models(std::vector<LoraModel> models);

}  // namespace likeness::api
