#include "core/lora.hpp"

#include <stdexcept>

namespace likeness {

std::string_view to_text(LoraStatus status) {
    switch (status) {
        case LoraStatus::queued:
            return "queued";
        case LoraStatus::training:
            return "training";
        case LoraStatus::completed:
            return "completed";
        case LoraStatus::failed:
            return "failed";
        case LoraStatus::cancelled:
            return "cancelled";
    }
    return {};
}

std::string_view to_text(LoraSource source) {
    switch (source) {
        case LoraSource::training:
            return "training";
        case LoraSource::import:
            return "import";
        case LoraSource::demo:
            return "demo";
        case LoraSource::gallery:
            return "gallery";
    }
    return {};
}

std::string_view to_text(Visibility visibility) {
    switch (visibility) {
        case Visibility::public_:
            return "public";
        case Visibility::link:
            return "link";
        case Visibility::private_:
            return "private";
    }
    return {};
}

LoraStatus lora_status_from(std::string_view text) {
    for (const LoraStatus status :
         {LoraStatus::queued,
          LoraStatus::training,
          LoraStatus::completed,
          LoraStatus::failed,
          LoraStatus::cancelled}) {
        if (to_text(status) == text) {
            return status;
        }
    }
    throw std::invalid_argument("the database holds an unknown status: " + std::string(text));
}

LoraSource lora_source_from(std::string_view text) {
    for (const LoraSource source :
         {LoraSource::training, LoraSource::import, LoraSource::demo, LoraSource::gallery}) {
        if (to_text(source) == text) {
            return source;
        }
    }
    throw std::invalid_argument("the database holds an unknown source: " + std::string(text));
}

std::optional<Visibility> visibility_from(std::string_view text) {
    for (const Visibility visibility :
         {Visibility::public_, Visibility::link, Visibility::private_}) {
        if (to_text(visibility) == text) {
            return visibility;
        }
    }
    return std::nullopt;
}

Result<Lora> visible_to(const Caller& caller, Lora lora) {
    if (!lora.is_visible_to(caller)) {
        return Error::not_found("LoRA");
    }
    return lora;
}

ObjectKey weights_key(const LoraId& id) {
    return ObjectKey::trusted(id.text() + "/weights.safetensors");
}

}  // namespace likeness
