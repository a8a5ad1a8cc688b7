#include "api/dto/training_dto.hpp"
#include "api/operations/endpoints.hpp"
#include "core/prompt.hpp"

#include <utility>

namespace likeness::api::server {

namespace {

struct EngineDto {
    std::string id;
    std::string title;
    std::string note;
    bool is_default = false;
    bool is_available = true;
    std::string reason;
    std::vector<std::string> base_models;
    int min_side = 0;
    int max_side = 0;
    bool reports_steps = false;
    int max_loras = 1;
    std::optional<double> expected_seconds;
    std::optional<std::int64_t> price_microdollars;

    static constexpr std::string_view kName = "Engine";

    static constexpr auto fields() {
        using Dto = EngineDto;
        return std::tuple{
            field("id", &Dto::id, "What requests call it."),
            field("title", &Dto::title, "What people call it."),
            field("note", &Dto::note, "What to expect of it."),
            field("isDefault", &Dto::is_default, "Used when a request names none."),
            field("isAvailable", &Dto::is_available, "False while it cannot work."),
            field("reason", &Dto::reason, "Why it cannot; empty when it can."),
            field("baseModels", &Dto::base_models, "Of the LoRAs it takes."),
            field("minSide", &Dto::min_side, "Pixels."),
            field("maxSide", &Dto::max_side, "Pixels."),
            field("reportsSteps", &Dto::reports_steps, "True when progress can be shown."),
            field("maxLoras", &Dto::max_loras, "LoRAs that it can merge into one image."),
            field(
                "expectedSeconds",
                &Dto::expected_seconds,
                "For one image with the defaults, learned from runs on this server; null if "
                "unknown."
            ),
            field(
                "priceMicrodollars",
                &Dto::price_microdollars,
                "Of one such image, in millionths of a dollar; null if unknown."
            ),
        };
    }
};

struct LimitsDto {
    int max_images = SettingsLimits::kMaxImages;
    int min_side = SettingsLimits::kMinSide;
    int max_side = SettingsLimits::kMaxSide;
    int max_steps = SettingsLimits::kMaxSteps;
    double min_guidance = SettingsLimits::kMinGuidance;
    double max_guidance = SettingsLimits::kMaxGuidance;
    double max_lora_scale = SettingsLimits::kMaxLoraScale;
    std::int64_t max_prompt_length = 0;
    std::int64_t max_lora_bytes = 0;

    static constexpr std::string_view kName = "Limits";

    static constexpr auto fields() {
        using Dto = LimitsDto;
        return std::tuple{
            field("maxImages", &Dto::max_images, "Of one batch."),
            field("minSide", &Dto::min_side, "Pixels."),
            field("maxSide", &Dto::max_side, "Pixels."),
            field("maxSteps", &Dto::max_steps, "Steps of the sampler."),
            field("minGuidance", &Dto::min_guidance, "Guidance scale."),
            field("maxGuidance", &Dto::max_guidance, "Guidance scale."),
            field("maxLoraScale", &Dto::max_lora_scale, "LoRA scale."),
            field("maxPromptLength", &Dto::max_prompt_length, "Characters."),
            field("maxLoraBytes", &Dto::max_lora_bytes, "Of an imported file."),
        };
    }
};

struct DefaultsDto {
    int num_images = SettingsLimits::kMaxImages;
    int width = 1024;
    int height = 1024;
    int num_inference_steps = 28;
    double guidance_scale = 3.5;
    double lora_scale = 1.5;
    std::string output_format = "jpeg";
    bool enable_safety_checker = true;

    static constexpr std::string_view kName = "Defaults";

    static constexpr auto fields() {
        using Dto = DefaultsDto;
        return std::tuple{
            field("numImages", &Dto::num_images, "Images of a batch."),
            field("width", &Dto::width, "Pixels."),
            field("height", &Dto::height, "Pixels."),
            field("numInferenceSteps", &Dto::num_inference_steps, "Steps of the sampler."),
            field("guidanceScale", &Dto::guidance_scale, "How closely the prompt is followed."),
            field("loraScale", &Dto::lora_scale, "For LoRAs whose owner chose no other."),
            field("outputFormat", &Dto::output_format, "Format of the files."),
            field("enableSafetyChecker", &Dto::enable_safety_checker, "Where the engine has one."),
        };
    }
};

struct SizePresetDto {
    std::string name;
    int width = 0;
    int height = 0;

    static constexpr std::string_view kName = "SizePreset";

    static constexpr auto fields() {
        return std::tuple{
            field("name", &SizePresetDto::name, "What requests call it."),
            field("width", &SizePresetDto::width, "Pixels."),
            field("height", &SizePresetDto::height, "Pixels."),
        };
    }
};

/// What a browser needs to write an EIP-4361 message that we accept.
struct SignInDto {
    std::string domain;
    std::string uri;
    std::vector<std::int64_t> chain_ids;

    static constexpr std::string_view kName = "SignInTerms";

    static constexpr auto fields() {
        return std::tuple{
            field(
                "domain",
                &SignInDto::domain,
                "The authority that messages must name, if the page is not on one of its other "
                "names."
            ),
            field("uri", &SignInDto::uri, "Likewise the URI."),
            field("chainIds", &SignInDto::chain_ids, "Chains that messages may name."),
        };
    }
};

struct QuotaDto {
    int limit = 0;
    std::int64_t window_hours = 0;
    bool unlimited = false;

    static constexpr std::string_view kName = "QuotaRule";

    static constexpr auto fields() {
        return std::tuple{
            field("limit", &QuotaDto::limit, "Generations a window and wallet."),
            field("windowHours", &QuotaDto::window_hours, "The rolling window."),
            field("unlimited", &QuotaDto::unlimited, "True when nothing is counted."),
        };
    }
};

struct UploadLimitsDto {
    std::int64_t max_image_bytes = UploadLimits::kMaxImageBytes;
    std::int64_t max_archive_bytes = UploadLimits::kMaxArchiveBytes;
    int max_images_at_once = UploadLimits::kMaxImagesAtOnce;
    int min_side = UploadLimits::kMinSide;
    std::int64_t max_caption_length = UploadLimits::kMaxCaptionLength;
    std::int64_t lifetime_hours = UploadLimits::kLifetime.count();

    static constexpr std::string_view kName = "UploadLimits";

    static constexpr auto fields() {
        using Dto = UploadLimitsDto;
        return std::tuple{
            field("maxImageBytes", &Dto::max_image_bytes, "Of one image."),
            field("maxArchiveBytes", &Dto::max_archive_bytes, "Of a zip archive."),
            field("maxImagesAtOnce", &Dto::max_images_at_once, "Of one request, unpacked."),
            field("minSide", &Dto::min_side, "Pixels, of photos and crops."),
            field("maxCaptionLength", &Dto::max_caption_length, "Characters."),
            field("lifetimeHours", &Dto::lifetime_hours, "Of photos that no training uses."),
        };
    }
};

struct TrainerDto {
    std::string id;
    std::string title;
    std::string note;
    bool is_available = true;
    std::string reason;
    std::string base_model;
    double usd_per_1000_steps = 0;
    int min_steps = 0;
    int max_steps = 0;
    int default_steps = 0;
    int min_images = 0;
    int max_images = 0;

    static constexpr std::string_view kName = "Trainer";

    static constexpr auto fields() {
        using Dto = TrainerDto;
        return std::tuple{
            field("id", &Dto::id, "What trainings call it."),
            field("title", &Dto::title, "What people call it."),
            field("note", &Dto::note, "What to expect of it."),
            field("isAvailable", &Dto::is_available, "False while it cannot work."),
            field("reason", &Dto::reason, "Why it cannot; empty when it can."),
            field("baseModel", &Dto::base_model, "Of the LoRAs it makes."),
            field("usdPer1000Steps", &Dto::usd_per_1000_steps, "US dollars; linear in steps."),
            field("minSteps", &Dto::min_steps, "Of a training."),
            field("maxSteps", &Dto::max_steps, "Of a training."),
            field("defaultSteps", &Dto::default_steps, "When a request gives none."),
            field("minImages", &Dto::min_images, "Of a training."),
            field("maxImages", &Dto::max_images, "Of a training."),
        };
    }
};

struct InfoDto {
    std::string name;
    std::string version;
    std::vector<EngineDto> engines;
    bool falls_back = false;
    LimitsDto limits;
    DefaultsDto defaults;
    std::vector<SizePresetDto> size_presets;
    SignInDto sign_in;
    QuotaDto quota;
    std::optional<TrainerDto> trainer;
    UploadLimitsDto uploads;

    static constexpr std::string_view kName = "ServerInfo";

    static constexpr auto fields() {
        return std::tuple{
            field("name", &InfoDto::name, "Likeness."),
            field("version", &InfoDto::version, "Of the program."),
            field("engines", &InfoDto::engines, "The default first."),
            field(
                "fallsBack",
                &InfoDto::falls_back,
                "True when another engine steps in for one that is out of order."
            ),
            field("limits", &InfoDto::limits, "Of requests."),
            field("defaults", &InfoDto::defaults, "Of generate.images."),
            field("sizePresets", &InfoDto::size_presets, "Sizes that have names."),
            field("signIn", &InfoDto::sign_in, "How to sign in."),
            field("quota", &InfoDto::quota, "How much everyone may generate."),
            field("trainer", &InfoDto::trainer, "Who trains LoRAs; null where nobody does."),
            field("uploads", &InfoDto::uploads, "Of photos to train from."),
        };
    }
};

/// The reason is the operator's; others learn only that there is one.
std::string shown_reason(const EngineHealth& health, bool is_admin) {
    if (health.available || is_admin) {
        return health.reason;
    }
    return "This engine is out of order at the moment. The operator can see why.";
}

std::vector<EngineDto>
engines_of(const Engines& engines, const ExpectedTimes& times, bool is_admin) {
    const GenerationSettings usual;
    std::vector<EngineDto> dtos;
    for (const ImageEngine& engine : engines.all()) {
        const EngineProfile& profile = engine.profile();
        const EngineHealth health = engine.health();
        const auto expected = times.of_image(profile.id, usual.size, usual.num_inference_steps);
        dtos.push_back(
            {profile.id,
             profile.title,
             profile.note,
             dtos.empty(),
             health.available,
             shown_reason(health, is_admin),
             profile.base_models,
             profile.min_side,
             profile.max_side,
             profile.reports_steps,
             profile.max_loras,
             expected ? std::optional(expected->count()) : std::nullopt,
             times.price_of_image(profile.id, usual.size)}
        );
    }
    return dtos;
}

std::optional<TrainerDto> trainer_of(const TrainLoras& train, bool is_admin) {
    if (train.trainer() == nullptr) {
        return std::nullopt;
    }
    const TrainerProfile& profile = train.trainer()->profile();
    const EngineHealth health = train.trainer()->health();
    return TrainerDto{
        profile.id,
        profile.title,
        profile.note,
        health.available,
        shown_reason(health, is_admin),
        profile.base_model,
        usd_from(profile.price_microdollars(1'000)),
        profile.min_steps,
        profile.max_steps,
        profile.default_steps,
        profile.min_images,
        profile.max_images};
}

Task<InfoDto> show(Call& call, Nothing) {
    const ServerFacts& facts = call.services.facts;
    InfoDto info;
    info.name = "Likeness";
    info.version = facts.version;
    co_await call.services.desk.expected_times.refresh();
    info.engines =
        engines_of(call.services.engines, call.services.desk.expected_times, call.caller.is_admin);
    info.falls_back = call.services.engines.falls_back();
    info.limits.max_prompt_length = kMaxPromptLength;
    info.limits.max_lora_bytes = facts.max_lora_bytes;
    for (const SizePreset& preset : kSizePresets) {
        info.size_presets.push_back(
            {std::string(preset.name), preset.size.width, preset.size.height}
        );
    }
    const SignInPolicy& policy = call.services.sign_in.policy();
    info.sign_in = {
        policy.domains.front(),
        policy.origins.front(),
        {policy.chain_ids.begin(), policy.chain_ids.end()}};
    info.quota = {facts.quota.limit, facts.quota.window.count(), facts.quota.unlimited};
    info.trainer = trainer_of(call.services.training.train, call.caller.is_admin);
    co_return info;
}

}  // namespace

EndpointPtr info() {
    return answers(&show);
}

}  // namespace likeness::api::server
