#include "core/import_lora.hpp"

#include "base/json_text.hpp"
#include "base/log.hpp"
#include "core/text_rules.hpp"

#include <utility>

namespace likeness {

namespace {

constexpr std::size_t kMaxNameLength = 120;

std::string details_json(const safetensors::LoraFacts& facts) {
    std::string json = "{";
    for (const safetensors::TrainingTag& tag : facts.training) {
        json += json.size() > 1 ? "," : "";
        append_json_string(json, tag.name);
        json += ':';
        append_json_string(json, tag.value);
    }
    return json + "}";
}

/// A trigger word from the file's metadata may hold anything; one that we would refuse from a
/// person is left out.
std::string trigger_from(const safetensors::LoraFacts& facts) {
    Result<std::string> trigger = clean_trigger("trigger", facts.trigger.phrase);
    return trigger ? *std::move(trigger) : std::string();
}

std::string name_from(const safetensors::LoraFacts& facts) {
    Result<std::string> name = clean_label("name", facts.title, 1, kMaxNameLength);
    return name ? *std::move(name) : std::string("Untitled LoRA");
}

/// The bases that some engine of ours can use: fal.ai and stable-diffusion.cpp take FLUX.1,
/// PaperFlux its own.
Result<void> check_base(safetensors::BaseModel base) {
    using enum safetensors::BaseModel;
    if (base == paperflux_1 || base == flux_1) {
        return {};
    }
    const std::string made_for =
        base == unknown
            ? "It cannot be told which model this LoRA is made for."
            : "This LoRA is made for " + std::string(safetensors::base_model_text(base)) + ".";
    return Error{
        ErrorCode::unprocessable, made_for + " Likeness takes LoRAs for FLUX.1 and for PaperFlux."};
}

}  // namespace

Task<void> keep_weights(ObjectStore& objects, StagedLora staged, ObjectKey key) {
    if (staged.on_its_way) {
        co_return co_await staged.on_its_way->finish();
    }
    co_return co_await objects.put_file(
        Bucket::loras, std::move(key), staged.file->path(), "application/octet-stream"
    );
}

Result<Lora> lora_from(
    const StagedLora& staged,
    const LoraLabels& labels,
    LoraId id,
    WalletAddress owner,
    Timestamp now
) {
    std::string name = name_from(staged.facts);
    if (labels.name && !labels.name->empty()) {
        LIKENESS_TRY(name, clean_label("name", *labels.name, 1, kMaxNameLength));
    }
    std::string trigger = trigger_from(staged.facts);
    if (labels.trigger_word) {
        LIKENESS_TRY(trigger, clean_trigger("trigger", *labels.trigger_word));
    }
    LoraFile file{
        weights_key(id),
        staged.byte_count,
        staged.sha256,
        std::string(safetensors::base_model_text(staged.facts.base_model)),
        std::string(safetensors::key_family_text(staged.facts.key_family)),
        staged.facts.rank,
        staged.facts.alpha,
        static_cast<std::int64_t>(staged.facts.parameter_count),
        details_json(staged.facts),
        staged.facts.warnings};
    Lora lora{
        .id = std::move(id),
        .wallet = std::move(owner),
        .person = labels.person,
        .name = std::move(name),
        .trigger_word = std::move(trigger),
        .visibility = labels.visibility,
        .file = std::move(file),
        .created_at = now,
    };
    return lora;
}

ImportLora::ImportLora(
    LoraRepository& loras,
    ObjectStore& objects,
    Engines& engines,
    People& people,
    const Clock& clock,
    Random& random
)
    : loras_(loras),
      objects_(objects),
      engines_(engines),
      people_(people),
      clock_(clock),
      random_(random) {}

Task<void> ImportLora::check_labels(Caller caller, LoraLabels labels) {
    if (labels.name && !labels.name->empty()) {
        LIKENESS_CO_CHECK(clean_label("name", *labels.name, 1, kMaxNameLength));
    }
    if (labels.trigger_word) {
        LIKENESS_CO_CHECK(clean_trigger("trigger", *labels.trigger_word));
    }
    if (labels.person) {
        LIKENESS_CO_CHECK(co_await people_.owned(std::move(caller), *labels.person));
    }
    co_return Result<void>{};
}

LoraId ImportLora::new_id() {
    return random_.id<LoraId>(clock_.now());
}

Task<Lora> ImportLora::import(Caller caller, LoraLabels labels, StagedLora staged) {
    LIKENESS_CO_CHECK(co_await check_labels(caller, labels));
    LIKENESS_CO_CHECK(co_await check_with_engines(staged));
    const Timestamp now = clock_.now();
    LoraId id = staged.id ? *staged.id : random_.id<LoraId>(now);
    LIKENESS_CO_TRY(Lora lora, lora_from(staged, labels, std::move(id), *caller.wallet, now));
    LIKENESS_CO_CHECK(co_await warn_of_duplicate(caller, lora));
    LIKENESS_CO_CHECK(co_await keep_weights(objects_, staged, lora.file.path));
    Result<Lora> added = co_await loras_.add(lora);
    if (!added) {
        const Result<void> removed = co_await objects_.remove(Bucket::loras, lora.file.path);
        if (!removed) {
            log::warning(
                "a refused LoRA left its file behind",
                {{"object", lora.file.path.text()}, {"reason", removed.error().detail}}
            );
        }
    }
    co_return added;
}

/// The same file may be wanted twice, with other trigger words; mostly it is a mistake.
Task<void> ImportLora::warn_of_duplicate(Caller caller, Lora& lora) {
    LIKENESS_CO_TRY(
        const std::optional<Lora> same,
        co_await loras_.find_by_file(*caller.wallet, lora.file.sha256)
    );
    if (same) {
        lora.file.warnings.push_back(
            "The very same file is here already as \"" + same->name + "\" (number " +
            std::to_string(same->number) + ")."
        );
    }
    co_return Result<void>{};
}

Task<void> ImportLora::check_with_engines(StagedLora staged) {
    LIKENESS_CO_CHECK(check_base(staged.facts.base_model));
    for (ImageEngine& engine : engines_.all()) {
        if (engine.profile().takes(safetensors::base_model_text(staged.facts.base_model))) {
            LIKENESS_CO_CHECK(co_await engine.check_weights(staged.file->path()));
        }
    }
    co_return Result<void>{};
}

}  // namespace likeness
