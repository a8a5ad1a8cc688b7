#include "core/loras.hpp"

#include "core/text_rules.hpp"

#include <cmath>
#include <utility>

namespace likeness {

namespace {

constexpr std::size_t kMaxNameLength = 120;

Result<LoraChanges> checked(const LoraEdit& edit) {
    LoraChanges changes;
    if (edit.name) {
        LIKENESS_TRY(changes.name, clean_label("name", *edit.name, 1, kMaxNameLength));
    }
    if (edit.trigger_word) {
        LIKENESS_TRY(changes.trigger_word, clean_trigger("trigger", *edit.trigger_word));
    }
    if (edit.default_scale) {
        if (!(*edit.default_scale >= 0 && *edit.default_scale <= SettingsLimits::kMaxLoraScale)) {
            return Error::invalid_field("defaultScale", "must be between 0 and 4");
        }
        changes.default_scale = edit.default_scale;
    }
    changes.visibility = edit.visibility;
    changes.person = edit.person;
    return changes;
}

}  // namespace

Loras::Loras(LoraRepository& loras, ImageRepository& images, People& people, const Clock& clock)
    : loras_(loras),
      images_(images),
      people_(people),
      clock_(clock) {}

Task<Page<Lora>> Loras::list(Caller caller, LoraQuery query) {
    query.viewer = std::move(caller.wallet);
    return loras_.list(std::move(query));
}

Task<std::vector<LoraModel>> Loras::models(Caller caller, std::optional<PersonId> person) {
    return loras_.models(std::move(caller.wallet), person);
}

Task<Lora> Loras::find(Caller caller, LoraRef ref) {
    LIKENESS_CO_TRY(Lora lora, co_await loras_.find(std::move(ref)));
    co_return visible_to(caller, std::move(lora));
}

Task<Lora> Loras::managed(Caller caller, LoraRef ref) {
    LIKENESS_CO_TRY(Lora lora, co_await find(caller, std::move(ref)));
    if (!caller.may_manage(lora.wallet)) {
        co_return Error{ErrorCode::permission_denied, "This LoRA belongs to another wallet."};
    }
    co_return lora;
}

Task<Lora> Loras::update(Caller caller, LoraRef ref, LoraEdit edit) {
    LIKENESS_CO_TRY(const Lora lora, co_await managed(caller, std::move(ref)));
    LIKENESS_CO_TRY(LoraChanges changes, checked(edit));
    if (edit.person && *edit.person) {
        LIKENESS_CO_CHECK(co_await people_.owned(caller, **edit.person));
    }
    if (edit.cover_image) {
        LIKENESS_CO_TRY(changes.cover, co_await cover_from(lora, *edit.cover_image));
    }
    co_return co_await loras_.update(lora.id, std::move(changes));
}

Task<std::optional<LoraCover>> Loras::cover_from(Lora lora, std::optional<ImageId> image_id) {
    if (!image_id) {
        co_return std::nullopt;
    }
    LIKENESS_CO_TRY(const GeneratedImage image, co_await images_.find(*std::move(image_id)));
    if (image.lora != lora.id || image.marks.trashed_at) {
        co_return Error::invalid_field("coverImageId", "must be an image made with this LoRA");
    }
    co_return LoraCover{Bucket::generated, image.path, image.size, image.thumbhash, image.prompt};
}

Task<Lora> Loras::remove(Caller caller, LoraRef ref) {
    LIKENESS_CO_TRY(Lora lora, co_await managed(std::move(caller), std::move(ref)));
    LIKENESS_CO_CHECK(co_await loras_.remove(lora.id, clock_.now()));
    co_return lora;
}

}  // namespace likeness
