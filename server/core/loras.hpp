#pragma once

#include "base/task.hpp"
#include "core/caller.hpp"
#include "core/people.hpp"
#include "core/ports/clock.hpp"
#include "core/ports/image_repository.hpp"
#include "core/ports/lora_repository.hpp"

namespace likeness {

/// What the owner of a LoRA asks to change. Texts are raw.
struct LoraEdit {
    std::optional<std::string> name = {};
    std::optional<std::string> trigger_word = {};
    std::optional<double> default_scale = {};
    std::optional<Visibility> visibility = {};
    std::optional<std::optional<PersonId>> person =
        {};  // inner nothing: belongs to nobody in particular
    std::optional<std::optional<ImageId>> cover_image = {};  // inner nothing: none
};

/// The LoRAs people choose from.
class Loras {
public:
    Loras(LoraRepository& loras, ImageRepository& images, People& people, const Clock& clock);

    Task<Page<Lora>> list(Caller caller, LoraQuery query);
    Task<std::vector<LoraModel>> models(Caller caller, std::optional<PersonId> person);
    /// not_found also for a private LoRA of somebody else.
    Task<Lora> find(Caller caller, LoraRef ref);
    Task<Lora> update(Caller caller, LoraRef ref, LoraEdit edit);
    Task<Lora> remove(Caller caller, LoraRef ref);

private:
    Task<Lora> managed(Caller caller, LoraRef ref);
    Task<std::optional<LoraCover>> cover_from(Lora lora, std::optional<ImageId> image);

    LoraRepository& loras_;
    ImageRepository& images_;
    People& people_;
    const Clock& clock_;
};

}  // namespace likeness
