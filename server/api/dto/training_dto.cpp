#include "api/dto/training_dto.hpp"

#include <utility>

namespace likeness::api {

namespace {

TrainingImageDto image_dto(TrainingImage image, ObjectStore& objects) {
    TrainingImageDto dto;
    dto.upload_id = image.upload.text();
    dto.caption = std::move(image.caption);
    dto.width = image.size.width;
    dto.height = image.size.height;
    dto.thumbhash = std::move(image.thumbhash);
    if (image.crop) {
        dto.crop = CropDto{image.crop->left, image.crop->top, image.crop->side};
    }
    if (image.path) {
        const ObjectKey thumbnail = thumbnail_key(*image.path, 384);
        dto.thumbnail_url = objects.signed_url(Bucket::uploads, thumbnail, kLinkLifetime);
    }
    return dto;
}

std::optional<FailureDto> failure_dto(const std::optional<GenerationFailure>& failure) {
    return failure ? std::optional(to_dto(*failure)) : std::nullopt;
}

}  // namespace

TrainingDto to_dto(Training training, ObjectStore& objects) {
    TrainingDto dto;
    dto.id = training.id.text();
    dto.name = std::move(training.name);
    dto.trigger = std::move(training.trigger_word);
    dto.person_id = training.person;
    dto.trainer = std::move(training.trainer);
    dto.state = training.state;
    dto.failure = failure_dto(training.failure);
    dto.steps = training.steps;
    dto.steps_done = training.steps_done;
    dto.queue_position = training.queue_position;
    dto.is_style = training.is_style;
    dto.create_masks = training.create_masks;
    dto.price_usd = usd_from(training.price_microdollars);
    dto.created_at = training.created_at;
    dto.started_at = training.started_at;
    dto.finished_at = training.finished_at;
    for (TrainingImage& image : training.images) {
        dto.images.push_back(image_dto(std::move(image), objects));
    }
    return dto;
}

TrainingPageDto to_dto(Page<Training> page, ObjectStore& objects) {
    TrainingPageDto dto;
    for (Training& training : page.items) {
        dto.items.push_back(to_dto(std::move(training), objects));
    }
    if (page.next) {
        dto.next_cursor = page.next->text();
    }
    return dto;
}

TrainingEventDto to_dto(const TrainingEvent& event) {
    return {
        std::string(event.type()),
        event.state,
        event.position,
        event.steps_done,
        event.steps,
        failure_dto(event.failure)};
}

}  // namespace likeness::api
