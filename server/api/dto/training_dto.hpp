#pragma once

#include "api/dto/batch_dto.hpp"
#include "core/page.hpp"
#include "core/training_events.hpp"

#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace likeness::api {

template <>
struct EnumNames<TrainingState> {
    static constexpr std::string_view type_name = "TrainingState";
    static constexpr std::array<std::pair<std::string_view, TrainingState>, 7> names{{
        {"queued", TrainingState::queued},
        {"preparing", TrainingState::preparing},
        {"submitting", TrainingState::submitting},
        {"running", TrainingState::running},
        {"completed", TrainingState::completed},
        {"failed", TrainingState::failed},
        {"cancelled", TrainingState::cancelled},
    }};
};

/// Millionths of a US dollar as US dollars.
inline double usd_from(std::int64_t microdollars) {
    return static_cast<double>(microdollars) / 1e6;
}

/// A square of a photo; both ways.
struct CropDto {
    int left = 0;
    int top = 0;
    int side = 0;

    static constexpr std::string_view kName = "CropSquare";

    static constexpr auto fields() {
        return std::tuple{
            field("left", &CropDto::left, "Pixels of the upright photo.").within(0, 1e6),
            field("top", &CropDto::top, "Pixels of the upright photo.").within(0, 1e6),
            field("side", &CropDto::side, "Pixels of the upright photo.").within(1, 1e6),
        };
    }
};

/// A photo of a training.
struct TrainingImageDto {
    std::string upload_id;
    std::string caption;
    std::optional<CropDto> crop;
    int width = 0;
    int height = 0;
    std::string thumbhash;
    std::optional<std::string> thumbnail_url;

    static constexpr std::string_view kName = "TrainingImage";

    static constexpr auto fields() {
        using Dto = TrainingImageDto;
        return std::tuple{
            field("uploadId", &Dto::upload_id, "The upload it is."),
            field("caption", &Dto::caption, "What the trainer reads beside it; may be empty."),
            field("crop", &Dto::crop, "The part that is used; null for all of it."),
            field("width", &Dto::width, "Pixels; 0 when the photo has been removed."),
            field("height", &Dto::height, "Pixels; 0 when the photo has been removed."),
            field("thumbhash", &Dto::thumbhash, "Base64; a blurred placeholder."),
            field(
                "thumbnailUrl",
                &Dto::thumbnail_url,
                "WebP, 384 pixels on the longer side; null when the photo has been removed."
            ),
        };
    }
};

struct TrainingDto {
    std::string id;
    std::string name;
    std::string trigger;
    std::optional<std::int64_t> person_id;
    std::string trainer;
    TrainingState state = TrainingState::queued;
    std::optional<FailureDto> failure;
    int steps = 0;
    int steps_done = 0;
    std::optional<int> queue_position;
    bool is_style = false;
    bool create_masks = true;
    double price_usd = 0;
    std::vector<TrainingImageDto> images;
    Timestamp created_at;
    std::optional<Timestamp> started_at;
    std::optional<Timestamp> finished_at;

    static constexpr std::string_view kName = "Training";

    static constexpr auto fields() {
        using Dto = TrainingDto;
        return std::tuple{
            field("id", &Dto::id, "32 hex digits; the id of the LoRA that it makes."),
            field("name", &Dto::name, "What the LoRA is called."),
            field("trigger", &Dto::trigger, "The LoRA's trigger words."),
            field("personId", &Dto::person_id, "Whose it is, if anyone's."),
            field("trainer", &Dto::trainer, "Who trains it."),
            field("state", &Dto::state, "How far it is."),
            field("failure", &Dto::failure, "Why there is no LoRA, when it failed."),
            field("steps", &Dto::steps, "Steps in all."),
            field("stepsDone", &Dto::steps_done, "Steps done, where the trainer tells."),
            field(
                "queuePosition",
                &Dto::queue_position,
                "Orders ahead at the trainer's, while it waits there."
            ),
            field("isStyle", &Dto::is_style, "Of a style, else of a person or thing."),
            field("createMasks", &Dto::create_masks, "Whether the trainer looks for the subject."),
            field("priceUsd", &Dto::price_usd, "What it costs the operator, in US dollars."),
            field("images", &Dto::images, "In order; empty in lists."),
            field("createdAt", &Dto::created_at, "When it was accepted."),
            field("startedAt", &Dto::started_at, "When the trainer had it."),
            field("finishedAt", &Dto::finished_at, "When it ended."),
        };
    }
};

struct TrainingPageDto {
    std::vector<TrainingDto> items;
    std::optional<std::string> next_cursor;

    static constexpr std::string_view kName = "TrainingPage";

    static constexpr auto fields() {
        return std::tuple{
            field("items", &TrainingPageDto::items, "Newest first, without their images."),
            field(
                "nextCursor",
                &TrainingPageDto::next_cursor,
                "Pass as cursor for the next page; null at the end."
            ),
        };
    }
};

/// What happened to a training; `type` says which members count.
struct TrainingEventDto {
    std::string type;
    TrainingState state = TrainingState::queued;
    std::optional<int> position;
    int step = 0;
    int steps = 0;
    std::optional<FailureDto> failure;

    static constexpr std::string_view kName = "TrainingEvent";

    static constexpr auto fields() {
        using Dto = TrainingEventDto;
        return std::tuple{
            field("type", &Dto::type, "queued, running, progress, completed, failed or cancelled."),
            field("state", &Dto::state, "How far it is."),
            field("position", &Dto::position, "Orders ahead, while it waits."),
            field("step", &Dto::step, "Steps done."),
            field("steps", &Dto::steps, "Steps in all."),
            field("failure", &Dto::failure, "Of failed: why."),
        };
    }
};

TrainingDto to_dto(Training training, ObjectStore& objects);
TrainingPageDto to_dto(Page<Training> page, ObjectStore& objects);
TrainingEventDto to_dto(const TrainingEvent& event);

}  // namespace likeness::api
