#include "api/dto/batch_dto.hpp"

#include "api/errors.hpp"

#include <algorithm>
#include <utility>

namespace likeness::api {

namespace {

std::optional<FailureDto> optional_dto(const std::optional<GenerationFailure>& failure) {
    return failure ? std::optional(to_dto(*failure)) : std::nullopt;
}

std::vector<JobDto> jobs_of(const GenerationBatch& batch) {
    std::vector<JobDto> jobs;
    for (const GenerationJob& job : batch.jobs) {
        const auto image =
            std::find_if(batch.images.begin(), batch.images.end(), [&](const auto& i) {
                return i.index == job.index;
            });
        JobDto dto{
            job.index,
            job.seed,
            job.state,
            std::nullopt,
            optional_dto(job.failure),
            job.lora_scale.value_or(batch.settings.lora_scale)};
        if (image != batch.images.end()) {
            dto.image_id = image->id.text();
        }
        jobs.push_back(std::move(dto));
    }
    return jobs;
}

/// Fills in what each kind of event says.
struct EventWriter {
    BatchEventDto& dto;
    ObjectStore& objects;

    void operator()(const BatchQueued& queued) const {
        dto.type = "queued";
        dto.position = queued.position;
    }

    void operator()(const BatchRunning&) const { dto.type = "running"; }

    void operator()(const JobProgress& progress) const {
        dto.type = "progress";
        dto.index = progress.index;
        dto.step = progress.step;
        dto.steps = progress.steps;
    }

    void operator()(const JobImage& made) const {
        dto.type = "image";
        dto.index = made.image.index;
        dto.image = to_dto(made.image, objects);
    }

    void operator()(const JobFailed& failed) const {
        dto.type = "imageFailed";
        dto.index = failed.index;
        dto.failure = to_dto(failed.failure);
    }

    void operator()(const BatchEnded& ended) const {
        dto.type = to_text(ended.state);
        dto.failure = optional_dto(ended.failure);
    }
};

}  // namespace

FailureDto to_dto(const GenerationFailure& failure) {
    return {std::string(wire_error(failure.code).code), failure.message};
}

SettingsDto to_dto(const GenerationSettings& settings) {
    return {
        settings.size.width,
        settings.size.height,
        settings.num_inference_steps,
        settings.guidance_scale,
        settings.lora_scale,
        settings.output_format,
        settings.enable_safety_checker};
}

BatchDto to_dto(GenerationBatch batch, ObjectStore& objects) {
    BatchDto dto{
        .id = batch.id.text(),
        .lora_training_id = batch.lora.text(),
        .person_id = batch.person,
        .prompt = std::move(batch.prompt),
        .final_prompt = std::move(batch.final_prompt),
        .settings = to_dto(batch.settings),
        .seed = batch.seed,
        .num_images = static_cast<int>(batch.jobs.size()),
        .engine = std::move(batch.engine),
        .state = batch.state,
        .failure = optional_dto(batch.failure),
        .jobs = jobs_of(batch),
        .images = {},
        .created_at = batch.created_at,
        .started_at = batch.started_at,
        .finished_at = batch.finished_at,
        .loras = {},
    };
    for (const FurtherLora& further : batch.further_loras) {
        dto.loras.push_back({further.lora.text(), further.scale});
    }
    for (GeneratedImage& image : batch.images) {
        dto.images.push_back(to_dto(std::move(image), objects));
    }
    return dto;
}

BatchEventDto to_dto(const GenerationEvent& event, ObjectStore& objects) {
    BatchEventDto dto;
    std::visit(EventWriter{dto, objects}, event.what);
    return dto;
}

}  // namespace likeness::api
