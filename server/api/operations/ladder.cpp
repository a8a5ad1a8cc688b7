#include "api/dto/submitted_dto.hpp"
#include "api/operations/endpoints.hpp"
#include "core/generate_images.hpp"
#include "core/prompt.hpp"
#include "core/strength_ladder.hpp"

#include <utility>

namespace likeness::api::generate {

namespace {

struct LadderInput {
    LoraRefInput lora_training_id;
    std::string prompt;
    double from = 0.4;
    double to = 1.6;
    int steps = 7;
    ImageSizeInput image_size{{1024, 1024}};
    std::optional<Seed> seed;
    int num_inference_steps = 28;
    double guidance_scale = 3.5;
    OutputFormat output_format = OutputFormat::jpeg;
    bool enable_safety_checker = true;
    std::optional<std::string> engine;
    std::optional<std::int64_t> person_id;

    static constexpr std::string_view kName = "LadderInput";

    static constexpr auto fields() {
        using Input = LadderInput;
        using Limits = SettingsLimits;
        return std::tuple{
            field("loraTrainingId", &Input::lora_training_id, "Id or number of the LoRA.")
                .also("loraId"),
            field("prompt", &Input::prompt, "What to see. The LoRA's trigger words are added.")
                .within(1, kMaxPromptLength),
            field("from", &Input::from, "LoRA scale of the first image.")
                .within(0, Limits::kMaxLoraScale)
                .defaulted(),
            field("to", &Input::to, "LoRA scale of the last image.")
                .within(0, Limits::kMaxLoraScale)
                .defaulted(),
            field("steps", &Input::steps, "How many images.")
                .within(LadderLimits::kMinSteps, LadderLimits::kMaxSteps)
                .defaulted(),
            field("imageSize", &Input::image_size, "Preset or pixels.").defaulted(),
            field("seed", &Input::seed, "Of all images. Drawn at random when left out."),
            field("numInferenceSteps", &Input::num_inference_steps, "Steps of the sampler.")
                .within(1, Limits::kMaxSteps)
                .defaulted(),
            field("guidanceScale", &Input::guidance_scale, "How closely the prompt is followed.")
                .within(Limits::kMinGuidance, Limits::kMaxGuidance)
                .defaulted(),
            field("outputFormat", &Input::output_format, "Format of the files.").defaulted(),
            field("enableSafetyChecker", &Input::enable_safety_checker, "Where the engine has one.")
                .defaulted(),
            field("engine", &Input::engine, "Who makes them; see server.info."),
            field("personId", &Input::person_id, "Whose gallery the images belong to."),
        };
    }
};

Task<SubmittedDto> accept(Call& call, LadderInput input) {
    GenerateRequest request{*input.lora_training_id.ref, std::move(input.prompt)};
    LIKENESS_CO_TRY(request.ladder, strength_ladder(input.from, input.to, input.steps));
    request.size = input.image_size.size;
    request.seed = input.seed;
    request.num_inference_steps = input.num_inference_steps;
    request.guidance_scale = input.guidance_scale;
    request.output_format = input.output_format;
    request.enable_safety_checker = input.enable_safety_checker;
    request.engine = std::move(input.engine);
    request.person = input.person_id;
    request.idempotency_key = call.idempotency_key;
    LIKENESS_CO_TRY(
        GenerationBatch batch,
        co_await call.services.generate.submit(call.caller, std::move(request))
    );
    call.headers.emplace_back("Location", "/api/generations/" + batch.id.text());
    co_return SubmittedDto{to_dto(std::move(batch), call.services.objects)};
}

}  // namespace

EndpointPtr ladder() {
    return answers(&accept);
}

}  // namespace likeness::api::generate
