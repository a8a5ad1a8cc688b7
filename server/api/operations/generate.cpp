#include "api/batch_outlook.hpp"
#include "api/dto/submitted_dto.hpp"
#include "api/operations/endpoints.hpp"
#include "core/generate_images.hpp"
#include "core/prompt.hpp"

#include <utility>

namespace likeness::api::generate {

namespace {

constexpr std::string_view kLorasDoc =
    "Further LoRAs of the same base model, as many as the engine can merge; see server.info.";

struct GenerateInput {
    LoraRefInput lora_training_id;
    std::string prompt;
    int num_images = SettingsLimits::kMaxImages;
    ImageSizeInput image_size{{1024, 1024}};
    std::optional<Seed> seed;
    int num_inference_steps = 28;
    double guidance_scale = 3.5;
    std::optional<double> lora_scale;
    OutputFormat output_format = OutputFormat::jpeg;
    bool enable_safety_checker = true;
    std::optional<std::string> engine;
    std::optional<std::int64_t> person_id;
    std::vector<LoraUseInput> loras;

    static constexpr std::string_view kName = "GenerateInput";

    static constexpr auto fields() {
        using Input = GenerateInput;
        using Limits = SettingsLimits;
        return std::tuple{
            field("loraTrainingId", &Input::lora_training_id, "Id or number of the LoRA.")
                .also("loraId"),
            field("prompt", &Input::prompt, "What to see. The LoRA's trigger words are added.")
                .within(1, kMaxPromptLength),
            field("numImages", &Input::num_images, "How many.")
                .within(1, Limits::kMaxImages)
                .defaulted()
                .also("num_images"),
            field("imageSize", &Input::image_size, "Preset or pixels.")
                .defaulted()
                .also("image_size"),
            field(
                "seed",
                &Input::seed,
                "Of the first image; each further one has one more. Drawn at random when left out."
            ),
            field("numInferenceSteps", &Input::num_inference_steps, "Steps of the sampler.")
                .within(1, Limits::kMaxSteps)
                .defaulted()
                .also("num_inference_steps"),
            field("guidanceScale", &Input::guidance_scale, "How closely the prompt is followed.")
                .within(Limits::kMinGuidance, Limits::kMaxGuidance)
                .defaulted()
                .also("guidance_scale"),
            field(
                "loraScale",
                &Input::lora_scale,
                "Strength of the LoRA; its own default when left out."
            )
                .within(0, Limits::kMaxLoraScale)
                .also("lora_scale"),
            field("outputFormat", &Input::output_format, "Format of the files.")
                .defaulted()
                .also("output_format"),
            field("enableSafetyChecker", &Input::enable_safety_checker, "Where the engine has one.")
                .defaulted()
                .also("enable_safety_checker"),
            field("engine", &Input::engine, "Who makes them; see server.info."),
            field("personId", &Input::person_id, "Whose gallery the images belong to."),
            field("loras", &Input::loras, kLorasDoc).within(0, Limits::kMaxLoras - 1).defaulted(),
        };
    }
};

/// POST /api/generate-image of the original design: its names, and its default size.
struct OriginalGenerateInput {
    std::string prompt;
    LoraRefInput lora_id;
    int num_images = SettingsLimits::kMaxImages;
    ImageSizeInput image_size{{768, 1024}};
    std::optional<Seed> seed;
    double guidance_scale = 3.5;
    int num_inference_steps = 28;
    std::optional<double> lora_scale;
    OutputFormat output_format = OutputFormat::jpeg;
    bool enable_safety_checker = true;
    std::optional<std::string> engine;
    std::optional<std::int64_t> person_id;
    std::vector<LoraUseInput> loras;

    static constexpr std::string_view kName = "GenerateImageInput";

    static constexpr auto fields() {
        using Input = OriginalGenerateInput;
        using Limits = SettingsLimits;
        return std::tuple{
            field("prompt", &Input::prompt, "What to see. The LoRA's trigger words are added.")
                .within(1, kMaxPromptLength),
            field("loraId", &Input::lora_id, "Number or id of the LoRA."),
            field("num_images", &Input::num_images, "How many.")
                .within(1, Limits::kMaxImages)
                .defaulted(),
            field("image_size", &Input::image_size, "Preset or pixels; 768 by 1024 when left out.")
                .defaulted(),
            field(
                "seed",
                &Input::seed,
                "Of the first image; each further one has one more. Drawn at random when left out."
            ),
            field("guidance_scale", &Input::guidance_scale, "How closely the prompt is followed.")
                .within(Limits::kMinGuidance, Limits::kMaxGuidance)
                .defaulted(),
            field("num_inference_steps", &Input::num_inference_steps, "Steps of the sampler.")
                .within(1, Limits::kMaxSteps)
                .defaulted(),
            field(
                "lora_scale",
                &Input::lora_scale,
                "Strength of the LoRA; its own default when left out."
            )
                .within(0, Limits::kMaxLoraScale),
            field("output_format", &Input::output_format, "Format of the files.").defaulted(),
            field(
                "enable_safety_checker", &Input::enable_safety_checker, "Where the engine has one."
            )
                .defaulted(),
            field("engine", &Input::engine, "Who makes them; see /api/info."),
            field("person_id", &Input::person_id, "Whose gallery the images belong to."),
            field("loras", &Input::loras, kLorasDoc).within(0, Limits::kMaxLoras - 1).defaulted(),
        };
    }
};

/// An image that was asked for and not made.
struct MissingImageDto {
    int index = 0;
    FailureDto failure;

    static constexpr std::string_view kName = "MissingImage";

    static constexpr auto fields() {
        return std::tuple{
            field("index", &MissingImageDto::index, "Its place in the batch, from 0."),
            field("failure", &MissingImageDto::failure, "Why."),
        };
    }
};

struct GeneratedDto {
    std::string batch_id;
    std::string prompt;
    std::optional<int> remaining;
    std::vector<ImageDto> images;
    std::vector<MissingImageDto> missing;

    static constexpr std::string_view kName = "Generated";

    static constexpr auto fields() {
        return std::tuple{
            field("batchId", &GeneratedDto::batch_id, "The batch."),
            field("prompt", &GeneratedDto::prompt, "As written."),
            field(
                "remaining",
                &GeneratedDto::remaining,
                "Generations left in the window; null when unlimited."
            ),
            field("images", &GeneratedDto::images, "By index."),
            field("missing", &GeneratedDto::missing, "Those that were not made."),
        };
    }
};

struct OriginalGeneratedDto {
    std::string batch_id;
    std::string prompt;
    std::optional<int> remaining;
    std::vector<OriginalImageDto> images;
    std::vector<MissingImageDto> missing;
    std::optional<BatchDto> batch;

    static constexpr std::string_view kName = "GenerateImageAnswer";

    static constexpr auto fields() {
        using Dto = OriginalGeneratedDto;
        return std::tuple{
            field("batchId", &Dto::batch_id, "The batch."),
            field("prompt", &Dto::prompt, "As written."),
            field(
                "remaining", &Dto::remaining, "Generations left in the window; null when unlimited."
            ),
            field("images", &Dto::images, "By index; empty when the client preferred not to wait."),
            field("missing", &Dto::missing, "Those that were not made."),
            field(
                "batch",
                &Dto::batch,
                "How it stands, when the client preferred not to wait; else null."
            ),
        };
    }
};

template <class Input>
GenerateRequest request_from(Call& call, Input& input, const LoraRef& lora) {
    GenerateRequest request{lora, std::move(input.prompt)};
    request.num_images = input.num_images;
    request.size = input.image_size.size;
    request.seed = input.seed;
    request.num_inference_steps = input.num_inference_steps;
    request.guidance_scale = input.guidance_scale;
    request.lora_scale = input.lora_scale;
    request.output_format = input.output_format;
    request.enable_safety_checker = input.enable_safety_checker;
    request.engine = std::move(input.engine);
    request.person = input.person_id;
    request.idempotency_key = call.idempotency_key;
    for (const LoraUseInput& further : input.loras) {
        request.further_loras.push_back({*further.lora_training_id.ref, further.scale});
    }
    return request;
}

std::optional<int> left(const QuotaStatus& status) {
    return status.unlimited ? std::nullopt : std::optional(status.remaining);
}

std::vector<MissingImageDto> missing_from(const GenerationBatch& batch) {
    std::vector<MissingImageDto> missing;
    for (const GenerationJob& job : batch.jobs) {
        if (job.failure) {
            missing.push_back({job.index, to_dto(*job.failure)});
        }
    }
    return missing;
}

/// Waits for the batch and answers with its images; an error when it gave none.
Task<GeneratedDto> finish(Call& call, BatchId id) {
    LIKENESS_CO_TRY(
        GenerationBatch batch,
        co_await call.services.generate.wait(id, call.services.facts.generation_wait)
    );
    if (batch.images.empty()) {
        co_return failure_of(batch);
    }
    LIKENESS_CO_TRY(
        const QuotaStatus quota, co_await call.services.generate.remaining(call.caller)
    );
    GeneratedDto dto{batch.id.text(), batch.prompt, left(quota), {}, missing_from(batch)};
    for (GeneratedImage& image : batch.images) {
        dto.images.push_back(to_dto(std::move(image), call.services.objects));
    }
    co_return dto;
}

Task<GeneratedDto> make(Call& call, GenerateInput input) {
    const LoraRef lora = *input.lora_training_id.ref;
    GenerateRequest request = request_from(call, input, lora);
    LIKENESS_CO_TRY(
        const GenerationBatch batch,
        co_await call.services.generate.submit(call.caller, std::move(request))
    );
    co_return co_await finish(call, batch.id);
}

Task<OriginalGeneratedDto> make_original(Call& call, OriginalGenerateInput input) {
    const LoraRef lora = *input.lora_id.ref;
    GenerateRequest request = request_from(call, input, lora);
    LIKENESS_CO_TRY(
        GenerationBatch batch,
        co_await call.services.generate.submit(call.caller, std::move(request))
    );
    if (call.respond_async) {
        LIKENESS_CO_TRY(
            const QuotaStatus quota, co_await call.services.generate.remaining(call.caller)
        );
        call.status = 202;
        call.headers.emplace_back("Preference-Applied", "respond-async");
        call.headers.emplace_back("Location", "/api/generations/" + batch.id.text());
        OriginalGeneratedDto dto{batch.id.text(), batch.prompt, left(quota), {}, {}, std::nullopt};
        dto.batch = to_dto(std::move(batch), call.services.objects);
        co_return dto;
    }
    LIKENESS_CO_TRY(GeneratedDto made, co_await finish(call, batch.id));
    OriginalGeneratedDto dto{
        std::move(made.batch_id),
        std::move(made.prompt),
        made.remaining,
        {},
        std::move(made.missing),
        std::nullopt};
    for (ImageDto& image : made.images) {
        dto.images.push_back(to_original(std::move(image)));
    }
    co_return dto;
}

Task<SubmittedDto> accept(Call& call, GenerateInput input) {
    const LoraRef lora = *input.lora_training_id.ref;
    GenerateRequest request = request_from(call, input, lora);
    LIKENESS_CO_TRY(
        GenerationBatch batch,
        co_await call.services.generate.submit(call.caller, std::move(request))
    );
    call.headers.emplace_back("Location", "/api/generations/" + batch.id.text());
    LIKENESS_CO_TRY(BatchDto shown, co_await with_outlook(call.services, std::move(batch)));
    co_return SubmittedDto{std::move(shown)};
}

}  // namespace

EndpointPtr images() {
    return answers(&make);
}

EndpointPtr images_original() {
    return answers(&make_original);
}

EndpointPtr submit() {
    return answers(&accept);
}

}  // namespace likeness::api::generate
