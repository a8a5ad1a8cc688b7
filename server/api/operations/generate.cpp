#include "api/batch_events.hpp"
#include "api/dto/batch_dto.hpp"
#include "api/operations/endpoints.hpp"
#include "core/batch_stream.hpp"
#include "core/generate_images.hpp"
#include "core/prompt.hpp"

#include <utility>

namespace likeness::api::generate {

namespace {

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

struct SubmittedDto {
    BatchDto batch;

    static constexpr std::string_view kName = "Submitted";

    static constexpr auto fields() {
        return std::tuple{field("batch", &SubmittedDto::batch, "Accepted and durable.")};
    }
};

struct BatchIdInput {
    std::string id;

    static constexpr std::string_view kName = "BatchIdInput";

    static constexpr auto fields() {
        return std::tuple{field("id", &BatchIdInput::id, "Of the batch.").also("batchId")};
    }
};

struct EventsInput {
    std::string batch_id;
    std::optional<std::string> last_event_id;

    static constexpr std::string_view kName = "GenerationEventsInput";

    static constexpr auto fields() {
        return std::tuple{
            field("batchId", &EventsInput::batch_id, "Of the batch.").also("id"),
            field("lastEventId", &EventsInput::last_event_id, "Go on after this event."),
        };
    }
};

struct BatchListDto {
    std::vector<BatchDto> items;

    static constexpr std::string_view kName = "BatchList";

    static constexpr auto fields() {
        return std::tuple{field("items", &BatchListDto::items, "Oldest first.")};
    }
};

struct ActiveInput {
    std::optional<std::string> state;

    static constexpr std::string_view kName = "ActiveInput";

    static constexpr auto fields() {
        return std::tuple{field("state", &ActiveInput::state, "active, the only list there is.")};
    }
};

struct ListByLoraInput {
    LoraRefInput lora_training_id;
    std::optional<std::string> cursor;
    int limit = 24;

    static constexpr std::string_view kName = "ListByLoraInput";

    static constexpr auto fields() {
        using Input = ListByLoraInput;
        return std::tuple{
            field("loraTrainingId", &Input::lora_training_id, "Id or number of the LoRA.")
                .also("id"),
            field("cursor", &Input::cursor, "nextCursor of the page before."),
            field("limit", &Input::limit, "Images of a page.").within(1, 100).defaulted(),
        };
    }
};

struct LoraGalleryDto : ImagePageDto {
    std::int64_t total = 0;

    static constexpr std::string_view kName = "LoraGallery";

    static constexpr auto fields() {
        const auto own =
            std::tuple{field("total", &LoraGalleryDto::total, "Images made with this LoRA.")};
        return std::tuple_cat(ImagePageDto::fields(), own);
    }
};

struct ReturnDto {
    Timestamp at;

    static constexpr std::string_view kName = "QuotaReturn";

    static constexpr auto fields() {
        return std::tuple{field("at", &ReturnDto::at, "When this unit returns.")};
    }
};

struct RemainingDto {
    int remaining = 0;
    int limit = 0;
    std::int64_t window_hours = 24;
    bool unlimited = false;
    std::optional<Timestamp> next_at;
    std::vector<ReturnDto> returns;

    static constexpr std::string_view kName = "Remaining";

    static constexpr auto fields() {
        return std::tuple{
            field("remaining", &RemainingDto::remaining, "Generations left now."),
            field("limit", &RemainingDto::limit, "Generations a window."),
            field("windowHours", &RemainingDto::window_hours, "The rolling window."),
            field("unlimited", &RemainingDto::unlimited, "True when nothing is counted."),
            field(
                "nextAt",
                &RemainingDto::next_at,
                "When the next unit returns; null when none is in use."
            ),
            field("returns", &RemainingDto::returns, "Each unit in use, soonest first."),
        };
    }
};

struct PromptHistoryInput {
    std::string prefix;
    int limit = 50;

    static constexpr std::string_view kName = "PromptHistoryInput";

    static constexpr auto fields() {
        return std::tuple{
            field("prefix", &PromptHistoryInput::prefix, "Only prompts that begin like this.")
                .within(0, 4000)
                .defaulted(),
            field("limit", &PromptHistoryInput::limit, "How many.").within(1, 200).defaulted(),
        };
    }
};

struct PastPromptDto {
    std::string prompt;
    std::string lora_training_id;
    Timestamp last_used_at;

    static constexpr std::string_view kName = "PastPrompt";

    static constexpr auto fields() {
        return std::tuple{
            field("prompt", &PastPromptDto::prompt, "As written."),
            field(
                "loraTrainingId",
                &PastPromptDto::lora_training_id,
                "The LoRA it was last used with."
            ),
            field("lastUsedAt", &PastPromptDto::last_used_at, "When."),
        };
    }
};

struct PromptHistoryDto {
    std::vector<PastPromptDto> items;

    static constexpr std::string_view kName = "PromptHistory";

    static constexpr auto fields() {
        return std::tuple{
            field("items", &PromptHistoryDto::items, "Each prompt once, most recent first.")};
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
    return request;
}

std::optional<int> left(const QuotaStatus& status) {
    return status.unlimited ? std::nullopt : std::optional(status.remaining);
}

Result<BatchId> batch_id(const std::string& text) {
    const std::optional<BatchId> id = BatchId::parse(text);
    if (!id) {
        return Error::not_found("generation");
    }
    return *id;
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
    co_return SubmittedDto{to_dto(std::move(batch), call.services.objects)};
}

Task<BatchDto> show(Call& call, BatchIdInput input) {
    LIKENESS_CO_TRY(const BatchId id, batch_id(input.id));
    LIKENESS_CO_TRY(GenerationBatch found, co_await call.services.generate.find(call.caller, id));
    co_return to_dto(std::move(found), call.services.objects);
}

Task<BatchListDto> show_active(Call& call, ActiveInput) {
    LIKENESS_CO_TRY(
        std::vector<GenerationBatch> batches, co_await call.services.generate.active(call.caller)
    );
    BatchListDto dto;
    for (GenerationBatch& open : batches) {
        dto.items.push_back(to_dto(std::move(open), call.services.objects));
    }
    co_return dto;
}

Task<std::unique_ptr<EventSource>> watch(Call& call, EventsInput input) {
    LIKENESS_CO_TRY(const BatchId id, batch_id(input.batch_id));
    LIKENESS_CO_CHECK(co_await call.services.generate.find(call.caller, id));
    std::int64_t after = 0;
    if (input.last_event_id && !input.last_event_id->empty()) {
        const std::optional<std::int64_t> number = durable_number(*input.last_event_id);
        if (!number) {
            co_return Error::invalid_field(
                "lastEventId", "must be the id of an event of this batch"
            );
        }
        after = *number;
    }
    co_return std::make_unique<BatchEvents>(call.services, id, after);
}

Task<BatchDto> stop(Call& call, BatchIdInput input) {
    LIKENESS_CO_TRY(const BatchId id, batch_id(input.id));
    LIKENESS_CO_TRY(
        GenerationBatch cancelled, co_await call.services.generate.cancel(call.caller, id)
    );
    co_return to_dto(std::move(cancelled), call.services.objects);
}

Task<LoraGalleryDto> show_gallery(Call& call, ListByLoraInput input) {
    std::optional<Cursor> after;
    if (input.cursor) {
        LIKENESS_CO_TRY(after, Cursor::parse(*input.cursor));
    }
    LIKENESS_CO_TRY(
        LoraGallery gallery,
        co_await call.services.galleries.of_lora(
            call.caller, *input.lora_training_id.ref, std::move(after), input.limit
        )
    );
    LoraGalleryDto dto;
    static_cast<ImagePageDto&>(dto) = to_dto(std::move(gallery.page), call.services.objects);
    dto.total = gallery.total;
    co_return dto;
}

Task<RemainingDto> show_remaining(Call& call, Nothing) {
    LIKENESS_CO_TRY(
        const QuotaStatus status, co_await call.services.generate.remaining(call.caller)
    );
    RemainingDto dto{
        status.remaining,
        status.limit,
        status.window.count(),
        status.unlimited,
        status.next_at(),
        {}};
    for (const Timestamp at : status.returns) {
        dto.returns.push_back({at});
    }
    co_return dto;
}

Task<PromptHistoryDto> show_prompts(Call& call, PromptHistoryInput input) {
    LIKENESS_CO_TRY(
        std::vector<PastPrompt> prompts,
        co_await call.services.generate.prompt_history(
            call.caller, std::move(input.prefix), input.limit
        )
    );
    PromptHistoryDto dto;
    for (PastPrompt& past : prompts) {
        dto.items.push_back({std::move(past.prompt), past.lora.text(), past.last_used_at});
    }
    co_return dto;
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

EndpointPtr batch() {
    return answers(&show);
}

EndpointPtr active() {
    return answers(&show_active);
}

EndpointPtr events() {
    return streams<BatchEventDto>(&watch);
}

EndpointPtr cancel() {
    return answers(&stop);
}

EndpointPtr list_by_lora() {
    return answers(&show_gallery);
}

EndpointPtr remaining() {
    return answers(&show_remaining);
}

EndpointPtr prompt_history() {
    return answers(&show_prompts);
}

}  // namespace likeness::api::generate
