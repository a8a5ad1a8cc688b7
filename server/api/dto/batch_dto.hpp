#pragma once

#include "api/dto/enums.hpp"
#include "api/dto/image_dto.hpp"
#include "api/dto/lora_use_dto.hpp"
#include "core/generation.hpp"
#include "core/generation_events.hpp"

#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace likeness::api {

struct FailureDto {
    std::string code;
    std::string message;

    static constexpr std::string_view kName = "GenerationFailure";

    static constexpr auto fields() {
        return std::tuple{
            field("code", &FailureDto::code, "One of the API's error codes."),
            field("message", &FailureDto::message, "Why, for people."),
        };
    }
};

struct SettingsDto {
    int width = 0;
    int height = 0;
    int num_inference_steps = 0;
    double guidance_scale = 0;
    double lora_scale = 0;
    OutputFormat output_format = OutputFormat::jpeg;
    bool enable_safety_checker = true;

    static constexpr std::string_view kName = "GenerationSettings";

    static constexpr auto fields() {
        return std::tuple{
            field("width", &SettingsDto::width, "Pixels."),
            field("height", &SettingsDto::height, "Pixels."),
            field("numInferenceSteps", &SettingsDto::num_inference_steps, "Steps of the sampler."),
            field(
                "guidanceScale", &SettingsDto::guidance_scale, "How closely the prompt is followed."
            ),
            field("loraScale", &SettingsDto::lora_scale, "Strength of the LoRA."),
            field("outputFormat", &SettingsDto::output_format, "Format of the files."),
            field(
                "enableSafetyChecker",
                &SettingsDto::enable_safety_checker,
                "Where the engine has one."
            ),
        };
    }
};

/// One tile.
struct JobDto {
    int index = 0;
    Seed seed;
    JobState state = JobState::queued;
    std::optional<std::string> image_id;
    std::optional<FailureDto> failure;
    double lora_scale = 0;

    static constexpr std::string_view kName = "GenerationJob";

    static constexpr auto fields() {
        return std::tuple{
            field("index", &JobDto::index, "Its place in the batch, from 0."),
            field("seed", &JobDto::seed, "Of this image alone."),
            field("state", &JobDto::state, "How far it is."),
            field("imageId", &JobDto::image_id, "Of the image, once it is kept."),
            field("failure", &JobDto::failure, "Why there is none, when it failed or was blocked."),
            field("loraScale", &JobDto::lora_scale, "LoRA scale of this image."),
        };
    }
};

struct BatchDto {
    std::string id;
    std::string lora_training_id;
    std::optional<std::int64_t> person_id;
    std::string prompt;
    std::string final_prompt;
    SettingsDto settings;
    Seed seed;
    int num_images = 0;
    std::string engine;
    BatchState state = BatchState::queued;
    std::optional<FailureDto> failure;
    std::vector<JobDto> jobs;
    std::vector<ImageDto> images;
    Timestamp created_at;
    std::optional<Timestamp> started_at;
    std::optional<Timestamp> finished_at;
    std::vector<LoraUseDto> loras;
    std::optional<int> position = {};
    std::optional<double> expected_seconds = {};

    static constexpr std::string_view kName = "GenerationBatch";

    static constexpr auto fields() {
        return std::tuple{
            field("id", &BatchDto::id, "32 hex digits."),
            field("loraTrainingId", &BatchDto::lora_training_id, "The LoRA it uses."),
            field(
                "personId", &BatchDto::person_id, "Whose gallery the images belong to, if anyone's."
            ),
            field("prompt", &BatchDto::prompt, "As written."),
            field(
                "finalPrompt",
                &BatchDto::final_prompt,
                "As the engine gets it, trigger words included."
            ),
            field(
                "settings",
                &BatchDto::settings,
                "How the images are made; in a strength ladder, the first of them."
            ),
            field(
                "seed",
                &BatchDto::seed,
                "Of the first image; each further one has one more, in a strength ladder the same."
            ),
            field("numImages", &BatchDto::num_images, "Images asked for."),
            field("engine", &BatchDto::engine, "Who makes them."),
            field("state", &BatchDto::state, "How far it is."),
            field("failure", &BatchDto::failure, "Why nothing was kept, when it failed."),
            field("jobs", &BatchDto::jobs, "One for each image, by index."),
            field("images", &BatchDto::images, "Those kept so far, by index."),
            field("createdAt", &BatchDto::created_at, "When it was accepted."),
            field("startedAt", &BatchDto::started_at, "When the first image was begun."),
            field("finishedAt", &BatchDto::finished_at, "When it ended."),
            field("loras", &BatchDto::loras, "Further LoRAs beside its own."),
            field("position", &BatchDto::position, "Images ahead of it; null unless it waits."),
            field(
                "expectedSeconds",
                &BatchDto::expected_seconds,
                "Until it is done, learned from runs on this server; null if unknown or over."
            ),
        };
    }
};

/// What happened to a batch; `type` says which members count.
struct BatchEventDto {
    std::string type;
    std::optional<int> position;
    std::optional<int> index;
    std::optional<int> step;
    std::optional<int> steps;
    std::optional<ImageDto> image;
    std::optional<FailureDto> failure;

    static constexpr std::string_view kName = "GenerationEvent";

    static constexpr auto fields() {
        return std::tuple{
            field(
                "type",
                &BatchEventDto::type,
                "queued, running, progress, image, imageFailed, completed, failed or cancelled."
            ),
            field(
                "position",
                &BatchEventDto::position,
                "Of queued: images ahead of the first of these."
            ),
            field(
                "index", &BatchEventDto::index, "Of progress, image and imageFailed: which tile."
            ),
            field("step", &BatchEventDto::step, "Of progress: steps done."),
            field("steps", &BatchEventDto::steps, "Of progress: steps in all."),
            field("image", &BatchEventDto::image, "Of image: the image, kept."),
            field("failure", &BatchEventDto::failure, "Of imageFailed and failed: why."),
        };
    }
};

SettingsDto to_dto(const GenerationSettings& settings);
BatchDto to_dto(GenerationBatch batch, ObjectStore& objects);
BatchEventDto to_dto(const GenerationEvent& event, ObjectStore& objects);
FailureDto to_dto(const GenerationFailure& failure);

}  // namespace likeness::api
